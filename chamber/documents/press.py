"""Having documents made: asked once for each content, printed by the render queue."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils import translation
from django.utils.translation import gettext as _

from chamber.documents import kinds, sheets
from chamber.documents.kinds import Kind
from chamber.documents.models import Document
from chamber.documents.printer import printer
from chamber.jobs import queue as jobs
from chamber.jobs.models import Job

if TYPE_CHECKING:
    from chamber.accounts.models import User


def ensure(
    kind: str, subject: str, language: str, *, by: "User | None"
) -> tuple[Document, Job | None]:
    """The document as the data is now, and the job that makes it: None when nothing changed.

    Asking again while the same version waits gives that version and its job; a version whose
    job failed or was cancelled is tried again.
    """
    known = kinds.get(kind)
    data = sheets.build(known, subject, language)
    fingerprint = sheets.fingerprint(known, data, language)
    document = _current(known, subject, language, fingerprint)
    if document is None:
        document = _next(known, subject, language, data=data, fingerprint=fingerprint)
    if document.printed_at:
        return document, None
    if document.state == Document.State.FAILED:
        _ask(document, by=by)
    return document, document.job


def produce(
    document: Document, *, at: datetime, alive: Callable[[], object] = lambda: None
) -> Document:
    """Print ``document`` from the data of this moment, or raise ``PrintFailed``.

    ``alive`` is called every second while the press works.
    """
    kind = kinds.get(document.kind)
    data = sheets.build(kind, document.subject, document.language)
    html = sheets.on_paper(kind, data, language=document.language, edition=document.version, at=at)
    printed = printer.print(html, styles=kind.styles, variant=kind.variant, alive=alive)
    document.content_hash = sheets.fingerprint(kind, data, document.language)
    document.title = data["title"]
    document.pages, document.bytes = printed.pages, len(printed.pdf)
    document.printed_at = at
    document.file.save("", ContentFile(printed.pdf), save=False)
    document.save()
    return document


def says_what_stands(document: Document, kind: Kind) -> bool:
    """Whether ``document`` would be printed in the same words now."""
    data = sheets.build(kind, document.subject, document.language)
    return document.content_hash == sheets.fingerprint(kind, data, document.language)


def _current(kind: Kind, subject: str, language: str, fingerprint: str) -> Document | None:
    """The newest version where it says what the data says now, or will when its turn comes."""
    versions = Document.objects.about(kind.name, subject).filter(language=language)
    newest = versions.select_related("job").order_by("-version").first()
    if newest is None or newest.content_hash == fingerprint:
        return newest
    if newest.printed_at or (newest.job and newest.job.state == Job.State.RUNNING):
        return None
    return newest


def _next(
    kind: Kind, subject: str, language: str, *, data: dict[str, Any], fingerprint: str
) -> Document:
    """The row of the version after the last; two who ask at once get the same one."""
    versions = Document.objects.about(kind.name, subject).filter(language=language)
    last = versions.order_by("-version").values_list("version", flat=True).first() or 0
    document, _created = Document.objects.get_or_create(
        kind=kind.name,
        subject=subject,
        language=language,
        version=last + 1,
        defaults={
            "title": data["title"],
            "visibility": kind.visibility,
            "content_hash": fingerprint,
        },
    )
    return document


def _ask(document: Document, *, by: "User | None") -> None:
    if document.job:
        jobs.again(document.job)
        return
    with translation.override(getattr(by, "language", None) or document.language):
        title = _("%(title)s (%(language)s)") % {
            "title": document.title,
            "language": document.get_language_display(),
        }
    document.job = jobs.start(
        "documents.render",
        by=by,
        title=title[:200],
        args={"document": document.pk},
        dedupe=f"document:{document.pk}",
    )
    document.save(update_fields=["job"])
    document.log("asked", by=by, version=document.version, language=document.language)
