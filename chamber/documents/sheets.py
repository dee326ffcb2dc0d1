"""From the data of a kind to its HTML, and the fingerprint that says whether anything changed."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from chamber.documents.kinds import Kind

PAPER, SCREEN = "documents/base.html", "documents/preview.html"
DAY_FORMATS = {"uk": "j E Y"}  # the month in the genitive
FOUNDATION = settings.BASE_DIR / "templates" / "documents"


def build(kind: Kind, subject: str, language: str) -> dict[str, Any]:
    """The data of one document; what the kind translates is in ``language``."""
    with translation.override(language):
        return kind.build(subject, language)


def on_paper(kind: Kind, data: dict[str, Any], *, language: str, edition: int, at: datetime) -> str:
    """The HTML to print. ``edition`` is the number of the version, ``at`` the day in the header."""
    context = {
        "layout": PAPER,
        "kind": kind,
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "edition": edition,
        "made_at": at,
    }
    with translation.override(language):
        context["made_on"] = day(at)
        return render_to_string(kind.template, data | context)


def day(moment: datetime) -> str:
    """The day in Brussels as the active language writes it: "14 April 2027"."""
    pattern = DAY_FORMATS.get(translation.get_language(), "j F Y")
    return date_format(localtime(moment), pattern, use_l10n=False)


def fingerprint(kind: Kind, data: dict[str, Any], language: str) -> str:
    """SHA-256 of all that decides what the paper shows, its number and its date apart."""
    digest = hashlib.sha256()
    for path in _house(kind, language):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    facts = [kind.name, language, kind.variant, _press(), data]
    digest.update(json.dumps(facts, cls=DjangoJSONEncoder, sort_keys=True).encode())
    return digest.hexdigest()


def _house(kind: Kind, language: str) -> Iterator[Path]:
    """Templates, style sheets and translations this document is made with."""
    yield from sorted(FOUNDATION.glob("*.html"))
    found: Any = get_template(kind.template)
    template = Path(found.origin.name)
    if template.parent != FOUNDATION:
        yield from sorted(template.parent.glob("*.html"))
    yield from (Path(finders.find(name) or name) for name in kind.styles)
    for folder in settings.LOCALE_PATHS:
        catalogue = Path(folder, language, "LC_MESSAGES", "django.mo")
        if catalogue.exists():
            yield catalogue


@cache
def _press() -> str:
    return version("weasyprint")
