"""How many people work where and in which industry: what location quotients are computed from."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clusters.models.figures import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class EmploymentTableQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What is in use is public; what is only looked through is the chamber's."""
        if user.is_authenticated and user.is_chamber:
            return self
        return self.in_use()

    def in_use(self) -> Self:
        return self.exclude(in_use_since=None)


class EmploymentTable(models.Model):
    """One file. ``faults`` are its rows that were not taken: [number, what is wrong, the cell]."""

    name = models.CharField(_("file"), max_length=200)
    faults = models.JSONField(default=list)
    in_use_since = models.DateTimeField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EmploymentTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("table of employment")
        verbose_name_plural = _("tables of employment")
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("clusters:employment_table", args=[self.pk])


class EmploymentRow(models.Model):
    """``region_key`` is the region as addresses and clusters know it."""

    table = models.ForeignKey(EmploymentTable, on_delete=models.CASCADE, related_name="rows")
    region = models.CharField(_("region"), max_length=120)
    region_key = models.SlugField(max_length=120)
    industry = models.ForeignKey(
        "partners.Industry", on_delete=models.PROTECT, related_name="employment"
    )
    employees = models.PositiveIntegerField(_("employees"))
    year = Year(_("year"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("row of a table of employment")
        verbose_name_plural = _("rows of tables of employment")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "region_key", "industry", "year"], name="one_employment_each"
            )
        ]

    def __str__(self):
        return f"{self.region} {self.industry_id} {self.year}"
