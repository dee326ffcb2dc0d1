"""What follows when two sides agreed to meet: a task of the chamber, and a place in the chain."""

from datetime import datetime, timedelta

from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _

from chamber.accounts.models import Role, User
from chamber.chain import linking
from chamber.chain.models import Step
from chamber.jobs.models import Task
from partners.models import ContactRhythm, ExpressionOfInterest

FOLLOW_UP = timedelta(days=14)  # then the chamber asks how it went


def follow_up(row: ExpressionOfInterest, *, by: User, at: datetime) -> Task | None:
    """Somebody of the chamber asks after a while what came of it."""
    owner = _owner(row, by)
    if owner is None:
        return None
    with translation.override(owner.language):
        return Task.objects.create(
            what=_("Ask what came of the contact %(reference)s") % {"reference": row.reference},
            context=f"{row.asker} – {row.organisation}"[:200],
            url=row.get_absolute_url(),
            owner=owner,
            asked_by=by if by.is_chamber else None,
            due=at + FOLLOW_UP,
        )


def _owner(row: ExpressionOfInterest, by: User) -> User | None:
    """Who looks after one of the two organisations, else who took part, else the first there is."""
    sides = (row.organisation_id, row.asker_id)
    looked_after = ContactRhythm.objects.filter(organisation__in=sides).order_by("pk")
    near = [rhythm.owner for rhythm in looked_after.select_related("owner")]
    near += [user for user in (by, row.sent_by) if user]
    writing = [user for user in near if user.is_writing_staff and user.is_active]
    staff = User.objects.filter(role__in=(Role.STAFF, Role.ADMINISTRATOR), is_active=True)
    return writing[0] if writing else staff.order_by("-role", "pk").first()


def link(row: ExpressionOfInterest) -> None:
    """In the chain the contact stands as a meeting, seen by its two sides and the chamber alone."""
    for source, step in _sources(row):
        linking.link(source, row, from_step=step, to_step=Step.MEETING)


def _sources(row: ExpressionOfInterest) -> list[tuple[Model, str]]:
    found: list[tuple[Model, str]] = [
        (row.asker, Step.PARTNER),
        (row.organisation, Step.PARTNER),
    ]
    profile = row.profile
    if profile and profile.kind in ("offer", "technology"):
        offered = getattr(profile, profile.kind, None)
        found += [(offered, Step.TECHNOLOGY)] if offered else []
    return found
