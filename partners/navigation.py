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
    if not user.is_authenticated:
        return
    named = [("shortlists", _("Shortlists")), ("searches", _("Saved searches"))]
    if user.is_chamber:
        named += [("people", _("Contacts"))]
    if user.is_writing_staff:
        named += [
            ("reviews", _("Waits for review")),
            ("imports", _("Import of partners")),
            ("duplicates", _("Possible duplicates")),
        ]
    for name, words in named:
        url = reverse(f"partners:{name}")
        yield Navigation(words, url, current=request.path == url)


@chain_figures.register
def figures(user):
    public = Organisation.objects.published().filter(visibility=Visibility.PUBLIC)
    words = in_all(figure("partners", public))
    yield Step.PARTNER, words, reverse("partners:organisations")
