"""What was put on paper: one row for each version of a document in one language."""

import secrets
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.documents import kinds
from chamber.history.models import Logged

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


def private_name(document, filename):
    """A name nobody can guess; what people see is ``Document.file_name``."""
    return f"documents/{secrets.token_urlsafe(18)}.pdf"


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber's people see every document, others what is public.

        Who may read one private document is decided by its kind (``Document.is_visible_to``).
        """
        if user.is_authenticated and user.is_chamber:
            return self
        return self.filter(visibility=kinds.PUBLIC)

    def about(self, kind: str, subject: str) -> Self:
        return self.filter(kind=kind, subject=subject)

    def printed(self) -> Self:
        return self.exclude(printed_at=None)

    def newest(self) -> Self:
        """The highest version of each kind, subject and language."""
        return self.order_by("kind", "subject", "language", "-version").distinct(
            "kind", "subject", "language"
        )


class Document(Logged):
    """One version: printed once ``printed_at`` is set, before that as far as its job is."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("not made")

    kind = models.CharField(_("kind"), max_length=60)
    subject = models.CharField(max_length=100)  # key of what it is about, "all" where there is one
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=300)
    visibility = models.CharField(max_length=10)
    content_hash = models.CharField(max_length=64)
    file = models.FileField(upload_to=private_name, blank=True, max_length=200)
    pages = models.PositiveIntegerField(_("pages"), null=True)
    bytes = models.PositiveIntegerField(_("size"), null=True)
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("asked"), auto_now_add=True, db_default=Now())
    printed_at = models.DateTimeField(_("made"), null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "language", "version"], name="one_document_a_version"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("documents:file", args=[self.pk])

    @property
    def state(self):
        if self.printed_at:
            return self.State.READY
        return self.State.WAITING if self.job and self.job.is_unfinished else self.State.FAILED

    @property
    def kind_label(self):
        try:
            return kinds.get(self.kind).label
        except kinds.UnknownKind:
            return self.kind

    @property
    def file_name(self):
        """What the reader's computer calls it: "Words that mislead, version 3 (uk).pdf"."""
        title = " ".join(self.title.replace("/", " ").replace("\\", " ").split())[:120]
        return f"{title} {self.version} ({self.language}).pdf"

    @property
    def etag(self):
        return f'"{self.pk}-{self.content_hash[:16]}"'

    def is_visible_to(self, user):
        """What its kind says; of a kind that no app describes any more only the chamber reads."""
        try:
            return kinds.get(self.kind).visible(user, self.subject)
        except kinds.UnknownKind:
            return user.is_authenticated and user.is_chamber
