"""Organisations written in bulk, with what belongs to them.

The log has one line for the whole file; the history of each organisation names who imported it by
the context of its changes.
"""

from collections.abc import Sequence
from typing import Any

from chamber.glossary.fallback import read
from partners.directory import facets
from partners.importing import profiling
from partners.importing.comparing import PLACES, TEXTS, Taken
from partners.models import Identifier, ImportRun, Organisation
from partners.models.organisations import DERIVED, Status, Visibility
from partners.names import free_slugs

COLUMNS = [
    *("name", "name_en", "description", "description_en", *TEXTS, "aliases", "kind", "size"),
    *("country", "website", "email", "phone", "languages", *PLACES.values()),
    *("version", "updated_at", *DERIVED),
]


def write(taken: Sequence[Taken], *, run: ImportRun) -> None:
    """Save every organisation of ``taken``, in a transaction that holds them locked."""
    for one in taken:
        for name, column in PLACES.items():
            if name in one.row.values:
                setattr(one.organisation, f"{column}_id", one.row.values[name].pk)
    new = [one.organisation for one in taken if not one.organisation.pk]
    changed = [one.organisation for one in taken if one.organisation.pk]
    _create(new, run)
    _update(changed)
    _relate(taken, "topics", Organisation.topics.through, "topic_id")
    _relate(taken, "nace", Organisation.industries.through, "industry_id")
    _number(taken, run)
    facets.write(Organisation.objects.filter(pk__in=[one.organisation.pk for one in taken]))
    profiling.write_profiles(Organisation.objects.filter(pk__in=[one.pk for one in changed]))


def _create(organisations: Sequence[Organisation], run: ImportRun) -> None:
    """What staff bring in is published for members; its source is the file."""
    slugs = free_slugs(Organisation, [read(one, "name", "en").words for one in organisations])
    for one, slug in zip(organisations, slugs, strict=True):
        one.slug, one.source = slug, run.name
        one.status, one.visibility = Status.PUBLISHED, Visibility.MEMBERS
        one.derive()
    Organisation.objects.bulk_create(organisations)


def _update(organisations: Sequence[Organisation]) -> None:
    """One statement for all: an insert that finds each row there and changes it."""
    for one in organisations:
        one.version += 1
        one.derive()
    Organisation.objects.bulk_create(
        organisations, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS
    )


def _relate(taken: Sequence[Taken], name: str, through: Any, other: str) -> None:
    """Topics or industries as the file has them."""
    kept = {one.organisation.pk: one.many[name] for one in taken if name in one.many}
    through.objects.filter(organisation__in=kept).delete()
    through.objects.bulk_create(
        through(organisation_id=pk, **{other: key}) for pk, keys in kept.items() for key in keys
    )


def _number(taken: Sequence[Taken], run: ImportRun) -> None:
    numbers = [number for one in taken for number in one.numbers]
    for one in taken:
        for number in one.numbers:
            number.organisation, number.source = one.organisation, run.name
    Identifier.objects.bulk_create(numbers)
