"""What the portal writes about expressions of interest."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chamber.charts import zones
from chamber.mail import outbox
from partners import addressing, anonymity
from partners.models import ExpressionOfInterest, Organisation, Person

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Letter:
    """``subject`` and ``text`` may name values of the letter."""

    subject: Any
    text: Any
    action: Any


SEE = _("See it in the portal")
LETTERS = {
    "sent": Letter(
        _("Your expression of interest %(reference)s is sent"),
        _(
            "Your expression of interest in %(about)s is sent. The other side does not see who you "
            "are until it says yes. It has until %(until)s to answer."
        ),
        SEE,
    ),
    "received": Letter(
        _("Somebody would like to meet you: %(reference)s"),
        _(
            "An organisation is interested in %(about)s. Who it is stays unsaid until you agree to "
            "meet; then both sides learn how to reach each other. Please answer by %(until)s."
        ),
        _("Read and answer"),
    ),
    "reminder": Letter(
        _("An answer is still awaited: %(reference)s"),
        _(
            "An organisation is interested in %(about)s and has no answer yet. A short no helps "
            "as well. Please answer by %(until)s; after that the question lapses."
        ),
        _("Read and answer"),
    ),
    "accepted": Letter(
        _("They would like to meet you: %(reference)s"),
        _(
            "%(organisation)s said yes to your expression of interest. This is whom to write to; "
            "they know how to reach you as well."
        ),
        SEE,
    ),
    "released": Letter(
        _("You agreed to meet: %(reference)s"),
        _(
            "You said yes to the expression of interest in %(about)s. This is who asked; they know "
            "how to reach you as well."
        ),
        SEE,
    ),
    "declined": Letter(
        _("An answer to your expression of interest %(reference)s"),
        _(
            "%(organisation)s thanks you for your interest and says no for now: %(reason)s. Who "
            "you are was not told. The chamber gladly looks for another partner with you."
        ),
        SEE,
    ),
    "expired": Letter(
        _("No answer in time: %(reference)s"),
        _(
            "%(organisation)s did not answer your expression of interest within 30 days. Who you "
            "are was not told. The chamber gladly looks for another way with you."
        ),
        SEE,
    ),
}


def address_of(person: Person) -> str:
    """Where one writes to ``person``; empty for nowhere."""
    return person.email or (person.user.email if person.user else "")


def contact_rows(person: Person, organisation: Organisation) -> Rows:
    """(label, words): how to reach ``person``, in the active language."""
    rows = [
        (gettext("Name"), person.full_name),
        (gettext("Function"), person.job_title),
        (gettext("Organisation"), str(organisation)),
        (gettext("Mail address"), address_of(person)),
        (gettext("Telephone"), person.phone),
    ]
    return [row for row in rows if row[1]]


def tell(interest: ExpressionOfInterest, what: str, person: Person, *, once: str = "") -> None:
    """Queue the letter ``what`` to ``person``; ``once`` tells letters of the same kind apart."""
    to = address_of(person)
    if not to:
        return
    with translation.override(person.language):
        context = _context(interest, what, person)
    outbox.queue(
        "partners/mail/interest",
        to=to,
        name=person.full_name,
        user=person.user,
        language=person.language,
        context=context,
        dedupe=f"interest:{interest.reference}:{what}{once}:{person.pk}",
        undo=0,
    )


def _context(interest: ExpressionOfInterest, what: str, person: Person) -> dict[str, Any]:
    letter = LETTERS[what]
    said = {
        "reference": interest.reference,
        "about": interest.about,
        "organisation": str(interest.organisation),
        "until": zones.day(timezone.localtime(interest.expires_at)),
        "reason": interest.get_reason_display(),
    }
    return {
        "greeting": addressing.greeting(person, person.language),
        "subject": letter.subject % said,
        "words": letter.text % said,
        "rows": _rows(interest, what),
        "action": str(letter.action),
        "action_url": settings.PORTAL_URL + interest.get_absolute_url(),
    }


def _rows(interest: ExpressionOfInterest, what: str) -> Rows:
    if what in ("received", "reminder"):
        return anonymity.facts(interest)
    if what == "accepted" and interest.contact:
        return contact_rows(interest.contact, interest.organisation)
    if what == "released":
        return contact_rows(interest.person, interest.asker)
    if what == "declined" and interest.reason_words:
        return [(gettext("In their words"), interest.reason_words)]
    return []
