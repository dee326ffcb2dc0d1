"""What a person of the chamber wants to know about the portal's state, each with a verdict."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chamber.health.models import Heartbeat
from chamber.jobs.models import Job
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State

OK, LATE, STOP = "ok", "late", "stop"
BACKUP_EVERY = timedelta(hours=26)
WORDS = {
    OK: gettext_lazy("in order"),
    LATE: gettext_lazy("look at it"),
    STOP: gettext_lazy("act now"),
}


@dataclass(frozen=True)
class Reading:
    label: str
    value: str
    kind: str = OK

    @property
    def words(self) -> str | Promise:
        return WORDS[self.kind]


def readings(*, at: datetime) -> list[Reading]:
    return [
        _beat(
            "canary",
            _("Background worker was last seen"),
            at,
            timedelta(seconds=3 * settings.MAIL_SWEEP),
        ),
        _oldest_mail(at),
        _count(
            _("Mails set aside after crashes"),
            OutgoingMail.objects.filter(state=State.QUARANTINED),
        ),
        _count(
            _("Background work that failed within seven days"),
            Job.objects.filter(state=Job.State.FAILED, finished_at__gt=at - timedelta(days=7)),
        ),
        _beat("backup", _("Last backup"), at, BACKUP_EVERY),
        _disk(),
    ]


def _beat(name: str, label: str, at: datetime, patience: timedelta) -> Reading:
    beat = Heartbeat.objects.filter(name=name).first()
    if beat is None:
        return Reading(label, _("never"), STOP)
    kind = STOP if at - beat.at > 3 * patience else LATE if at - beat.at > patience else OK
    return Reading(label, _ago(beat.at, at), kind)


def _oldest_mail(at: datetime) -> Reading:
    """The longest wait of a mail that could have gone out."""
    due = OutgoingMail.objects.due(at=at).aggregate(oldest=Min("not_before"))["oldest"]
    label = _("Oldest mail that waits")
    if due is None:
        return Reading(label, _("none waits"))
    wait = at - due
    kind = STOP if wait > timedelta(hours=1) else LATE if wait > timedelta(minutes=5) else OK
    return Reading(label, _ago(due, at), kind)


def _count(label: str, queryset: QuerySet[Any]) -> Reading:
    count = queryset.count()
    return Reading(label, str(count), LATE if count else OK)


def _disk() -> Reading:
    media = Path(settings.MEDIA_ROOT)
    folder = next(place for place in [media, *media.parents] if place.exists())
    usage = shutil.disk_usage(folder)
    percent = round(100 * usage.free / usage.total)
    kind = STOP if percent < 5 else LATE if percent < 10 else OK
    value = _("%(size)s GB, %(percent)s %%") % {"size": usage.free // 10**9, "percent": percent}
    return Reading(_("Free on the disk"), value, kind)


def _ago(moment: datetime, at: datetime) -> str:
    return str(naturaltime(timezone.now() - (at - moment)))
