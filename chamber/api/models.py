"""Keys with which a program reads what its owner may read."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chamber.history.models import Logged

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class KeyQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """One's own."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def standing(self, *, at: datetime) -> Self:
        return self.filter(expires_at__gt=at, revoked_at=None)


class Key(Logged):
    """Of the key itself only the hash is kept, and its first letters to tell it by."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("what it is for"), max_length=80)
    begins = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        ordering = ["-pk"]

    def __str__(self):
        return self.name
