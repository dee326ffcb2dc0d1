"""What members write about their own organisation, until the chamber has published it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from partners.models.offers import Offer
from partners.models.organisations import Organisation, Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees all, owners and editors those of their organisations."""
        if not user.is_authenticated:
            return self.none()
        if user.is_chamber:
            return self
        return self.filter(organisation__in=Organisation.objects.kept_by(user))

    def open(self) -> Self:
        return self.exclude(state=Draft.State.PUBLISHED)

    def in_review(self) -> Self:
        """What the chamber has to read; not of what it has archived."""
        waiting = self.filter(state=Draft.State.REVIEW)
        return waiting.exclude(organisation__status=Status.ARCHIVED)

    def about(self, subject: "Organisation | Offer") -> Self:
        if isinstance(subject, Offer):
            return self.filter(offer=subject)
        return self.filter(organisation=subject, offer=None)


class Draft(Versioned):
    """The form of an organisation, or of one of its offers, as its members want it to be.

    ``values`` holds what each field of the form says, ``before`` what it said one version ago and
    ``base`` what was published when the member saw the field: where ``base`` is not what is
    published now, somebody else changed it meanwhile.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        RETURNED = "returned", _("returned")
        PUBLISHED = "published", _("published")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="drafts")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="drafts")
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    base = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(offer=None) & ~Q(state="published"),
                name="one_open_draft_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["offer"], condition=~Q(state="published"), name="one_open_draft_an_offer"
            ),
        ]
        indexes = [
            models.Index(fields=["sent_at"], name="draft_review", condition=Q(state="review"))
        ]

    def __str__(self):
        return str(self.subject)

    def get_absolute_url(self):
        return reverse("partners:draft", args=[self.pk])

    @property
    def subject(self) -> Organisation | Offer:
        return self.offer or self.organisation

    @property
    def is_open(self) -> bool:
        return self.state != self.State.PUBLISHED

    @property
    def is_in_review(self) -> bool:
        archived = self.organisation.status == Status.ARCHIVED
        return self.state == self.State.REVIEW and not archived

    @property
    def is_new(self) -> bool:
        """Whether its subject has never been public."""
        return self.subject.status in (Status.DRAFT, Status.REVIEW)
