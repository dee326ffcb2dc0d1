"""Searches of the directory that somebody keeps, and may be written to about."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class SavedSearchQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """One's own; the chamber sees those for all staff too."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(owner=user)
        return self.filter(mine | Q(for_staff=True) if user.is_chamber else mine)

    def due(self, *, at: datetime) -> Self:
        """Those whose day or week is over, by the calendar of Brussels."""
        today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        daily = Q(alert=SavedSearch.Alert.DAILY, looked_at__lt=today)
        week = timezone.make_aware((today - timedelta(days=6)).replace(tzinfo=None))
        return self.filter(daily | Q(alert=SavedSearch.Alert.WEEKLY, looked_at__lt=week))


class SavedSearch(models.Model):
    """``query`` is the query string of the list; ``language`` that in which its words are looked
    for. ``seen`` has the keys of the organisations that were found until ``looked_at``."""

    class View(models.TextChoices):
        LIST = "organisations", _("list")
        CARDS = "cards", _("cards")
        MAP = "map", _("map")

    class Alert(models.TextChoices):
        NEVER = "never", _("never")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="searches"
    )
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(max_length=2000, blank=True)
    view = models.CharField(_("opens as"), max_length=14, choices=View, default=View.LIST)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    alert = models.CharField(
        _("write to me about new ones"), max_length=6, choices=Alert, default=Alert.NEVER
    )
    for_staff = models.BooleanField(_("for all staff"), default=False)
    seen = ArrayField(models.BigIntegerField(), default=list, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(
                fields=["looked_at"],
                name="search_with_alert",
                condition=~Q(alert="never"),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def params(self) -> QueryDict:
        return QueryDict(self.query)

    def get_absolute_url(self):
        url = reverse(f"partners:{self.view}")
        return f"{url}?{self.query}" if self.query else url
