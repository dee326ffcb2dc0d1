"""What partners show in the pages below: their entries and their figure in the chain."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chamber.chain.models import Step
from chamber.slots import chain_figures, navigation, office
from chamber.slots.entries import Navigation
from partners.figures import figure, in_all
from partners.models import Organisation
from partners.models.organisations import Visibility


def entry(request):
    url = reverse("partners:organisations")
    yield Navigation(_("Partners"), url, current=request.path.startswith(url))


navigation.register(entry, order=140)


@office.register
def tools(request):
    user = request.user
    if user.is_authenticated:
        url = reverse("partners:shortlists")
        yield Navigation(_("Shortlists"), url, current=request.path == url)
        url = reverse("partners:searches")
        yield Navigation(_("Saved searches"), url, current=request.path == url)
    if user.is_authenticated and user.is_chamber:
        url = reverse("partners:people")
        yield Navigation(_("Contacts"), url, current=request.path == url)
    if user.is_authenticated and user.is_writing_staff:
        url = reverse("partners:reviews")
        yield Navigation(_("Waits for review"), url, current=request.path == url)
        url = reverse("partners:imports")
        yield Navigation(_("Import of partners"), url, current=request.path == url)
        url = reverse("partners:duplicates")
        yield Navigation(_("Possible duplicates"), url, current=request.path == url)


@chain_figures.register
def figures(user):
    public = Organisation.objects.published().filter(visibility=Visibility.PUBLIC)
    words = in_all(figure("partners", public))
    yield Step.PARTNER, words, reverse("partners:organisations")
