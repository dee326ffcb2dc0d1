"""Texts of people as a document holds them: words, their language, and which that is."""

from django.db.models import Model

from chamber.glossary.fallback import read
from chamber.glossary.templatetags.glossary import IN_LANGUAGE

Said = dict[str, str]


def text(row: Model, name: str, language: str) -> Said:
    """A translated field; ``said`` names the language where it is not the wanted one."""
    found = read(row, name, language)
    said = str(IN_LANGUAGE[found.language]) if found.is_foreign else ""
    return {"words": found.words, "language": found.language, "said": said}


def name(row: Model, language: str) -> Said:
    """A name of its own: marked with its language, but nobody calls "VITO" English."""
    return text(row, "name", language) | {"said": ""}
