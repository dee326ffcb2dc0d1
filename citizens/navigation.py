"""What needs show in the pages below: their entry and their figure in the chain."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chamber.chain.models import Step
from chamber.slots import chain_figures, navigation
from chamber.slots.entries import Navigation
from citizens.models import Need
from partners.figures import figure, in_all


def entry(request):
    url = reverse("citizens:needs")
    yield Navigation(_("Needs"), url, current=request.path.startswith(url))


navigation.register(entry, order=120)


@chain_figures.register
def figures(user):
    words = in_all(figure("needs", Need.objects.published()))
    yield Step.NEED, words, reverse("citizens:needs")
