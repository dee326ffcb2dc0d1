from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class Kind(models.TextChoices):
    FACT_FINDING = "fact-finding", _("fact-finding")
    TRANSFER = "technology-transfer", _("technology transfer")
    PORT = "port", _("port")
    EXHIBITION = "exhibition", _("exhibition")
    BUYERS = "incoming-buyers", _("incoming buyers")
    LEARNING = "learning", _("learning")


class MissionQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees all, others those that were made public and are past planning."""
        if user.is_authenticated and user.is_chamber:
            return self
        return self.filter(is_public=True).exclude(state__in=[Mission.State.DRAFT])

    def counted(self) -> Self:
        """Adds ``needs_n``, ``partners_n``, ``participants_n`` and ``items_n``."""
        parts = ("needs", "partners", "participants", "items")
        return self.annotate(**{f"{part}_n": number_of(part) for part in parts})

    def with_cities(self) -> Self:
        """Fetches the delegations and their cities along."""
        of_cities = Delegation.objects.select_related("city")
        return self.prefetch_related(models.Prefetch("delegations", of_cities))


def number_of(part: str, **only: Any) -> models.Subquery:
    """Counted by itself: joined with others they would multiply. None stands for no row."""
    own = Mission.objects.filter(pk=models.OuterRef("pk"), **only).values("pk")
    return models.Subquery(own.annotate(n=models.Count(part)).values("n"))


class Mission(Logged, Versioned):
    """Moments are aware; the programme lies between ``starts_at`` and ``ends_at``."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PLANNED = "planned", _("planned")
        INVITING = "inviting", _("invitations are out")
        CONFIRMED = "confirmed", pgettext_lazy("mission", "confirmed")
        RUNNING = "running", _("running")
        COMPLETED = "completed", _("completed")
        CANCELLED = "cancelled", pgettext_lazy("mission", "cancelled")

    title = models.CharField(_("title"), max_length=160)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=Kind), verbose_name=_("kinds"), default=list
    )
    objectives = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("objectives"), default=list
    )
    cities = models.ManyToManyField(
        "partners.Place",
        through="missions.Delegation",
        verbose_name=_("cities that travel"),
        related_name="missions",
    )
    host_region = models.CharField(_("host region"), max_length=80)
    host_places = models.ManyToManyField(
        "partners.Place", verbose_name=_("places that are visited"), blank=True, related_name="+"
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    answer_by = models.DateTimeField(_("answers until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    is_public = models.BooleanField(_("shown to everybody"), default=False)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whom to ask"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    needs = models.ManyToManyField(
        "citizens.Need",
        verbose_name=_("needs that travel along"),
        blank=True,
        related_name="missions",
    )
    pool = models.OneToOneField(
        "seats.Pool", editable=False, on_delete=models.PROTECT, related_name="mission"
    )
    is_demo = models.BooleanField(_("invented for the demonstration"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="mission_ends_after_it_starts",
                violation_error_message=_("A mission ends after it starts."),
            )
        ]

    def __str__(self):
        return read(self, "title").words

    def get_absolute_url(self):
        return reverse("missions:mission", args=[self.pk])


class Delegation(models.Model):
    """Those of one city; booked as a whole, so that it is never in two places."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="delegations")
    city = models.ForeignKey("partners.Place", on_delete=models.PROTECT, related_name="+")
    resource = models.OneToOneField(
        "bookings.Resource", editable=False, on_delete=models.PROTECT, related_name="delegation"
    )

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "city"], name="one_delegation_a_city")
        ]

    def __str__(self):
        return str(self.city)


class MissionTarget(models.Model):
    """What the mission is to reach, set beforehand."""

    class What(models.TextChoices):
        PARTICIPANTS = "participants", _("participants accepted")
        HOSTS = "hosts", _("visit hosts confirmed")
        NEEDS = "needs", _("needs with a visit or meeting")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="targets")
    what = models.CharField(_("what"), max_length=12, choices=What)
    value = models.PositiveIntegerField(_("target"))

    class Meta:
        verbose_name = _("target of a mission")
        verbose_name_plural = _("targets of missions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "what"], name="one_mission_target_each")
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.value}"


class MissionPartner(models.Model):
    """An organisation that receives the mission, and for which need it was chosen."""

    class State(models.TextChoices):
        CHOSEN = "chosen", _("chosen")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="hosted"
    )
    suggestions = models.ManyToManyField("partners.Suggestion", related_name="chosen_for")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHOSEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("partner of a mission")
        verbose_name_plural = _("partners of missions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "organisation"], name="one_partner_a_mission"
            )
        ]

    def __str__(self):
        return str(self.organisation)
