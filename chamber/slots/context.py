"""What every page of the portal needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from chamber.slots import navigation, office


def portal(request: HttpRequest) -> dict[str, Any]:
    """Navigation by role and the notice of a demonstration; evaluated only where a page uses it."""
    return {
        "navigation": lambda: [entry for source in navigation for entry in source(request)],
        "office": lambda: [entry for source in office for entry in source(request)],
        "portal_demo": settings.DEMO,
        "zones": settings.ZONES,
    }
