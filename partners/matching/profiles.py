"""Keeping the profile of what matches: written when its owner is, and only if something changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import override

from partners import columns
from partners.directory import spellings, wording
from partners.matching import asking
from partners.matching.stems import stems
from partners.matching.subjects import Lexicon
from partners.matching.vocabulary import lexicon
from partners.models import MatchProfile
from partners.models.organisations import LANGUAGES, Visibility

if TYPE_CHECKING:
    from chamber.accounts.models import User

AT_ONCE = 500
COLUMNS = [field.name for field in MatchProfile._meta.concrete_fields if field.name != "id"]


@dataclass(frozen=True)
class Said:
    """What an owner says of itself: its profile before the engine has read it.

    ``titles`` and ``texts`` are per language; ``topics`` are slugs, read from the words when there
    are none; ``place`` and ``provider`` are keys, ``url`` the address without its language.
    """

    kind: str
    titles: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    topics: Iterable[str] = ()
    industries: Iterable[str] = ()
    languages: Iterable[str] = ()
    place: int | None = None
    country: str = ""
    provider: int | None = None
    horizon: str = ""
    readiness: int | None = None
    evidence: str = ""
    visibility: str = Visibility.STAFF
    is_open: bool = False
    url: str = ""
    # For finding it by words; matching does not look at these.
    names: Iterable[str] = ()
    keywords: Iterable[str] = ()
    numbers: Iterable[str] = ()
    noted: int = 0


def in_languages(row: models.Model, name: str) -> dict[str, str]:
    """The translated field ``name`` of ``row`` in the languages it is written in."""
    found = {language: getattr(row, f"{name}_{language}") for language in LANGUAGES}
    return {language: words for language, words in found.items() if words}


def address(row: Any) -> str:
    """The page of ``row`` without the language it is read in."""
    with override("en"):
        return str(row.get_absolute_url()).removeprefix("/en")


@transaction.atomic
def write(owner: Any, said: Said, *, by: "User | None" = None) -> MatchProfile:
    """Bring ``owner.profile`` up to date; if it is open, or was, what is concerned is matched again
    in the background."""
    was_open = owner.profile is not None and owner.profile.is_open
    if write_all([(owner, said)]) and (was_open or owner.profile.is_open):
        asking.refresh_soon(owner.profile, by=by)
    return owner.profile


def write_all(pairs: Iterable[tuple[Any, Said]]) -> int:
    """Bring the profiles of many owners up to date and return how many changed.

    Asks for nothing: follow it with ``suggest.refresh_all``. Fetch ``profile`` with the owners.
    """
    words, count = lexicon(), 0
    for chunk in _chunks(pairs):
        count += _write_chunk(chunk, words)
    return count


def _chunks(pairs: Iterable[tuple[Any, Said]]) -> Iterator[list[tuple[Any, Said]]]:
    rest = iter(pairs)
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk


@transaction.atomic
def _write_chunk(chunk: list[tuple[Any, Said]], words: Lexicon) -> int:
    new: list[tuple[Any, MatchProfile]] = []
    changed: list[MatchProfile] = []
    found_by: list[dict[str, str]] = []
    for owner, said in chunk:
        values = _values(said, words)
        content_hash = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
        profile = owner.profile or MatchProfile()
        if profile.content_hash == content_hash:
            continue
        _fill(profile, values, content_hash)
        found_by.append(values["found_by"])
        if profile.pk:
            changed.append(profile)
        else:
            new.append((owner, profile))
    spellings.note(found_by)
    MatchProfile.objects.bulk_create([profile for _owner, profile in new])
    MatchProfile.objects.bulk_update(changed, COLUMNS)
    _join(new)
    return len(new) + len(changed)


def _values(said: Said, words: Lexicon) -> dict[str, Any]:
    """The columns of the profile as JSON has them; ``words`` still a list."""
    values = asdict(said)
    topics = sorted(words.tree.closed(list(said.topics) or words.read(said.titles, said.texts)))
    for name in ("names", "keywords", "numbers"):
        del values[name]
    return values | {
        "topics": topics,
        "industries": sorted(said.industries),
        "languages": sorted(said.languages),
        "words": sorted(_words(said)),
        "found_by": wording.lexemes(said, topics),
    }


def _words(said: Said) -> set[str]:
    return {
        f"{language}:{stem}"
        for written in (said.titles, said.texts)
        for language, text in written.items()
        for stem in stems(text, language)
    }


def _fill(profile: MatchProfile, values: dict[str, Any], content_hash: str) -> None:
    foreign = {"place": "place_id", "provider": "provider_id"}
    for name, value in values.items():
        setattr(profile, foreign.get(name, name), value)
    profile.words = " ".join(map(wording.quoted, values["words"]))
    profile.found_by = wording.written(values["found_by"])
    profile.content_hash, profile.updated_at = content_hash, timezone.now()


def _join(new: list[tuple[Any, MatchProfile]]) -> None:
    """Tell the owners; their version stays, nobody edited them."""
    owners: dict[type[models.Model], list[Any]] = {}
    for owner, profile in new:
        owner.profile = profile
        owners.setdefault(type(owner), []).append(owner)
    for model, rows in owners.items():
        columns.write(model, "profile", {row.pk: row.profile_id for row in rows})
