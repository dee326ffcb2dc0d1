"""What is known of a cluster in figures: each has a year, a unit and a source."""

from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class Year(models.PositiveSmallIntegerField):
    """A year of our calendar, old enough for a university."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [MinValueValidator(1000), MaxValueValidator(2100)])
        super().__init__(*args, **kwargs)


class Indicator(models.TextChoices):
    """The fixed vocabulary in which clusters are compared, in the order of the comparison."""

    MEMBERS = "members", _("members of the cluster")
    COMPANIES = "companies", _("companies")
    EMPLOYMENT = "employment", _("employment")
    EMPLOYMENT_SHARE = "employment-share", _("share of all jobs")
    VALUE_ADDED = "value-added", _("turnover or value added")
    GROWTH = "growth", _("economic growth")
    EXPORTS = "exports", _("exports")
    VENTURE_CAPITAL = "venture-capital", _("venture capital and other investment")
    PUBLIC_FUNDING = "public-funding", _("public funding")
    RESEARCH = "research", _("spending on research and development")
    PATENTS = "patents", _("patents")
    STARTUPS = "startups", _("start-ups and spin-offs")
    UNICORNS = "unicorns", _("unicorns")
    STUDENTS = "students", _("students and researchers")


class Unit(models.TextChoices):
    NUMBER = "number", _("in number")
    JOBS = "jobs", _("jobs")
    PERCENT = "percent", _("per cent")
    EUR_MILLION = "eur-million", _("million EUR")
    EUR_BILLION = "eur-billion", _("billion EUR")
    USD_MILLION = "usd-million", _("million USD")
    USD_BILLION = "usd-billion", _("billion USD")
    GBP_MILLION = "gbp-million", _("million GBP")
    GBP_BILLION = "gbp-billion", _("billion GBP")
    SGD_BILLION = "sgd-billion", _("billion SGD")


class ClusterIndicatorQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Published figures are public."""
        return self

    def in_order(self) -> list["ClusterIndicator"]:
        """As the vocabulary has them, the newest year first."""
        order = {key: at for at, key in enumerate(Indicator.values)}
        return sorted(self, key=lambda one: (order[one.indicator], -one.last_year, one.pk))


class ClusterIndicator(Versioned):
    """``year_until`` ends a period; ``to_be_checked`` marks a figure at second hand."""

    cluster = models.ForeignKey(
        "clusters.Cluster", on_delete=models.CASCADE, related_name="figures"
    )
    indicator = models.CharField(_("indicator"), max_length=20, choices=Indicator)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=12, choices=Unit)
    year = Year(_("year"))
    year_until = Year(_("until the year"), null=True, blank=True)
    note = models.CharField(_("what the figure covers"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    to_be_checked = models.BooleanField(_("still to be checked at the first source"), default=False)

    objects = ClusterIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure of a cluster")
        verbose_name_plural = _("figures of clusters")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year_until=None) | Q(year_until__gt=F("year")),
                name="figure_period_has_two_ends",
            )
        ]

    def __str__(self):
        return f"{self.get_indicator_display()}, {self.years}"

    @property
    def years(self):
        return f"{self.year}–{self.year_until}" if self.year_until else str(self.year)

    @property
    def last_year(self):
        return self.year_until or self.year

    @property
    def amount(self):
        """The value as the language writes it, without zeros at its end."""
        value = self.value.quantize(1) if self.value == int(self.value) else self.value.normalize()
        return number_format(value, force_grouping=True)

    @property
    def unit_words(self):
        """Behind the value; a plain number needs no unit."""
        return "" if self.unit == Unit.NUMBER else self.get_unit_display()
