"""What people may consent to. An app registers its purposes in its ``privacy.py``."""

from dataclasses import dataclass

from django.utils.functional import Promise

_purposes: dict[str, "Purpose"] = {}


@dataclass(frozen=True)
class Purpose:
    """``text`` is what the person agreed to; when its meaning changes, ``version`` rises and
    consent to an older one no longer stands."""

    name: str
    title: str | Promise  # lazily translated, as the text
    text: str | Promise
    version: int = 1


def register(purpose: Purpose) -> Purpose:
    _purposes[purpose.name] = purpose
    return purpose


def get(name: str) -> Purpose:
    """Raises KeyError for a purpose that nobody registered."""
    return _purposes[name]


def find(name: str) -> Purpose | None:
    """The purpose, or None when its app is gone but consent to it is still on record."""
    return _purposes.get(name)


def every() -> list[Purpose]:
    return sorted(_purposes.values(), key=lambda purpose: purpose.name)
