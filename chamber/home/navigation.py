"""The entries of the ground floor: Today in the bar, the chamber's tools in the own menu."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chamber.slots import navigation, office
from chamber.slots.entries import Navigation


def entry(request, label, url_name):
    """An entry that knows whether the page in view is it."""
    url = reverse(url_name)
    return Navigation(label, url, current=request.path == url)


@navigation.register
def today(request):
    if request.user.is_authenticated:
        yield entry(request, _("Today"), "home:today")


def glossary(request):
    yield entry(request, _("Glossary"), "glossary:list")


navigation.register(glossary, order=190)  # between them stand the apps above


@office.register
def tools(request):
    user = request.user
    if not user.is_authenticated:
        return
    yield entry(request, _("Tasks"), "jobs:tasks")
    yield entry(request, _("Background work"), "jobs:list")
    if user.is_chamber:
        yield entry(request, _("Mail"), "mail:list")
        yield entry(request, _("Documents"), "documents:list")
        yield entry(request, _("Rooms, vehicles, interpreters"), "bookings:list")
        yield entry(request, _("Targets"), "home:targets")
        yield entry(request, _("State of the portal"), "health:status")
        yield entry(request, _("Record of processing"), "privacy:register")
    if user.is_administrator:
        yield entry(request, _("People and roles"), "accounts:people")
