"""Finding who fits: scores the candidates of a seeker and keeps the best as suggestions."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from partners.matching import candidates
from partners.matching.candidates import Rarity, side
from partners.matching.scoring import Part, Topics, score, total
from partners.matching.stems import stem, words
from partners.matching.vocabulary import lexicon
from partners.models import MatchProfile, Suggestion

KEPT = 20  # new suggestions for a seeker
GROUNDS = {"topic", "words", "industry"}
GROUND = 8  # points that these earn together at least
Progress = Callable[[int, int, str], None]
State = Suggestion.State


@transaction.atomic
def refresh(
    seeker: MatchProfile, *, at: datetime, rarity: Rarity | None = None
) -> list[Suggestion]:
    """Bring the new suggestions of ``seeker`` up to date and return them, best first.

    What was accepted or dismissed stays as it is and is not suggested again.
    """
    seeker = MatchProfile.objects.select_for_update(no_key=True).get(pk=seeker.pk)  # one at a time
    ranked = _without_owners(rank(seeker, rarity=rarity or Rarity()))
    best = [
        _suggestion(seeker, candidate, _as_written(seeker, parts), at)
        for candidate, parts in ranked[:KEPT]
    ]
    Suggestion.objects.bulk_create(
        best,
        update_conflicts=True,
        unique_fields=["seeker", "candidate"],
        update_fields=["score", "parts", "computed_at"],
    )
    kept = [one.candidate_id for one in best]
    seeker.suggestions.filter(state=State.NEW).exclude(candidate__in=kept).delete()
    return best


Ranked = list[tuple[MatchProfile, list[Part]]]


def rank(seeker: MatchProfile, *, rarity: Rarity) -> Ranked:
    """Candidates that nobody has decided on, best first, with the parts of their scores."""
    seeker, tree = candidates.with_words().get(pk=seeker.pk), lexicon().tree
    here = side(seeker)
    decided = seeker.suggestions.exclude(state=State.NEW).values_list("candidate")
    found = [
        (candidate, parts)
        for candidate in candidates.find(seeker, rarity).exclude(pk__in=decided)
        if _has_ground(parts := score(here, side(candidate), topics=tree, rarity=rarity))
    ]
    return sorted(found, key=lambda pair: (-total(pair[1]), pair[0].pk))


def _without_owners(ranked: Ranked) -> Ranked:
    """An organisation is suggested itself only if nothing that it offers is."""
    owner = MatchProfile.Kind.ORGANISATION
    heard = {one.provider_id for one, _parts in ranked if one.kind != owner}
    return [pair for pair in ranked if pair[0].kind != owner or pair[0].provider_id not in heard]


def refresh_concerned(candidate: MatchProfile, *, at: datetime, progress: Progress) -> int:
    """Refresh the open needs that list ``candidate``, or would now; return how many."""
    rarity, tree = Rarity(), lexicon().tree
    candidate = candidates.with_words().get(pk=candidate.pk)
    known = dict(Suggestion.objects.filter(candidate=candidate).values_list("seeker", "state"))
    seekers = [
        seeker
        for seeker in candidates.with_words().open_needs()
        if known.get(seeker.pk) == State.NEW
        or (seeker.pk not in known and _would_list(seeker, candidate, tree, rarity))
    ]
    for number, seeker in enumerate(seekers):
        progress(number, len(seekers), seeker.title)
        refresh(seeker, at=at, rarity=rarity)
    return len(seekers)


def silent(done: int, total: int, words: str) -> None:
    """For who waits for the end only."""


def refresh_all(at: datetime, progress: Progress = silent) -> int:
    """Refresh every open need and return how many; for after an import."""
    rarity, seekers = Rarity(), list(MatchProfile.objects.open_needs())
    for number, seeker in enumerate(seekers):
        progress(number, len(seekers), seeker.title)
        refresh(seeker, at=at, rarity=rarity)
    return len(seekers)


def _would_list(seeker: Any, candidate: Any, tree: Topics, rarity: Rarity) -> bool:
    """Whether ``candidate`` is open and among the best for ``seeker``."""
    own = seeker.provider_id and seeker.provider_id == candidate.provider_id
    apart = not {*seeker.stems, *seeker.topics} & {*candidate.stems, *candidate.topics}
    if own or apart or not candidate.is_open:
        return False
    rarity.learn(words=seeker.stems, topics=seeker.topics)
    parts = score(side(seeker), side(candidate), topics=tree, rarity=rarity)
    listed = list(seeker.suggestions.filter(state=State.NEW).values_list("score", flat=True))
    room = len(listed) < KEPT or total(parts) > min(listed)
    return room and _has_ground(parts)


def _has_ground(parts: list[Part]) -> bool:
    """That somebody speaks the language is no reason to suggest them."""
    return sum(one.points for one in parts if one.part in GROUNDS) >= GROUND


def _suggestion(
    seeker: MatchProfile, candidate: MatchProfile, parts: list[Part], at: datetime
) -> Suggestion:
    return Suggestion(
        seeker=seeker,
        candidate=candidate,
        score=total(parts),
        parts=[asdict(part) for part in parts],
        computed_at=at,
    )


def _as_written(seeker: MatchProfile, parts: list[Part]) -> list[Part]:
    """Words in common as the seeker writes them: "вантажівок", not their stem."""
    for part in parts:
        if language := part.facts.get("language"):
            text = f"{seeker.titles.get(language, '')} {seeker.texts.get(language, '')}"
            forms = {f"{language}:{stem(word, language)}": word for word in words(text, language)}
            part.facts["words"] = [forms.get(word, word[3:]) for word in part.facts["words"]]
    return parts
