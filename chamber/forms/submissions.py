"""A form counts once, however often it is sent."""

import uuid
from typing import TYPE_CHECKING

from chamber.forms.models import Submission

if TYPE_CHECKING:
    from chamber.accounts.models import User


def begin(key: uuid.UUID, *, user: "User", path: str) -> Submission:
    """The submission under ``key``, in the running transaction; a repeat has a ``location``.

    A second sender of the same key waits on the unique index until the first has finished, so an
    empty ``location`` is always our own. A key of somebody else, or of another page, is not
    honoured: the form then counts as a new one.
    """
    own = Submission(key=key, user_id=user.pk, path=path[:500])
    Submission.objects.bulk_create([own], ignore_conflicts=True)
    stored = Submission.objects.get(key=key)
    if stored.belongs_to(user=user, path=own.path):
        return stored
    return Submission.objects.create(key=uuid.uuid4(), user_id=user.pk, path=own.path)


def finish(submission: Submission, *, location: str) -> None:
    submission.location = location
    submission.save(update_fields=["location"])
