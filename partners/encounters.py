"""What interests, people and interactions show on the pages of organisations and offers, and what
of them waits for somebody."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.slots import chamber_panels, office, panels, timeline, waiting
from chamber.slots.entries import Happened, Navigation, Waiting
from partners import anonymity, interest
from partners.models import ExpressionOfInterest, Interaction, Offer, Organisation
from partners.models.organisations import Status
from partners.models.reading import Reach, Reader
from partners.showing import people_of

AT_MOST = 100  # lines of one kind in a time line


@panels.register
def meet(row, user):
    """Who may be known there, and the way to ask the organisation or the one behind an offer."""
    organisation = row.organisation if isinstance(row, Offer) else row
    if not isinstance(organisation, Organisation):
        return None
    if getattr(user, "is_chamber", False):  # its people see everybody on the page already
        data = _asking(row, organisation) if user.is_writing_staff else {}
    else:
        data = _for_member(row, organisation, user)
    return ("partners/panel_meet.html", data) if data else None


def _for_member(row, organisation, user):
    reader = Reader.of(user)
    between = ExpressionOfInterest.objects.between(organisation, user)
    people = people_of(organisation, reader, between) if row is organisation else []
    data = {"people": people} if people else {}
    may_ask = reader.reach >= Reach.MEMBERS and organisation.pk not in reader.own
    if may_ask or not user.is_authenticated:
        data |= _asking(row, organisation)
    mine = [one for one in between if one.organisation_id == organisation.pk]
    return data | ({"asked": mine[0]} if mine else {})


def _asking(row, organisation):
    if organisation.status != Status.PUBLISHED:
        return {}
    url = reverse("partners:interest_new", args=[organisation.slug])
    about = row.profile_id if isinstance(row, Offer) else None
    return {"ask_url": f"{url}?about={about}" if about else url}


@chamber_panels.register
def contacts(row, user):
    """The time line comes after the page: it asks several apps."""
    if not isinstance(row, Organisation):
        return None
    return "partners/panel_contacts.html", row


@timeline.register
def interactions_of(row, user):
    if not isinstance(row, Organisation):
        return
    seen = Interaction.objects.visible_to(user).filter(organisations=row)
    for one in seen.select_related("task")[:AT_MOST]:
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
    for one in either[:AT_MOST]:
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
    """One line for all, which says if nobody may be released before the chamber has checked."""
    found = list(rows.select_related("organisation", "asker").order_by("expires_at")[:1000])
    if found:
        unchecked = len({one.subject for one in interest.obstacles(found)})
        context = ngettext(
            "%(n)d organisation has to be checked before contacts are released",
            "%(n)d organisations have to be checked before contacts are released",
            unchecked,
        )
        words = ngettext(
            "%(n)d expression of interest is open",
            "%(n)d expressions of interest are open",
            len(found),
        )
        yield Waiting(
            what=words % {"n": len(found)},
            context=context % {"n": unchecked} if unchecked else "",
            url=reverse("partners:interest_list") + "?state=open",
            due=found[0].expires_at,
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
