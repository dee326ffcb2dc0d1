"""What a port-developed city needs: the first link of the chain."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from partners.models.organisations import Kind, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class Horizon(models.TextChoices):
    SHORT = "short", _("short term, under 2 years")
    MEDIUM = "medium", _("medium term, 2–5 years")
    LONG = "long", _("long term, over 5 years")


class NeedQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Published needs are public; a city's officials see their drafts, the chamber all."""
        if not user.is_authenticated:
            return self.published()
        if user.is_chamber:
            return self
        own = models.Q(city__in=cities_of(user))
        return self.filter(models.Q(status=Need.Status.PUBLISHED) | own)

    def published(self) -> Self:
        return self.filter(status=Need.Status.PUBLISHED)

    def listed(self) -> Self:
        """Fetches along what a row of a list shows."""
        return self.select_related("city").prefetch_related("topics")


def cities_of(user: "User") -> list[int]:
    """Places whose council this person belongs to, with the right to write."""
    councils = Organisation.objects.filter(
        kind=Kind.CITY_COUNCIL,
        memberships__person__user=user,
        memberships__role__in=["owner", "editor"],
    )
    return list(councils.values_list("seat", flat=True))


class Need(Logged, Versioned):
    """``ask_inferred``: the source reports the problem, the wish was worded by the compiler.
    ``city_assigned``: the source is national; public pages name no city."""

    class Source(models.TextChoices):
        CITY = "city", _("the city")
        CITIZEN = "citizen", _("citizens")
        COMPANY = "company", _("a company")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", pgettext_lazy("need", "published")
        ANSWERED = "answered", pgettext_lazy("need", "answered")
        CLOSED = "closed", pgettext_lazy("need", "closed")

    class Budget(models.TextChoices):
        UNKNOWN = "", _("not known")
        UNDER_100K = "under-100k", _("under EUR 100,000")
        UNDER_1M = "under-1m", _("EUR 100,000 to EUR 1 million")
        UNDER_10M = "under-10m", _("EUR 1 million to EUR 10 million")
        OVER_10M = "over-10m", _("over EUR 10 million")

    city = models.ForeignKey(
        "partners.Place", verbose_name=_("city"), on_delete=models.PROTECT, related_name="needs"
    )
    title = models.CharField(_("what is needed"), max_length=200)
    summary = models.TextField(_("why and for whom"), max_length=4000)
    topics = models.ManyToManyField(
        "partners.Topic", verbose_name=_("topics"), blank=True, related_name="needs"
    )
    horizon = models.CharField(_("horizon"), max_length=6, choices=Horizon)
    evidence = models.TextField(_("evidence"), max_length=2000, blank=True)
    severity = models.PositiveSmallIntegerField(
        _("severity (1 to 5)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    people_affected = models.PositiveIntegerField(_("people affected"), null=True, blank=True)
    source = models.CharField(_("who says so"), max_length=8, choices=Source, default=Source.CITY)
    budget = models.CharField(
        _("budget"), max_length=10, choices=Budget, blank=True, default=Budget.UNKNOWN
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    compiled = models.BooleanField(_("compiled from public sources"), default=False)
    ask_inferred = models.BooleanField(_("the wish was worded by the compiler"), default=False)
    city_assigned = models.BooleanField(_("the source names no city"), default=False)
    reference = models.CharField(max_length=40, null=True, unique=True, editable=False)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    profile = models.OneToOneField(
        "partners.MatchProfile", null=True, editable=False, on_delete=models.SET_NULL
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-pk"]

    def __str__(self):
        return read(self, "title").words

    def get_absolute_url(self):
        return reverse("citizens:need", args=[self.pk])
