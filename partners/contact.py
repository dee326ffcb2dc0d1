"""Staying in touch: the next step after an interaction, and organisations that have gone quiet."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from chamber.forms.models import Stale
from chamber.jobs.models import Task
from chamber.slots import last_contacts, rounds
from partners.models import ContactRhythm, ExpressionOfInterest, Interaction, Organisation

if TYPE_CHECKING:
    from chamber.accounts.models import User

EVENING = time(17)
GRACE = timedelta(days=7)  # to do what the portal asks for


def moment(day: date) -> datetime:
    """The end of a working day in Brussels: when what is due on ``day`` is late."""
    return timezone.make_aware(datetime.combine(day, EVENING))


@transaction.atomic
def plan(
    interaction: Interaction, *, what: str, owner: "User | None", due: date | None, by: "User"
) -> None:
    """Make, change or take away the next step; one that is done stays as it was."""
    task = interaction.task if interaction.task and not interaction.task.done_at else None
    if task and not what:
        task.delete()
        return
    if not what or owner is None or due is None:
        return
    task = task or Task(asked_by=by)
    is_new = task.pk is None
    task.what, task.owner, task.due = what, owner, moment(due)
    task.context = ", ".join(map(str, interaction.organisations.all()))[:200]
    with translation.override(owner.language):
        task.url = interaction.get_absolute_url()
    task.save()
    if is_new:
        task.log("asked", by=by)
        Interaction.objects.filter(pk=interaction.pk).update(task=task)


def heard_from(interaction: Interaction, *, by: "User", at: datetime) -> None:
    """Tasks that asked for a contact with these organisations are done by it."""
    rhythms = ContactRhythm.objects.filter(organisation__in=interaction.organisations.all())
    for task in Task.objects.open().filter(pk__in=rhythms.values("task")):
        task.finish(by=by, at=at)


@transaction.atomic
def forget(interaction: Interaction, *, by: "User") -> None:
    """Delete it with its open next step; raises ``Stale`` if somebody changed it meanwhile."""
    rows = Interaction.objects.select_for_update(no_key=True)
    if not rows.filter(pk=interaction.pk, version=interaction.version).exists():
        raise Stale(interaction)  # type: ignore[no-untyped-call]
    if interaction.task and not interaction.task.done_at:
        interaction.task.delete()
    interaction.log("deleted", by=by)
    interaction.delete()


def with_quiet(organisations: "QuerySet[Organisation]") -> "QuerySet[Organisation]":
    """Adds ``quiet_since``: the newest contact of any kind, else the day since when one is wanted;
    None for those with whom there is neither."""
    known = [Subquery(newest(OuterRef("pk"))) for newest in last_contacts]
    since = Coalesce(Greatest(*known), "rhythm__created_at", output_field=DateTimeField())
    return organisations.annotate(quiet_since=since)


@last_contacts.register
def written_down(organisation: OuterRef) -> QuerySet[Any, Any]:
    rows = Interaction.objects.filter(organisations=organisation, at__lte=timezone.now())
    return rows.order_by("-at").values("at")[:1]


@last_contacts.register
def agreed(organisation: OuterRef) -> QuerySet[Any, Any]:
    rows = ExpressionOfInterest.objects.accepted().filter(organisation=organisation)
    return rows.order_by("-decided_at").values("decided_at")[:1]


@last_contacts.register
def asked(organisation: OuterRef) -> QuerySet[Any, Any]:
    rows = ExpressionOfInterest.objects.accepted().filter(asker=organisation)
    return rows.order_by("-decided_at").values("decided_at")[:1]


@rounds.register
def ask_for_contact(at: datetime) -> None:
    """One task for each organisation that was quiet for too long; none while one is open, nor
    right after one was done."""
    rhythms = {row.organisation_id: row for row in _unasked()}
    quiet = with_quiet(Organisation.objects.filter(pk__in=rhythms))
    for organisation in quiet.order_by("pk"):
        rhythm = rhythms[organisation.pk]
        since: datetime = organisation.quiet_since  # type: ignore[attr-defined]
        if rhythm.task and rhythm.task.done_at:
            since = max(since, rhythm.task.done_at)
        if at - since > timedelta(days=rhythm.every_days):
            rhythm.task = _ask(organisation, rhythm, since=since, at=at)
            rhythm.save(update_fields=["task"])


def _unasked() -> "QuerySet[ContactRhythm]":
    rows = ContactRhythm.objects.select_related("owner", "task")
    open_ones = Task.objects.open().values("pk")
    return rows.exclude(task__in=open_ones).select_for_update(of=("self",), skip_locked=True)


def _ask(organisation: Any, rhythm: ContactRhythm, *, since: datetime, at: datetime) -> Task:
    with translation.override(rhythm.owner.language):
        words = _("Get in touch with %(organisation)s: no contact for %(days)d days")
        said = {"organisation": str(organisation)[:120], "days": (at - since).days}
        return Task.objects.create(
            what=words % said,
            context=str(organisation),
            url=organisation.get_absolute_url(),
            owner=rhythm.owner,
            due=at + GRACE,
        )
