"""What an organisation that somebody is about to enter looks like."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from django.db.models.functions import Upper

from partners.duplicates.reasons import Told, tell_of
from partners.duplicates.scoring import Commonness, Likeness, Side, compare
from partners.duplicates.sides import sides_of
from partners.models import Identifier, Organisation
from partners.models.organisations import OrganisationQuerySet

AT_MOST = 5  # shown
NEAREST = 30  # by name, compared
READINGS = 4  # names looked up
COUNTED = 200  # bearers of a word; it says little from there on


@dataclass(frozen=True)
class LookAlike:
    organisation: Organisation
    likeness: Likeness

    @property
    def told(self) -> Told:
        return tell_of(self.likeness)


def look_alikes(side: Side, *, among: OrganisationQuerySet | None = None) -> list[LookAlike]:
    """Those of the directory, or of ``among``, that may be the same, the likeliest first."""
    rows = (Organisation.objects.all() if among is None else among).filter(merged_into=None)
    keys = {pk for found in _candidates(side, rows) for pk in found.values_list("pk", flat=True)}
    common = _commonness(side, rows)
    likely = {pk: compare(side, other, common) for pk, other in sides_of(keys).items()}
    best = sorted((pk for pk in likely if likely[pk].is_likely), key=lambda pk: -likely[pk].score)
    shown = rows.select_related("seat").in_bulk(best[:AT_MOST])
    return [LookAlike(shown[pk], likely[pk]) for pk in best[:AT_MOST]]


def _candidates(side: Side, rows: OrganisationQuerySet) -> Iterator[OrganisationQuerySet]:
    for register, value in side.registered:
        schemes = Q(scheme=register, upper=value)
        if register == "KBO":
            schemes |= Q(scheme="VAT", upper=f"BE{value}")
        numbers = Identifier.objects.annotate(upper=Upper("value")).filter(schemes)
        yield rows.filter(pk__in=numbers.values("organisation"))
    if domains := {side.site.host if side.site.domain else "", side.mail_domain} - {""}:
        yield rows.filter(domain__in=domains)[:NEAREST]
    if side.email:
        yield rows.filter(email__iexact=side.email)[:NEAREST]
    for name in side.readings[:READINGS]:
        alike = rows.filter(search_name__trigram_word_similar=name.plain)
        yield alike.order_by(TrigramWordSimilarity(name.plain, "search_name").desc())[:NEAREST]


def _commonness(side: Side, rows: OrganisationQuerySet) -> Commonness:
    """How common the words of ``side`` are."""
    words = {word.plain: word.key for name in side.readings for word in name.words}
    counts = {
        key: rows.filter(search_name__contains=text)[:COUNTED].count()
        for text, key in words.items()
        if len(text) > 2
    }
    return Commonness(rows.count(), counts)
