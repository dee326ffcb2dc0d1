"""Why two organisations look like one or not, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.duplicates.scoring import Likeness, Reason
from partners.isocodes import country_name
from partners.models.organisations import Kind, Scheme

SENTENCES = {
    "number": gettext_lazy("Same number in %(one)s: %(other)s"),
    "other number": gettext_lazy("Different numbers in %(one)s"),
    "same name": gettext_lazy("Same name: “%(one)s” and “%(other)s”"),
    "same words": gettext_lazy("Same words: “%(one)s” and “%(other)s”"),
    "names alike": gettext_lazy("Names alike: “%(one)s” and “%(other)s”"),
    "abbreviation": gettext_lazy("One is the abbreviation of the other: “%(one)s”, “%(other)s”"),
    "names differ": gettext_lazy("Names differ: “%(one)s” and “%(other)s”"),
    "site": gettext_lazy("Same website: %(one)s"),
    "part of site": gettext_lazy("Two parts of one website: %(one)s"),
    "mail domain": gettext_lazy("Mail addresses at the same domain: %(one)s"),
    "alike sites": gettext_lazy("Websites alike: %(one)s and %(other)s"),
    "other site": gettext_lazy("Different websites: %(one)s and %(other)s"),
    "mail": gettext_lazy("Same mail address: %(one)s"),
    "other mail": gettext_lazy("Different mailboxes: %(one)s and %(other)s"),
    "city": gettext_lazy("Same city: %(one)s"),
    "other city": gettext_lazy("Different cities: %(one)s and %(other)s"),
    "other country": gettext_lazy("Different countries: %(one)s and %(other)s"),
    "kind": gettext_lazy("Same kind: %(one)s"),
    "other kind": gettext_lazy("Different kinds: %(one)s and %(other)s"),
}
FROM = 0.5  # what weighs less is not told
NAMES = (
    "same name",
    "same words",
    "names alike",
    "abbreviation",
)  # is told however little it weighs


@dataclass(frozen=True)
class Told:
    """Sentences for and against."""

    grounds: list[str]
    against: list[str]


def tell(reasons: Iterable[Reason]) -> Told:
    told = [
        (one.weight > 0 or one.what in NAMES, _sentence(one)) for one in reasons if _is_told(one)
    ]
    return Told(
        [words for good, words in told if good], [words for good, words in told if not good]
    )


def tell_of(likeness: Likeness) -> Told:
    return tell(likeness.reasons)


def _is_told(reason: Reason) -> bool:
    return reason.what in NAMES or abs(reason.weight) >= FROM


def _sentence(reason: Reason) -> str:
    shown: list[Any] = [_fact(reason.what, fact) for fact in reason.facts]
    one, other = [*shown, "", ""][:2]
    return str(SENTENCES[reason.what]) % {"one": one, "other": other}


def _fact(what: str, fact: str) -> str:
    if what == "other country":
        return country_name(fact)
    if what in ("kind", "other kind"):
        return str(dict(Kind.choices).get(fact, fact))
    if what in ("number", "other number"):
        return str(dict(Scheme.choices).get(fact.partition(" ")[0], fact))
    return fact


def percent(score: float) -> str:
    return _("%(n)s %% alike") % {"n": round(score * 100)}
