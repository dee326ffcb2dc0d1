"""What clusters and technologies show in the pages below: their entries and their figure in the
chain."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chamber.chain.models import Step
from chamber.slots import chain_figures, navigation
from chamber.slots.entries import Navigation
from clusters.models import Technology
from partners.figures import figure, in_all
from partners.models.organisations import Status


def entries(request):
    technologies, clusters = reverse("clusters:technologies"), reverse("clusters:clusters")
    is_here = request.path.startswith(technologies)
    yield Navigation(_("Technologies"), technologies, current=is_here)
    is_here = request.path.startswith(clusters) and not is_here
    yield Navigation(_("Clusters"), clusters, current=is_here)


navigation.register(entries, order=130)


@chain_figures.register
def figures(user):
    published = Technology.objects.filter(status=Status.PUBLISHED)
    words = in_all(figure("technologies", published))
    yield Step.TECHNOLOGY, words, reverse("clusters:technologies")
