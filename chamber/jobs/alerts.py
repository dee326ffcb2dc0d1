"""Telling people that something needs them, once."""

from django.utils import timezone

from chamber.jobs.models import Alert


def raise_once(kind: str, words: str) -> None:
    """Open an alert unless one of this kind is open already."""
    Alert.objects.bulk_create([Alert(kind=kind, words=words)], ignore_conflicts=True)


def clear(kind: str) -> None:
    Alert.objects.filter(kind=kind, cleared_at=None).update(cleared_at=timezone.now())
