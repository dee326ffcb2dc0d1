"""What has been sent once, and rows that notice when somebody else was faster."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction

if TYPE_CHECKING:
    from chamber.accounts.models import User


class SubmissionQuerySet(models.QuerySet):
    def forgotten(self, *, at: datetime, after: timedelta = timedelta(days=1)) -> Self:
        """Submissions nobody will send again by accident."""
        return self.filter(created_at__lt=at - after)


class Submission(models.Model):
    """One form that was sent: its key, who sent it to which page, and the answer it got."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    path = models.CharField(max_length=500)
    location = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = SubmissionQuerySet.as_manager()

    def __str__(self):
        return f"{self.path} {self.key}"

    def belongs_to(self, *, user: "User", path: str) -> bool:
        return self.user_id == user.pk and self.path == path


class Stale(Exception):
    """Somebody else saved this row since it was read."""

    def __init__(self, instance):
        super().__init__(f"{instance._meta.label} {instance.pk}: not version {instance.version}")
        self.instance = instance


class Versioned(models.Model):
    """A row that is saved only over the version it was read at; else ``save`` raises ``Stale``."""

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            return super().save(*args, **kwargs)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
        with transaction.atomic():
            self._claim_version()
            self.version += 1
            try:
                return super().save(*args, **kwargs)
            except BaseException:
                self.version -= 1
                raise

    def _claim_version(self) -> None:
        """Lock the row if it still has our version; PostgreSQL looks again after waiting."""
        rows = type(self)._base_manager.select_for_update(no_key=True)
        if not rows.filter(pk=self.pk, version=self.version).values_list("pk").first():
            raise Stale(self)
