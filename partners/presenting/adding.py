"""Where what a profile lacks is added."""

from django.urls import reverse
from django.utils.translation import get_language

from partners.models import Organisation

PAGES = {"offers": "offer_new", "references": "reference_new"}
FIELD = {
    "contact": "email",
    "numbers": "KBO",
    "place": "seat",
    "description": "description_{language}",
    "four_languages": "description_{language}",
}


def where(part: str, organisation: Organisation) -> str:
    """The page that adds ``part``, at its field."""
    page = PAGES.get(part, "organisation_edit")
    address = reverse(f"partners:{page}", args=[organisation.slug])
    if part in PAGES:
        return address
    return f"{address}#id_{FIELD.get(part, part).format(language=get_language())}"
