"""Putting the descriptive columns of one change back to what they were."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from chamber.history import registry
from chamber.history.changes import changes
from chamber.history.models import Logged

if TYPE_CHECKING:
    from chamber.accounts.models import User


class NothingToRevert(Exception):
    """The columns of this change are not descriptive, or somebody changed them again since."""


@transaction.atomic
def revert(subject: Logged, *, event: int, by: "User") -> Logged:
    """Undo change ``event`` of ``subject``, but only where its text still stands; log it.

    Raises ``NothingToRevert``, or ``ValidationError`` when the old text is no longer allowed.
    """
    kept = registry.kept(subject._meta.label_lower)
    fields = kept.fields if kept else frozenset()
    subject = type(subject)._base_manager.select_for_update(no_key=True).get(pk=subject.pk)
    change = next((change for change in changes(subject) if change.event == event), None)
    columns = [
        column
        for column in (change.columns if change else [])
        if column.name in fields and _stored(subject, column.name) == column.new
    ]
    if not columns:
        raise NothingToRevert
    for column in columns:
        setattr(subject, _attname(subject, column.name), column.old)
    subject.full_clean()
    subject.save()
    subject.log("reverted", by=by, event=event)
    return subject


def _stored(subject: Logged, name: str) -> Any:
    return getattr(subject, _attname(subject, name))


def _attname(subject: Logged, name: str) -> str:
    return next(one.attname for one in subject._meta.concrete_fields if one.name == name)
