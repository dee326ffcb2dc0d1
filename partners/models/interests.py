"""Somebody would like to meet an organisation; who it is stays unsaid until both sides agree."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chamber.history.models import Logged
from partners.models.people import Membership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User

STANDS = timedelta(days=30)  # for so long the other side may answer
KEPT = timedelta(days=365)
WRITING = (Membership.Role.OWNER, Membership.Role.EDITOR)


def new_reference() -> str:
    """Says nothing of its row: neither who, nor when, nor how many."""
    return f"EI-{get_random_string(8, 'ABCDEFGHJKMNPQRSTUVWXYZ23456789')}"


class InterestQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees all, others what they asked, or may answer for their organisation."""
        if not user.is_authenticated:
            return self.none()
        if user.is_chamber:
            return self
        return self.filter(Q(person__user=user) | Q(organisation__in=_written_for(user)))

    def asked_by(self, user: "User") -> Self:
        return self.filter(person__user=user)

    def received_by(self, user: "User") -> Self:
        """Those that ``user`` may answer as owner or editor of the organisation."""
        own = self.filter(organisation__in=_written_for(user))
        return own.exclude(person__user=user)

    def open(self) -> Self:
        return self.filter(state__in=ExpressionOfInterest.OPEN)

    def accepted(self) -> Self:
        return self.filter(state=ExpressionOfInterest.State.ACCEPTED)

    def between(self, organisation: models.Model, user: "User | AnonymousUser") -> list[Any]:
        """Those of ``user`` and ``organisation``, whoever of the two asked; one query."""
        if not user.is_authenticated:
            return []
        either = Q(organisation=organisation, person__user=user)
        either |= Q(asker=organisation, organisation__in=_written_for(user), state="accepted")
        return list(self.filter(either).select_related("person__user", "contact__user"))

    def over(self, *, at: datetime) -> Self:
        """Those that came to nothing, and long ago."""
        nothing = ("declined", "withdrawn", "expired")
        return self.filter(state__in=nothing, decided_at__lt=at - KEPT)


def _written_for(user: "User") -> models.QuerySet:
    writing = Membership.objects.filter(person__user=user, role__in=WRITING)
    return writing.values("organisation")


class ExpressionOfInterest(Logged):
    """``person`` of ``asker`` would like to meet ``organisation``, about ``profile`` if one is
    named (an offer, a technology). ``contact`` is whom the other side names when it says yes.

    ``told`` names the facts about ``asker`` that many share: these the other side may see at once.
    """

    class State(models.TextChoices):
        SENT = "sent", _("waits for an answer")
        HELD = "held", _("the chamber has a look first")
        ACCEPTED = "accepted", pgettext_lazy("interest", "accepted")
        DECLINED = "declined", pgettext_lazy("interest", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("interest", "withdrawn")
        EXPIRED = "expired", pgettext_lazy("interest", "no answer in time")

    class Reason(models.TextChoices):
        NO_CAPACITY = "capacity", _("no time or capacity now")
        NO_FIT = "fit", _("does not fit what we do")
        HAVE_PARTNER = "partner", _("we have a partner for this")
        NOT_CLEAR = "unclear", _("not clear enough what is wanted")
        OTHER = "other", _("another reason")

    OPEN = (State.SENT, State.HELD)

    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=new_reference, editable=False
    )
    person = models.ForeignKey("partners.Person", on_delete=models.CASCADE, related_name="+")
    asker = models.ForeignKey(
        "partners.Organisation", on_delete=models.CASCADE, related_name="interests_sent"
    )
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.CASCADE, related_name="interests_received"
    )
    profile = models.ForeignKey(
        "partners.MatchProfile", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    want = models.TextField(_("What do you want?"), max_length=800)
    why = models.TextField(_("Why you?"), max_length=800)
    next = models.TextField(_("What should come next?"), max_length=500)
    told = ArrayField(models.CharField(max_length=10), default=list)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("answer by"))
    reminders = models.PositiveSmallIntegerField(default=0)
    held_at = models.DateTimeField(null=True)
    contact = models.ForeignKey(
        "partners.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    reason_words = models.CharField(_("in your own words"), max_length=500, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    follow_up = models.OneToOneField(
        "jobs.Task", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "organisation"],
                condition=Q(state__in=("sent", "held")),
                name="one_open_interest_a_pair",
            ),
            models.CheckConstraint(
                condition=~Q(asker=models.F("organisation")), name="interest_in_another"
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], name="interest_open", condition=Q(state__in=("sent", "held"))
            ),
            models.Index(fields=["person", "sent_at"], name="interest_of_person"),
        ]

    def __str__(self):
        return gettext("Expression of interest %(reference)s") % {"reference": self.reference}

    def get_absolute_url(self) -> str:
        return reverse("partners:interest", args=[self.reference])

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def about(self):
        """What is asked about, in the reader's language."""
        return self.profile.title if self.profile else str(self.organisation)

    @property
    def status(self):
        """Kind and words, as the status tag takes them."""
        state = self.State
        kinds = {state.SENT: "now", state.HELD: "waiting", state.ACCEPTED: "ok"}
        return kinds.get(self.state, "planned"), self.get_state_display()
