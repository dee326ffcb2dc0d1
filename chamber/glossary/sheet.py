"""The glossary on paper: every word, what a city means by it and what a company hears."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chamber import documents
from chamber.glossary.fallback import read
from chamber.glossary.models import TEXTS, Term


def build(subject: str, language: str) -> dict[str, Any]:
    """All terms in the order of ``language``; what is not translated says its own language."""
    return {
        "title": _("Misleading words between public and private sector"),
        "lead": _("The same word, two meanings: worth a look before the first meeting."),
        "terms": [
            {name: _text(term, name, language) for name in TEXTS}
            for term in Term.objects.order_by(f"sort_{language}", "pk")
        ],
    }


def _text(term: Term, name: str, language: str) -> dict[str, str]:
    text = read(term, name, language)
    return {"words": text.words, "language": text.language}


def register() -> None:
    documents.register(
        "glossary",
        label=gettext_lazy("Glossary"),
        build=build,
        template="documents/glossary.html",
        subjects=("all",),
    )
