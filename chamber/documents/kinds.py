"""The kinds of documents that the apps describe."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

PUBLIC, CHAMBER, PRIVATE = "public", "chamber", "private"


class UnknownKind(LookupError):
    """No app describes this kind of document."""


@dataclass(frozen=True)
class Kind:
    """``build(subject, language)`` gives the data, ``template`` shows it on the page and on paper.

    The data is a dict with a ``title``, plain enough for JSON; it may raise ``Http404`` for a
    subject that is not there. ``visible(user, subject)`` decides who may read it, ``makers`` who
    may have it made beside the chamber's writing staff. Of a ``current_only`` kind only the chamber
    reads a version that no longer says what the data says: it may show what is hidden by now.
    """

    name: str
    label: Any  # lazily translated: "Glossary", "Mission brief"
    build: Callable[..., dict]
    template: str
    visibility: str
    visible: Callable[..., bool]
    variant: str  # "pdf/ua-1" (accessible) or "pdf/a-3u" (archival)
    styles: tuple[str, ...]
    subjects: tuple[str, ...]  # those the list offers although nothing was made yet
    makers: Callable[..., bool]
    current_only: bool


_kinds: dict[str, Kind] = {}
_READERS = {
    PUBLIC: lambda user, subject: True,
    CHAMBER: lambda user, subject: user.is_authenticated and user.is_chamber,
}


def register(
    name: str,
    *,
    label: str | Promise,
    build: Callable[[str, str], dict[str, Any]],
    template: str,
    visibility: str = PUBLIC,
    visible: Callable[..., bool] | None = None,
    variant: str = "pdf/ua-1",
    styles: Iterable[str] = ("css/pdf.css",),
    subjects: Iterable[str] = (),
    makers: Callable[..., bool] = lambda user, subject: False,
    current_only: bool = False,
) -> Kind:
    """Describe a kind once, at start-up; a private kind has to say itself who may read it."""
    kind = Kind(
        name=name,
        label=label,
        build=build,
        template=template,
        visibility=visibility,
        visible=visible or _READERS[visibility],
        variant=variant,
        styles=tuple(styles),
        subjects=tuple(subjects),
        makers=makers,
        current_only=current_only,
    )
    _kinds[name] = kind
    return kind


def get(name: str) -> Kind:
    """The kind of this name, or ``UnknownKind``."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def all() -> list[Kind]:
    """Every kind, by name."""
    return [kind for _name, kind in sorted(_kinds.items())]


def names() -> list[tuple[str, str | Promise]]:
    """Choices of a form."""
    return [(kind.name, kind.label) for kind in all()]
