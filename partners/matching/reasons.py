"""Why a suggestion was made, and what speaks against it, in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from partners.matching.scoring import HOSTS
from partners.matching.vocabulary import topic_name
from partners.models import Suggestion
from partners.models.places import Country

LANGUAGE = {
    "en": gettext_lazy("English"),
    "nl": gettext_lazy("Dutch"),
    "fr": gettext_lazy("French"),
    "uk": gettext_lazy("Ukrainian"),
}
HORIZON = {
    "short": gettext_lazy("wanted within two years"),
    "medium": gettext_lazy("wanted within two to five years"),
    "long": gettext_lazy("wanted after five years"),
}
PART = {
    "topic": gettext_lazy("Topic"),
    "words": gettext_lazy("Words"),
    "industry": gettext_lazy("Industry"),
    "evidence": gettext_lazy("Evidence"),
    "horizon": gettext_lazy("Horizon"),
    "language": gettext_lazy("Language"),
    "place": gettext_lazy("Place"),
}
EVIDENCE = {
    "audited": (gettext_lazy("A third party has audited the results."), gettext_lazy("audited")),
    "reference": (
        gettext_lazy("There is a reference with figures, not yet audited."),
        gettext_lazy("reference, not audit"),
    ),
    "claim": (gettext_lazy("Only the provider says so."), gettext_lazy("claim")),
}
UNSAID = {
    "topic": gettext_lazy("No topic is known."),
    "words": gettext_lazy("There is no text to compare."),
    "industry": gettext_lazy("No industry is given."),
    "evidence": gettext_lazy("No evidence is given."),
    "horizon": gettext_lazy("How ready it is, is not said."),
    "language": gettext_lazy("The languages spoken are not known."),
    "place": gettext_lazy("The country is not known."),
}
Facts = Mapping[str, Any]
Said = tuple[str, str]  # sentence and ground


@dataclass(frozen=True)
class Reason:
    """One part of the score: ``name`` heads it, ``ground`` stands in grey below ``sentence``."""

    part: str
    name: str
    sentence: str
    ground: str
    points: float
    of: int
    reached: float = 0.0  # of the bar, in per cent of the longest one
    width: float = 0.0


@dataclass(frozen=True)
class Explained:
    """A suggestion as a page shows it; ``language`` is that of the title if it is foreign."""

    suggestion: Suggestion
    title: str
    language: str
    reasons: list[Reason] = field(default_factory=list)
    against: list[str] = field(default_factory=list)

    @property
    def headline(self) -> str:
        """The sentence that earned most."""
        best = max(self.reasons, key=lambda reason: reason.points, default=None)
        return best.sentence if best else ""


def explain(suggestions: Iterable[Suggestion]) -> list[Explained]:
    """Fetch ``candidate__provider`` with them."""
    return [_explain(suggestion) for suggestion in suggestions]


def _explain(suggestion: Suggestion) -> Explained:
    titles, title = suggestion.candidate.titles, suggestion.candidate.title
    here = get_language() or "en"
    written = next((code for code, words in titles.items() if words == title), here)
    foreign = "" if titles.get(here) == title else written
    return Explained(suggestion, title, foreign, of(suggestion), against(suggestion))


def of(suggestion: Suggestion) -> list[Reason]:
    """The parts of the score in their order; their points add up to it."""
    unit = 100 / max((part["of"] for part in suggestion.parts), default=100)
    return [_reason(part, unit) for part in suggestion.parts]


def against(suggestion: Suggestion) -> list[str]:
    """What to mind before one says yes, most serious first."""
    facts = {part["part"]: part["facts"] for part in suggestion.parts}
    found = [
        _topics_apart(facts.get("topic", {})),
        _not_ready(facts.get("horizon", {})),
        _unproved(facts.get("evidence", {})),
        _no_language(facts.get("language", {})),
    ]
    return [sentence for sentence in found if sentence]


def _reason(row: Mapping[str, Any], unit: float) -> Reason:
    part, points, of = row["part"], row["points"], row["of"]
    sentence, ground = _said(part, row["facts"])
    return Reason(part, str(PART[part]), sentence, ground, points, of, points * unit, of * unit)


def _said(part: str, facts: Facts) -> Said:
    if facts.get("unsaid"):
        return str(UNSAID[part]), _("not said")
    return SAY[part](facts)


def _topic(facts: Facts) -> Said:
    if shared := facts["shared"]:
        words = _("Both are about %(topics)s.") % {"topics": _list(map(topic_name, shared))}
        return words, ngettext("the same topic", "the same topics", len(shared))
    if facts["near"]:
        wanted, offered = map(topic_name, facts["near"][0])
        words = _("One is about %(wanted)s, the other about %(offered)s.")
        names = {"wanted": wanted, "offered": offered}
        return words % names, _("same branch of the topic tree")
    return _("They are about different topics."), _("different branches of the topic tree")


def _words(facts: Facts) -> Said:
    if not facts["language"]:
        return _("The two texts have no language in common."), _("words cannot be compared")
    language = str(LANGUAGE.get(facts["language"], facts["language"]))
    if not facts["words"]:
        words = _("The two texts have no telling word in common.")
        return words, _("compared in one language: %(language)s") % {"language": language}
    words = _("Both texts speak of: %(words)s.") % {"words": ", ".join(facts["words"])}
    ground = ngettext(
        "%(count)d word in common (%(language)s)",
        "%(count)d words in common (%(language)s)",
        facts["count"],
    )
    return words, ground % {"count": facts["count"], "language": language}


def _industry(facts: Facts) -> Said:
    if not facts["codes"]:
        return _("They work in different industries."), _("different divisions of NACE")
    one, other = facts["codes"]
    if one == other:
        return _("Both work in NACE %(code)s.") % {"code": one}, _("the same industry")
    words = _("Close to each other in NACE: %(one)s and %(other)s.")
    return words % {"one": one, "other": other}, _("the same division of NACE")


def _evidence(facts: Facts) -> Said:
    sentence, ground = EVIDENCE[facts["evidence"]]
    return str(sentence), str(ground)


def _horizon(facts: Facts) -> Said:
    words = _("Readiness level %(level)d of 9.") % {"level": facts["readiness"]}
    return words, str(HORIZON[facts["horizon"]])


def _language(facts: Facts) -> Said:
    if not facts["shared"]:
        return _("No language in common is known."), _("plan an interpreter")
    names = ", ".join(str(LANGUAGE.get(code, code)) for code in facts["shared"])
    words = _("Languages in common: %(languages)s.") % {"languages": names}
    if "uk" in facts["missing"]:
        return words, _("Ukrainian needs an interpreter")
    return words, _("without an interpreter")


def _place(facts: Facts) -> Said:
    code = facts["country"]
    name = Country(code).label if code in Country.values else code
    words = _("Country: %(country)s.") % {"country": name}
    return words, _("where the missions go") if code in HOSTS else _("not where the missions go")


SAY: dict[str, Callable[[Facts], Said]] = {
    "topic": _topic,
    "words": _words,
    "industry": _industry,
    "evidence": _evidence,
    "horizon": _horizon,
    "language": _language,
    "place": _place,
}


def _topics_apart(facts: Facts) -> str:
    apart = "shared" in facts and not facts["shared"] and not facts["near"]
    return _("No topic in common: only single words are alike.") if apart else ""


def _not_ready(facts: Facts) -> str:
    missing = facts.get("missing", 0)
    if not missing:
        return ""
    words = ngettext(
        "It is %(count)d readiness level below what the horizon asks for.",
        "It is %(count)d readiness levels below what the horizon asks for.",
        missing,
    )
    return words % {"count": missing}


def _unproved(facts: Facts) -> str:
    if facts.get("evidence") in ("audited", "reference"):
        return ""
    return _("No reference with figures is known: ask for one.")


def _no_language(facts: Facts) -> str:
    if "shared" in facts and not facts["shared"]:
        return _("No language in common is known: plan an interpreter.")
    if "uk" in facts.get("missing", ()):
        return _("No Ukrainian speaker is known: plan an interpreter.")
    return ""


def _list(words: Iterable[str]) -> str:
    return get_text_list(list(words), _("and"))
