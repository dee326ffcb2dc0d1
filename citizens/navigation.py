"""What needs show in the pages below: their entry, their figure in the chain, the newest of them,
and to officials those of their city."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chamber.accounts.models import User
from chamber.chain.models import Step
from chamber.slots import chain_figures, home_sections, navigation, panels
from chamber.slots.entries import Navigation
from citizens.models import Need, cities_of
from partners.figures import figure, in_all


def entry(request):
    url = reverse("citizens:needs")
    yield Navigation(_("Needs"), url, current=request.path.startswith(url))


navigation.register(entry, order=120)


@chain_figures.register
def figures(user):
    words = in_all(figure("needs", Need.objects.published()))
    yield Step.NEED, words, reverse("citizens:needs")


def newest(request):
    seen = Need.objects.visible_to(request.user).published().listed().order_by("-pk")[:4]
    return ("citizens/section_newest.html", seen) if seen else None


home_sections.register(newest, order=10)


@panels.register
def own(row, user):
    """What an official finds after signing in."""
    if not isinstance(row, User) or row != user or user.is_chamber:
        return None
    if not (cities := cities_of(user)):
        return None
    needs = Need.objects.visible_to(user).filter(city__in=cities).listed()
    return "citizens/panel_own.html", needs.order_by("-pk")[:10]
