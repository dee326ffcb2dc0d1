"""Who comes along, and what each was asked and answered."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chamber.history.models import Logged
from missions.models.missions import Delegation, Mission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees everybody, others themselves."""
        if not user.is_authenticated:
            return self.none()
        rows = self.select_related("person")  # by whose name each is called
        return rows if user.is_chamber else rows.filter(person__user=user)

    def accepted(self) -> Self:
        return self.filter(state=Participant.State.ACCEPTED)


class Participant(Logged):
    """``places``: the person and those who accompany them. ``seat`` is held in the mission's pool
    from the yes until it is given back; a maybe holds none."""

    class Side(models.TextChoices):
        DELEGATION = "delegation", _("delegation")
        HOST = "host", pgettext_lazy("side", "host")
        CHAMBER = "chamber", _("chamber")

    class State(models.TextChoices):
        CHOSEN = "chosen", _("not invited yet")
        INVITED = "invited", pgettext_lazy("participant", "invited")
        ACCEPTED = "accepted", _("comes")
        TENTATIVE = "tentative", _("maybe")
        DECLINED = "declined", _("cannot come")
        WAITING = "waiting", _("waits for a place")
        OFFERED = "offered", _("a place is offered")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        "partners.Person", on_delete=models.PROTECT, related_name="participations"
    )
    organisation = models.ForeignKey(
        "partners.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    side = models.CharField(_("comes for"), max_length=10, choices=Side, default=Side.DELEGATION)
    delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="participants"
    )
    role = models.CharField(_("role in the mission"), max_length=120, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHOSEN)
    seat = models.OneToOneField(
        "seats.Seat",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="participant",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "person"], name="one_participant_a_person")
        ]

    def __str__(self):
        return str(self.person)

    def turn(self, state: "Participant.State") -> None:
        self.state = state
        self.save(update_fields=["state"])


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees all, others those to themselves."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_chamber else self.filter(participant__person__user=user)


class Invitation(Logged):
    """One a participant. ``round`` joins those that were sent, and can be taken back, together."""

    class Answer(models.TextChoices):
        NONE = "", _("no answer yet")
        YES = "yes", _("yes")
        MAYBE = "maybe", _("maybe")
        NO = "no", _("no")

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="invitation"
    )
    mail = models.ForeignKey(
        "mail.OutgoingMail", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    link = models.OneToOneField("links.Link", null=True, on_delete=models.SET_NULL)
    calendar_entry = models.OneToOneField("calendar.CalendarEntry", on_delete=models.PROTECT)
    round = models.UUIDField(null=True)
    answer = models.CharField(
        _("answer"), max_length=5, choices=Answer, blank=True, default=Answer.NONE
    )
    answered_at = models.DateTimeField(null=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["pk"]

    def __str__(self):
        return f"Invitation {self.pk}"

    def get_absolute_url(self):
        return reverse("missions:invitation", args=[self.participant.mission_id, self.pk])
