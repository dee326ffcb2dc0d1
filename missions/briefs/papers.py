"""Where the brief stands in each language: on paper as it is now, out of date, being made."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from chamber.documents import kinds, sheets
from chamber.documents.models import Document
from missions import briefs
from missions.briefs.rows import Rows

CURRENT, OLD, WAITING, FAILED, NONE = "current", "old", "waiting", "failed", "none"


@dataclass(frozen=True)
class Paper:
    """``printed`` is the newest version one can read, ``asked`` the one that is not made yet."""

    language: str
    name: str
    state: str
    printed: Document | None
    asked: Document | None


def of(rows: Rows) -> list[Paper]:
    """One for each language, whether or not it was ever made."""
    versions = Document.objects.about(briefs.KIND, str(rows.mission.pk)).select_related("job")
    newest: dict[str, Document] = {}
    printed: dict[str, Document] = {}
    for document in versions.order_by("version"):
        newest[document.language] = document
        if document.printed_at:
            printed[document.language] = document
    return [
        _paper(rows, code, name, printed.get(code), newest.get(code))
        for code, name in settings.LANGUAGES
    ]


def _paper(
    rows: Rows, language: str, name: str, printed: Document | None, newest: Document | None
) -> Paper:
    asked = newest if newest and not newest.printed_at else None
    if asked:
        state = WAITING if asked.state == Document.State.WAITING else FAILED
    elif printed:
        state = CURRENT if printed.content_hash == _fingerprint(rows, language) else OLD
    else:
        state = NONE
    return Paper(language, name, state, printed, asked)


def _fingerprint(rows: Rows, language: str) -> str:
    with translation.override(language):
        data = briefs.tell(rows, language)
    return sheets.fingerprint(kinds.get(briefs.KIND), data, language)
