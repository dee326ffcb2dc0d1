"""What every page of the portal needs to know."""

from django.conf import settings

from chamber.slots import navigation, office


def portal(request):
    """Navigation by role and the notice of a demonstration; evaluated only where a page uses it."""
    return {
        "navigation": lambda: [entry for source in navigation for entry in source(request)],
        "office": lambda: [entry for source in office for entry in source(request)],
        "portal_demo": settings.DEMO,
        "zones": settings.ZONES,
    }
