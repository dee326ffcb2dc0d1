from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from partners.models.organisations import Organisation, Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class TechnologyQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Published ones are public; providers see their own drafts, the chamber all."""
        published = self.filter(status=Status.PUBLISHED)
        if not user.is_authenticated:
            return published
        if user.is_chamber:
            return self
        own = Organisation.objects.of(user)
        return self.filter(
            models.Q(status=Status.PUBLISHED) | models.Q(pk__in=self.filter(providers__in=own))
        )


class Technology(Logged, Versioned):
    """What it does for the citizens of a city and for the customers of a company.

    ``readiness`` is the technology readiness level, 1 to 9 (ISO 16290).
    """

    class Evidence(models.TextChoices):
        CLAIM = "claim", _("claimed by the provider")
        REFERENCE = "reference", _("a reference with figures")
        AUDITED = "audited", _("audited by a third party")

    providers = models.ManyToManyField(
        Organisation, verbose_name=_("providers"), related_name="technologies"
    )
    topics = models.ManyToManyField(
        "partners.Topic", verbose_name=_("topics"), blank=True, related_name="technologies"
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=2000)
    civic_benefit = models.TextField(_("what it does for citizens"), max_length=1000, blank=True)
    customer_benefit = models.TextField(
        _("what it does for customers"), max_length=1000, blank=True
    )
    readiness = models.PositiveSmallIntegerField(
        _("readiness level (1 to 9)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
    )
    evidence = models.CharField(
        _("evidence"), max_length=10, choices=Evidence, default=Evidence.CLAIM
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    is_demo = models.BooleanField(_("invented for the demonstration"), default=False)
    profile = models.OneToOneField(
        "partners.MatchProfile", null=True, editable=False, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TechnologyQuerySet.as_manager()

    class Meta:
        verbose_name = _("technology")
        verbose_name_plural = _("technologies")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(readiness=None) | models.Q(readiness__range=(1, 9)),
                name="readiness_is_a_level",
            )
        ]

    def __str__(self):
        return read(self, "title").words

    def get_absolute_url(self) -> str:
        return reverse("clusters:technology", args=[self.pk])
