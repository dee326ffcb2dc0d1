"""What an organisation offers or asks for, by the five partnering types of the EEN."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from partners.models.organisations import Organisation, Status, Visibility
from partners.models.reading import Reach, Reader

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class OfferQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser | Reader") -> Self:
        """Published offers of the organisations this reader may see, and one's own."""
        reader = Reader.of(user)
        if reader.reach >= Reach.CHAMBER:
            return self
        shown = Q(
            status=Status.PUBLISHED,
            visibility__in=reader.visibilities,
            organisation__in=Organisation.objects.visible_to(reader),
        ) & (Q(expires_on=None) | Q(expires_on__gte=timezone.localdate()))
        return (
            self.filter(shown | Q(organisation__in=reader.own))
            if reader.own
            else self.filter(shown)
        )


class Offer(Logged, Versioned):
    """``compiled``: reworded from the public page in ``source_url``, not written by the owner."""

    class Kind(models.TextChoices):
        TECHNOLOGY_OFFER = "technology-offer", _("technology offer")
        TECHNOLOGY_REQUEST = "technology-request", _("technology request")
        BUSINESS_OFFER = "business-offer", _("business offer")
        BUSINESS_REQUEST = "business-request", _("business request")
        RESEARCH_REQUEST = "research-request", _("research request")

    class Stage(models.TextChoices):
        UNKNOWN = "", _("not said")
        IDEA = "idea", _("an idea")
        DEVELOPMENT = "development", _("in development")
        DEMONSTRATED = "demonstrated", _("demonstrated")
        MARKET = "market", _("on the market")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TECHNOLOGY_OFFER)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=2000)
    advantages = models.TextField(_("advantages"), max_length=1000, blank=True)
    partner_sought = models.TextField(_("partner sought"), max_length=1000, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, blank=True, default="")
    ipr = models.CharField(_("intellectual property"), max_length=200, blank=True)
    keywords = ArrayField(
        models.CharField(max_length=80), verbose_name=_("keywords"), default=list, blank=True
    )
    topics = models.ManyToManyField(
        "partners.Topic", verbose_name=_("topics"), blank=True, related_name="offers"
    )
    visibility = models.CharField(
        _("visible to"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    expires_on = models.DateField(_("stands until"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)
    compiled = models.BooleanField(_("compiled from public sources"), default=False)
    reference = models.CharField(max_length=40, null=True, unique=True, editable=False)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    profile = models.OneToOneField(
        "partners.MatchProfile", null=True, editable=False, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-pk"]

    def __str__(self):
        return read(self, "title").words

    def get_absolute_url(self) -> str:
        return reverse("partners:offer", args=[self.pk])
