"""Needs as matching sees them, and what an accepted suggestion writes down."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model

from chamber.chain import linking
from chamber.chain.models import Step
from chamber.jobs.models import Job
from citizens.models import Need
from partners.matching import asking, profiles
from partners.matching.profiles import Said, address, in_languages
from partners.matching.sources import slugs
from partners.models import MatchProfile, Organisation, Suggestion
from partners.models.organisations import Kind, Visibility

if TYPE_CHECKING:
    from chamber.accounts.models import User

State = Suggestion.State
SPOKEN = {"UA": "uk"}  # in the town hall, whatever the need is written in


@transaction.atomic
def keep(need: Need, *, by: "User | None") -> MatchProfile:
    """To be called by each verb that changed the need or its topics; matches it if they differ."""
    return profiles.write(need, said_by_need(need), by=by)


def find_again(need: Need, *, by: "User") -> Job:
    """Match ``need`` now, also one that is a draft."""
    return asking.refresh_soon(need.profile or keep(need, by=by), by=by)


def profile_missing() -> int:
    """Give a profile to the needs that have none yet; return how many."""
    return profiles.write_all(_everything())


def _everything() -> Iterator[tuple[Any, Said]]:
    needs = Need.objects.filter(profile__found_by=None).select_related("profile", "city")
    for need in needs.prefetch_related("topics"):
        yield need, said_by_need(need)


def said_by_need(need: Need) -> Said:
    """A city is not suggested its own council."""
    titles, published = in_languages(need, "title"), need.status == Need.Status.PUBLISHED
    council = Organisation.objects.filter(kind=Kind.CITY_COUNCIL, seat=need.city_id)
    spoken = SPOKEN.get(need.city.country)
    return Said(
        kind=MatchProfile.Kind.NEED,
        titles=titles,
        texts=in_languages(need, "summary"),
        topics=slugs(need.topics.all()),
        languages=[*titles, *([spoken] if spoken and spoken not in titles else [])],
        place=need.city_id,
        country=need.city.country,
        provider=council.order_by("pk").values_list("pk", flat=True).first(),
        horizon=need.horizon,
        visibility=Visibility.PUBLIC if published else Visibility.STAFF,
        is_open=published,
        url=address(need),
    )


def link_chain(suggestion: Suggestion, by: "User") -> None:
    """An accepted suggestion leads from the need to what answers it and to who is behind that."""
    need = Need.objects.filter(profile=suggestion.seeker).first()
    if need is None:
        return
    accepted = suggestion.state == State.ACCEPTED
    for step, answer in _answers(suggestion.candidate):
        if accepted:
            linking.link(need, answer, from_step=Step.NEED, to_step=step)
        elif not _stands_otherwise(suggestion, answer):
            linking.unlink(need, answer)


def _answers(candidate: MatchProfile) -> Iterator[tuple[str, Model]]:
    if candidate.kind in ("technology", "offer") and hasattr(candidate, candidate.kind):
        yield Step.TECHNOLOGY, getattr(candidate, candidate.kind)
    if candidate.provider:
        yield Step.PARTNER, candidate.provider


def _stands_otherwise(suggestion: Suggestion, answer: Model) -> bool:
    """Another accepted suggestion of the same need leads to the same organisation."""
    others = suggestion.seeker.suggestions.filter(state=State.ACCEPTED).exclude(pk=suggestion.pk)
    return isinstance(answer, Organisation) and others.filter(candidate__provider=answer).exists()
