"""Words that mislead between a town hall and a company."""

from typing import Any

from chamber.glossary.models import TEXTS, Term
from chamber.glossary.paper import text
from missions.briefs.rows import Rows

Data = dict[str, Any]


def beside_the_needs(rows: Rows, language: str) -> list[Data]:
    return [_term(term, language) for term in rows.terms[: _beside(rows)]]


def others(rows: Rows, language: str) -> list[Data]:
    """A chapter of their own, in the order of ``language``."""
    rest = sorted(rows.terms[_beside(rows) :], key=lambda term: getattr(term, f"sort_{language}"))
    return [_term(term, language) for term in rest]


def _beside(rows: Rows) -> int:
    """Two words stand on the page of the needs while these leave room for them."""
    return 2 if len(rows.needs) <= 6 else 0


def _term(term: Term, language: str) -> Data:
    return {field: text(term, field, language) for field in TEXTS}
