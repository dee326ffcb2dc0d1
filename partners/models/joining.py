"""How people come to belong to an organisation: they ask, or they are invited."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models.organisations import Organisation
from partners.models.people import Membership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class JoinRequestQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees all, owners those to their organisations, everybody their own."""
        if not user.is_authenticated:
            return self.none()
        if user.is_chamber:
            return self
        owned = Membership.objects.filter(person__user=user, role=Membership.Role.OWNER)
        return self.filter(Q(user=user) | Q(organisation__in=owned.values("organisation")))

    def open(self) -> Self:
        return self.filter(state=JoinRequest.State.ASKED)


class JoinRequest(models.Model):
    """ "I work here": an owner or the chamber says yes or no."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="join_requests"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(_("what you do there"), max_length=300)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(state="asked"),
                name="one_open_request_each",
            )
        ]

    def __str__(self):
        return f"{self.user_id} to {self.organisation_id}"

    def get_absolute_url(self):
        return reverse("partners:colleagues", args=[self.organisation.slug])


class ColleagueInvitationQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees all, owners those of their organisations."""
        if not user.is_authenticated:
            return self.none()
        if user.is_chamber:
            return self
        owned = Membership.objects.filter(person__user=user, role=Membership.Role.OWNER)
        return self.filter(organisation__in=owned.values("organisation"))

    def standing(self, *, at: datetime) -> Self:
        """Those that can still be accepted."""
        waiting = self.filter(accepted_at=None, link__revoked_at=None)
        return waiting.filter(link__expires_at__gt=at)


class ColleagueInvitation(models.Model):
    """A mail address that may take a role in an organisation, until its link ends."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="colleague_invitations"
    )
    email = models.EmailField(_("mail address"))
    role = models.CharField(_("role"), max_length=8, choices=Membership.Role)
    link = models.OneToOneField("links.Link", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

    objects = ColleagueInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation of a colleague")
        verbose_name_plural = _("invitations of colleagues")
        ordering = ["pk"]
        indexes = [models.Index(Lower("email"), name="colleague_address")]

    def __str__(self):
        return f"{self.organisation_id} {self.role}"
