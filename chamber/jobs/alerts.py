"""Telling people that something needs them, once."""

from django.utils import timezone

from chamber.jobs.models import Alert


def raise_once(kind: str, title: str, *, words: str = "") -> None:
    """Open an alert unless one of this kind is open already.

    ``title`` is a message of the catalogues and read in each reader's language, ``words`` are
    those of a server or of a person.
    """
    alert = Alert(kind=kind, title=title, words=words)
    Alert.objects.bulk_create([alert], ignore_conflicts=True)


def clear(kind: str) -> None:
    Alert.objects.filter(kind=kind, cleared_at=None).update(cleared_at=timezone.now())
