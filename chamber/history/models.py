"""The domain log: which verb was done to what, by whom and when.

Column by column changes are kept by pghistory's triggers; this is the line a person reads.
"""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.functions import TransactionNow
from django.db import models

if TYPE_CHECKING:
    from chamber.accounts.models import User


class EntryQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> Self:
        return self.filter(
            content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk
        )


class Entry(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.BigIntegerField()
    subject = GenericForeignKey()
    verb = models.CharField(max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The transaction's own time, so that a line and the columns changed with it find each other.
    at = models.DateTimeField(db_default=TransactionNow(), editable=False)
    data = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "-at"], name="entry_about")]

    def __str__(self):
        return f"{self.content_type_id}/{self.object_id} {self.verb}"


class Logged(models.Model):
    """A model whose verbs are written down: ``mission.log("invited", by=user, person=...)``."""

    class Meta:
        abstract = True

    def log(self, verb: str, *, by: "User | None", **data: Any) -> Entry:
        return Entry.objects.create(
            content_type=ContentType.objects.get_for_model(self),
            object_id=self.pk,
            verb=verb,
            by=by,
            data={
                key: value if isinstance(value, int) else str(value) for key, value in data.items()
            },
        )

    def log_entries(self) -> EntryQuerySet:
        return Entry.objects.about(self).select_related("by")
