"""A person's own copy: every row about them, as JSON, in private storage for a week."""

import json
import tempfile
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, cast

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from chamber.jobs import queue as jobs
from chamber.jobs.models import Job
from chamber.privacy import records, register
from chamber.privacy.models import Export
from chamber.privacy.register import Entry, Field

if TYPE_CHECKING:
    from chamber.accounts.models import User

Progress = Callable[[int, int, str], object]
KIND = "privacy.export"


def ask(user: "User") -> Job:
    """Start the export, or return the one this person already waits for."""
    running = Job.objects.filter(owner=user, kind=KIND).unfinished().first()
    return running or jobs.start(KIND, by=user, title=_("Export of my data"))


def make(job: Job, progress: Progress) -> Export:
    """Write the file and return its row; doing it again for the same job replaces the file."""
    owner = cast("User", job.owner)  # ``ask`` was given one
    export, _created = Export.objects.get_or_create(job=job, defaults={"owner": owner})
    default_storage.delete(str(export.file))
    with tempfile.TemporaryFile("w+b") as file:
        write(owner, file, progress)
        file.seek(0)
        default_storage.save(export.file.name, File(file))
    export.made_at = timezone.now()
    export.save(update_fields=["made_at"])
    return export


def write(
    user: "User", file: IO[bytes], progress: Progress = lambda done, total, words: None
) -> None:
    """Write everything about ``user`` as JSON; ``progress`` hears of each model."""
    addresses, pairs = records.addresses_of(user), register.models_about_people()
    head = {"person": str(user), "addresses": addresses, "made_at": timezone.now()}
    file.write(_json(head)[:-1] + b', "records": [')
    for number, (model, entry) in enumerate(pairs):
        progress(number, len(pairs), str(entry.title))
        file.write(b",\n" if number else b"\n")
        _write_model(user, file, model, entry, addresses)
    file.write(b"\n]}\n")
    progress(len(pairs), len(pairs), "")


def _write_model(
    user: "User", file: IO[bytes], model: type[Model], entry: Entry, addresses: list[str]
) -> None:
    shown = [field for field in register.fields_of(model) if field.name not in entry.withheld]
    head = {
        "model": model._meta.label,
        "title": str(entry.title),
        "fields": {field.name: register.kind_of(field) for field in shown},
        "withheld": sorted(entry.withheld),
    }
    file.write(_json(head)[:-1] + b', "rows": [')
    rows = records.about(user, model=model, entry=entry, addresses=addresses)
    for number, row in enumerate(rows.iterator(chunk_size=500)):
        file.write(b",\n  " if number else b"\n  ")
        file.write(_json({field.name: _value(row, field) for field in shown}))
    file.write(b"\n]}")


def _value(row: Model, field: Field) -> Any:
    if field.many_to_many:
        return [other.pk for other in getattr(row, field.name).all()]
    return getattr(row, field.attname)


class _Encoder(DjangoJSONEncoder):
    def default(self, value: Any) -> Any:
        try:
            return super().default(value)
        except TypeError:  # a range, a file
            return str(value)


def _json(value: Any) -> bytes:
    return json.dumps(value, cls=_Encoder, ensure_ascii=False).encode()
