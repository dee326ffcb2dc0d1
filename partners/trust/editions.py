"""The way of a list into the portal: brought in, mapped if we do not know it, read."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from chamber.jobs import queue as jobs
from chamber.jobs.models import Job
from partners.importing import tables
from partners.models import ListEdition, SanctionsList
from partners.trust import formats

if TYPE_CHECKING:
    from chamber.accounts.models import User

READ = "partners.read_sanctions"
State = ListEdition.State


class Older(Exception):
    """The list has a newer edition already."""


def bring_in(
    file: BinaryIO, *, of: str, url: str, issued_on: date, name: str, by: "User | None"
) -> ListEdition:
    """Keep ``file`` as an edition of the list called ``of``, mapped if we know its header. Raises
    ``tables.NotATable`` and ``Older``."""
    table = tables.look(file, known=formats.known_header, may_repeat=True)
    kept, _new = SanctionsList.objects.get_or_create(name=of)
    if kept.issued_on and issued_on < kept.issued_on:
        raise Older
    if url and url != kept.source_url:
        kept.source_url = url
        kept.save(update_fields=["source_url"])
    file.seek(0)
    edition = ListEdition(
        of=kept,
        issued_on=issued_on,
        name=name[:200],
        encoding=table.encoding,
        delimiter=table.delimiter,
        headers=table.headers,
        mapping=formats.recognised(table.headers),
        counts={"lines": table.rows},
        by=by,
    )
    edition.file.save(name, File(file), save=False)
    edition.save()
    return edition


@transaction.atomic
def start(edition: ListEdition, *, mapping: Mapping[str, str], by: "User | None") -> Job | None:
    """Read the file in the background; None if that is done or under way, for this edition or for
    another one of the same list."""
    SanctionsList.objects.select_for_update(no_key=True).get(pk=edition.of_id)
    for other in edition.of.editions.filter(state=State.READING).select_related("job"):
        if other.is_at_work:
            return None
    edition.refresh_from_db(fields=["state", "counts"])
    if not edition.may_be_read:
        return None
    if dict(mapping) != edition.mapping:
        edition.counts = {"lines": edition.counts["lines"]}
        edition.mapping = dict(mapping)
    edition.state = State.READING
    return go_on(edition, by=by)


def go_on(edition: ListEdition, *, by: "User | None", language: str | None = None) -> Job:
    """A job that takes ``edition`` up where it stands."""
    words = (_("Read %(name)s") % {"name": edition.of.name})[:200]
    args = {"edition": edition.pk}
    edition.job = jobs.start(READ, by=by, title=words, args=args, language=language)
    edition.save(update_fields=["mapping", "counts", "state", "job"])
    return edition.job


def forget(edition: ListEdition) -> None:
    """Throw the file away; what was read stays."""
    edition.file.delete(save=False)
    edition.save(update_fields=["file"])
