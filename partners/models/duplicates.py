"""Two organisations that may be one, and two that were made one."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partners.models.organisations import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class DuplicatePairQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those who may merge weigh them."""
        may = user.is_authenticated and user.is_writing_staff
        return self if may else self.none()

    def waiting(self) -> Self:
        """Not decided, and neither of the two merged meanwhile."""
        alone = {"first__merged_into": None, "second__merged_into": None}
        return self.filter(state=DuplicatePair.State.NEW, **alone)


class DuplicatePair(models.Model):
    """Two that look like one, each pair once: ``first`` has the lower key. ``reasons`` is a list
    of {what, facts, weight}: what the reader's language makes sentences of."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("pair", "not decided")
        MERGED = "merged", _("merged")
        DIFFERENT = "different", _("two organisations")

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(null=True)
    found_at = models.DateTimeField()

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["state", "-score", "id"], name="pair_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_each"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]

    def __str__(self):
        return f"{self.first_id} and {self.second_id}"

    def get_absolute_url(self):
        return reverse("partners:merge", args=[self.pk])


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        may = user.is_authenticated and user.is_writing_staff
        return self if may else self.none()

    def standing(self) -> Self:
        return self.filter(undone_at=None)


class Merge(models.Model):
    """``gone`` was merged into ``kept``, with all that is needed to take it apart again.

    ``moved`` and ``left`` are lists of {model, columns, keys}: rows that pointed at the gone one,
    and those that could not follow; ``columns`` is {column: [before, after]}. ``before`` and
    ``after`` are {key: {column: value}} of the two; ``put_back`` says how the undoing went.
    """

    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    gone = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    moved = models.JSONField(default=list)
    left = models.JSONField(default=list)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    put_back = models.JSONField(default=list)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.gone_id} into {self.kept_id}"

    def get_absolute_url(self):
        return reverse("partners:merged", args=[self.pk])
