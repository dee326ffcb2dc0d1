"""Translated content in the reader's language, or in the next one that has it and says so."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import get_language
from modeltranslation.utils import resolution_order


@dataclass(frozen=True)
class Text:
    """``words`` as they stand, written in ``language``; ``wanted`` is what the reader asked for."""

    words: str
    language: str
    wanted: str

    @property
    def is_foreign(self) -> bool:
        return bool(self.words) and self.language != self.wanted


def read(row: Model, name: str, language: str | None = None) -> Text:
    """The translated field ``name`` of ``row`` in ``language``, by the named order of languages."""
    wanted = (language or get_language() or "en")[:2]
    for code in resolution_order(wanted):
        words = getattr(row, f"{name}_{code}", None)
        if words:
            return Text(words, code, wanted)
    return Text("", wanted, wanted)
