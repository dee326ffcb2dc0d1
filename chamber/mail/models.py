"""The outbox: every mail that leaves the portal is a row first."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chamber.mail.querysets import OutgoingMailQuerySet
from chamber.mail.states import State


class OutgoingMail(models.Model):
    """One mail to one address.

    ``started_at`` is set, and committed, before the SMTP transaction of this row begins and cleared
    with its result: a row whose lease ends with it set may have been sent.
    """

    kind = models.CharField(max_length=100)  # template, for people who read the list
    dedupe_key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200)
    to = models.EmailField(_("to"))
    name = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)  # an iCalendar object with a METHOD
    unsubscribe = models.ForeignKey(
        "links.Link",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    crashes = models.PositiveSmallIntegerField(default=0)
    maybe_twice = models.BooleanField(_("may have been sent twice"), default=False)
    error = models.TextField(_("reason"), blank=True)
    lease = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    not_before = models.DateTimeField(_("not before"))
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="mail_due",
                condition=models.Q(state__in=[State.QUEUED, State.RETRY]),
            ),
            models.Index(
                fields=["lease_until"],
                name="mail_leased",
                condition=models.Q(state=State.IN_FLIGHT),
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.to}"

    @property
    def can_be_cancelled(self):
        return self.state in (State.QUEUED, State.RETRY, State.QUARANTINED)

    @property
    def can_be_sent_again(self):
        return self.state in (State.FAILED, State.QUARANTINED, State.CANCELLED)


class Attachment(models.Model):
    """A file of the portal that travels with a mail; read when the mail is sent."""

    mail = models.ForeignKey(OutgoingMail, on_delete=models.CASCADE, related_name="attachments")
    file = models.CharField(max_length=300)  # name in the private storage
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100, default="application/pdf")

    def __str__(self):
        return self.name


class Gate(models.Model):
    """One row for the whole queue: closed while the mail server refuses us or does not answer."""

    closed_until = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    needs_person = models.BooleanField(default=False)  # authentication: waiting does not help
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_gate")]

    def __str__(self):
        return self.reason or "open"
