"""What technologies show in the pages below: their entry and their figure in the chain."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chamber.chain.models import Step
from chamber.slots import chain_figures, navigation
from chamber.slots.entries import Navigation
from clusters.models import Technology
from partners.figures import figure, in_all
from partners.models.organisations import Status


def entry(request):
    url = reverse("clusters:technologies")
    yield Navigation(_("Technologies"), url, current=request.path.startswith(url))


navigation.register(entry, order=130)


@chain_figures.register
def figures(user):
    published = Technology.objects.filter(status=Status.PUBLISHED)
    words = in_all(figure("technologies", published))
    yield Step.TECHNOLOGY, words, reverse("clusters:technologies")
