"""What interests, people and interactions show on the pages of organisations and offers, and what
of them waits for somebody."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.slots import office, panels, timeline, waiting
from chamber.slots.entries import Happened, Navigation, Waiting
from partners import anonymity
from partners.models import ContactRhythm, ExpressionOfInterest, Interaction, Offer, Organisation
from partners.models.organisations import Status
from partners.models.reading import Reach, Reader
from partners.showing import people_of

NEWEST = 12  # lines of the time line on a page


@panels.register
def express_interest(row, user):
    """The way to ask the organisation, or the one behind an offer; what was asked already."""
    organisation = row.organisation if isinstance(row, Offer) else row
    if not isinstance(organisation, Organisation) or organisation.status != Status.PUBLISHED:
        return None
    url = reverse("partners:interest_new", args=[organisation.slug])
    if isinstance(row, Offer) and row.profile_id:
        url += f"?about={row.profile_id}"
    data = {"organisation": organisation, "url": url}
    if not user.is_authenticated:
        return "partners/panel_interest.html", data
    if user.is_chamber:
        return ("partners/panel_interest.html", data) if user.is_writing_staff else None
    reader = Reader.of(user)
    if reader.reach < Reach.MEMBERS or organisation.pk in reader.own:
        return None
    asked = ExpressionOfInterest.objects.asked_by(user).filter(organisation=organisation)
    return "partners/panel_interest.html", data | {"asked": asked.first()}


@panels.register
def people(row, user):
    """For the chamber the page has them all already."""
    if not isinstance(row, Organisation) or getattr(user, "is_chamber", False):
        return None
    shown = people_of(row, user)
    return ("partners/panel_people.html", shown) if shown else None


@panels.register
def contacts(row, user):
    """The time line, for the chamber only."""
    if not isinstance(row, Organisation) or not getattr(user, "is_chamber", False):
        return None
    lines = [line for source in timeline for line in source(row, user)]
    lines.sort(key=lambda line: line.at, reverse=True)
    rhythm = ContactRhythm.objects.filter(organisation=row).select_related("owner").first()
    return "partners/panel_contacts.html", {"lines": lines[:NEWEST], "of": row, "rhythm": rhythm}


@timeline.register
def interactions_of(row, user):
    if not isinstance(row, Organisation):
        return
    seen = Interaction.objects.visible_to(user).filter(organisations=row)
    for one in seen.select_related("task")[:NEWEST]:
        step = one.task.what if one.task and not one.task.done_at else ""
        yield Happened(
            at=one.at,
            kind=one.get_kind_display(),
            what=one.subject,
            url=one.get_absolute_url(),
            state=_("next: %(step)s") % {"step": step} if step else "",
        )


@timeline.register
def interests_of(row, user):
    if not isinstance(row, Organisation) or not user.is_chamber:
        return
    seen = ExpressionOfInterest.objects.visible_to(user)
    either = seen.filter(organisation=row) | seen.filter(asker=row)
    for one in either[:NEWEST]:
        yield Happened(
            at=one.decided_at or one.sent_at,
            kind=_("Interest"),
            what=str(one),
            url=one.get_absolute_url(),
            state=one.get_state_display(),
        )


@waiting.register
def interests(user, at):
    """What one may answer; for the chamber one line about all that is open."""
    seen = ExpressionOfInterest.objects.visible_to(user)
    if user.is_chamber:
        yield from _all_open(seen.open()) if user.is_writing_staff else ()
        return
    rows = seen.received_by(user).filter(state=ExpressionOfInterest.State.SENT, expires_at__gt=at)
    for row in rows.select_related("asker").order_by("expires_at")[:20]:
        yield Waiting(
            what=_("Answer an expression of interest"),
            url=row.get_absolute_url(),
            due=row.expires_at,
            context=anonymity.who(row),
            action=_("Answer"),
        )


def _all_open(rows):
    ends = list(rows.order_by("expires_at").values_list("expires_at", flat=True)[:1000])
    if ends:
        words = ngettext(
            "%(n)d expression of interest is open",
            "%(n)d expressions of interest are open",
            len(ends),
        )
        yield Waiting(
            what=words % {"n": len(ends)},
            url=reverse("partners:interest_list") + "?state=open",
            due=ends[0],
            action=_("Look"),
        )


@office.register
def tools(request):
    user = request.user
    if not user.is_authenticated:
        return
    entries = [("interests", _("My interests")), ("me", _("How I am shown"))]
    if user.is_chamber:
        entries = [
            ("interest_list", _("Expressions of interest")),
            ("interactions", _("Interactions")),
            ("no_contact", _("No contact since")),
        ]
    for name, words in entries:
        url = reverse(f"partners:{name}")
        yield Navigation(words, url, current=request.path == url)
