"""What the chamber sees of checks on other pages: panels, entries, and what waits."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.slots import chamber_panels, office, rounds, waiting
from chamber.slots.entries import Navigation, Waiting
from partners.models import Check, Organisation, Person, SanctionsHit
from partners.trust import screening
from partners.trust.standing import standing_by


def panel(row, user):
    """How an organisation or a person stands, and every check."""
    if not isinstance(row, Organisation | Person):
        return None
    column = "person" if isinstance(row, Person) else "organisation"
    checks = Check.objects.visible_to(user).filter(**{column: row})
    history = list(checks.select_related("checked_by"))
    stands = standing_by(row, history)
    shown = [one.check for one in stands]
    data = {
        "standing": stands,
        "earlier": [check for check in history if check not in shown],
        "hits": getattr(row, "open_hits", ()),
        "url": new_check(row),
    }
    return "partners/panel_trust.html", data


def with_hits(rows, user, *, column):
    """``rows`` with their possible matches for the panel, in the query that fetches them anyway."""
    if not getattr(user, "is_chamber", False):
        return rows
    hits = SanctionsHit.objects.to_decide().filter(**{column: OuterRef("pk")})
    said = JSONObject(key="pk", name="entry__names__0", list="entry__of__name")
    return rows.annotate(open_hits=ArraySubquery(hits.values_list(said)[:10]))


def new_check(row):
    """The page on which a check of ``row`` is written down."""
    if isinstance(row, Person):
        return reverse("partners:person_check_new", args=[row.pk])
    return reverse("partners:check_new", args=[row.slug])


def tools(request):
    user = request.user
    if user.is_authenticated and user.is_chamber:
        url = reverse("partners:sanctions")
        yield Navigation(_("Sanctions lists"), url, current=request.path.startswith(url))


def matches(user, at):
    """Possible matches wait for everybody who may decide on them, as one entry."""
    if not user.is_writing_staff:
        return
    if count := SanctionsHit.objects.to_decide().count():
        what = ngettext(
            "Look at %(count)d possible match with a sanctions list",
            "Look at %(count)d possible matches with sanctions lists",
            count,
        )
        url = reverse("partners:sanctions")
        yield Waiting(what=what % {"count": count}, url=url, action=_("Open"))


def register():
    """Called once, at start-up."""
    chamber_panels.register(panel, order=200)
    office.register(tools, order=160)
    waiting.register(matches)
    rounds.register(screening.go_round)
