"""Saved searches with an alert: who is new among those found, told once a day or a week."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone, translation

from chamber.links import making, tokens
from chamber.mail import outbox
from chamber.privacy import consent
from chamber.slots import rounds
from partners import finding
from partners.models import Organisation, SavedSearch

if TYPE_CHECKING:
    from chamber.accounts.models import User

PURPOSE = "searches"  # of the consent, and of the link that takes it back
NAMED = 20  # organisations in one mail
AT_MOST = 10_000  # that a search with an alert may find
FROM_HOUR = 7  # in Brussels: nobody is written to at night


class TooMany(Exception):
    """The search finds more than can be watched."""


@transaction.atomic
def watch(search: SavedSearch, *, alert: str, at: datetime) -> None:
    """Write about new ones from now on, or no more; ``TooMany`` for a search that finds all."""
    if alert != SavedSearch.Alert.NEVER:
        consent.give(
            search.owner.email, purpose=PURPOSE, how="saved search", user=search.owner, at=at
        )
        found = _found(search)
        if len(found) > AT_MOST:
            raise TooMany
        search.seen, search.looked_at = sorted(found), at
    search.alert = alert
    search.save(update_fields=["alert", "seen", "looked_at"])


def is_stopped(user: "User") -> bool:
    """Whether this person has alerts and took back the yes to mails about them."""
    alerts = SavedSearch.objects.filter(owner=user).exclude(alert=SavedSearch.Alert.NEVER)
    return alerts.exists() and not consent.stands(user.email, purpose=PURPOSE)


@rounds.register
def go_round(at: datetime) -> None:
    """Look once more for each search whose day or week is over."""
    if timezone.localtime(at).hour < FROM_HOUR:
        return
    due = SavedSearch.objects.due(at=at).filter(owner__is_active=True)
    for search in due.select_related("owner").select_for_update(of=("self",), skip_locked=True):
        look(search, at=at)


def look(search: SavedSearch, *, at: datetime) -> None:
    """Queue one mail when somebody is new; who has unsubscribed is not written to."""
    found = _found(search)
    new = found - set(search.seen)
    if new and consent.stands(search.owner.email, purpose=PURPOSE):
        _write(search, new, at=at)
    search.seen, search.looked_at = sorted(found.union(search.seen)), at
    search.save(update_fields=["seen", "looked_at"])


def _found(search: SavedSearch) -> set[int]:
    """The keys of those that its owner may see today; one more than may be watched."""
    with translation.override(search.language):
        rows = finding.chosen(search.params, user=search.owner)
        return set(rows.order_by("pk").values_list("pk", flat=True)[: AT_MOST + 1])


def _write(search: SavedSearch, new: set[int], *, at: datetime) -> None:
    owner = search.owner
    names = Organisation.objects.filter(pk__in=new).order_by(f"sort_{owner.language}", "pk")
    link = making.make(
        "unsubscribe", subject=PURPOSE, person=owner.email, language=owner.language, at=at
    )
    outbox.queue(
        "partners/mail/search",
        to=owner.email,
        name=str(owner),
        user=owner,
        language=owner.language,
        context={
            "search": search,
            "organisations": names[:NAMED],
            "count": len(new),
            "more": max(0, len(new) - NAMED),
            "unsubscribe_url": tokens.placeholder(link),
        },
        dedupe=f"search:{search.pk}:{timezone.localtime(at):%Y-%m-%d}",
        unsubscribe=link,
        undo=0,
    )
