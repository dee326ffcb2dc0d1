"""What the chamber knows about whom it deals with: checks, and the numbers it compared."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class ForTheChamber(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Nobody but the chamber's people, not even those whom it is about."""
        return self if user.is_authenticated and user.is_chamber else self.none()


class Seen(models.Model):
    """Something that somebody looked up: where, when and who."""

    source = models.CharField(_("where it was looked up"), max_length=300)
    url = models.URLField(_("address of the page"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ForTheChamber.as_manager()

    class Meta:
        abstract = True


class Check(Seen):
    """One check of an organisation or of a person; it is never changed, a newer one replaces it."""

    class Kind(models.TextChoices):
        DUE_DILIGENCE = "due-diligence", _("due diligence")
        SANCTIONS = "sanctions", _("sanctions lists")

    class Result(models.TextChoices):
        CLEAR = "clear", _("nothing found")
        CONCERN = "concern", _("concern")
        BLOCKED = "blocked", _("blocked")
        OPEN = "open", _("open question")

    organisation = models.ForeignKey(
        "partners.Organisation", null=True, on_delete=models.CASCADE, related_name="checks"
    )
    person = models.ForeignKey(
        "partners.Person", null=True, on_delete=models.CASCADE, related_name="checks"
    )
    kind = models.CharField(_("what was checked"), max_length=14, choices=Kind)
    result = models.CharField(_("result"), max_length=8, choices=Result)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None, person__isnull=False)
                | Q(organisation__isnull=False, person=None),
                name="check_of_one",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.result}"


class IdentifierCheck(Seen):
    """A number compared with its register or a document."""

    class Result(models.TextChoices):
        MATCHES = "matches", _("matches")
        DIFFERS = "differs", _("does not match")
        NOT_FOUND = "not-found", _("not found")

    identifier = models.ForeignKey(
        "partners.Identifier", on_delete=models.CASCADE, related_name="checks"
    )
    result = models.CharField(_("result"), max_length=9, choices=Result)

    class Meta:
        verbose_name = _("check of a number")
        verbose_name_plural = _("checks of numbers")
        ordering = ["-checked_on", "-pk"]

    def __str__(self):
        return f"{self.identifier_id} {self.result}"
