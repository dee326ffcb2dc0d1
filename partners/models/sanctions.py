"""Sanctions lists, the names on them, and where one is like a name of the directory."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chamber.history.models import Logged
from partners.models.checks import ForTheChamber

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


def private_name(edition, filename):
    return f"sanctions/{secrets.token_urlsafe(18)}.csv"


class SanctionsList(models.Model):
    """A list by its name; what it says comes from its newest edition."""

    name = models.CharField(_("name of the list"), max_length=120, unique=True)
    source_url = models.URLField(_("address of the list"), max_length=500, blank=True)
    issued_on = models.DateField(_("issued on"), null=True)
    imported_at = models.DateTimeField(_("imported"), null=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    rows = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ForTheChamber.as_manager()

    class Meta:
        verbose_name = _("sanctions list")
        verbose_name_plural = _("sanctions lists")
        ordering = ["name"]

    def __str__(self):
        return self.name


class EditionQuerySet(ForTheChamber):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return super().visible_to(user).select_related("of")  # by which each is called

    def unneeded(self, *, before: datetime) -> Self:
        """Those whose files nobody needs any more."""
        return self.filter(created_at__lt=before).exclude(file="")


class ListEdition(Logged):
    """A file of a list on its way in. ``mapping`` is {column: field or ""}; ``counts`` what was
    read so far, its ``at`` the row up to which the file is applied."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("to be mapped")
        READING = "reading", _("being read")
        READ = "read", _("read")
        REFUSED = "refused", _("refused")

    of = models.ForeignKey(SanctionsList, on_delete=models.CASCADE, related_name="editions")
    issued_on = models.DateField(_("issued on"))
    file = models.FileField(upload_to=private_name, max_length=200)
    name = models.CharField(_("file"), max_length=200)
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)  # words about the first rows that were not understood
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.UPLOADED)
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a sanctions list")
        verbose_name_plural = _("editions of sanctions lists")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.of.name}, {self.issued_on}"

    def get_absolute_url(self):
        return reverse("partners:sanctions_edition", args=[self.pk])

    @property
    def is_at_work(self):
        return bool(self.job and self.job.is_unfinished)

    @property
    def may_be_read(self):
        return self.state != self.State.READ and not self.is_at_work


class SanctionedQuerySet(ForTheChamber):
    def listed(self) -> Self:
        return self.filter(is_gone=False)

    def unscreened(self) -> Self:
        """New or changed since they were last compared with the directory."""
        return self.listed().exclude(screened=F("content"))

    def screened(self) -> Self:
        return self.listed().filter(screened=F("content"))


class SanctionedName(models.Model):
    """One entry of a list. ``content`` is a hash of what it says, ``before`` that of the edition
    before, ``screened`` that under which it was compared with the directory."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ENTITY = "entity", pgettext_lazy("sanctions", "organisation")
        VESSEL = "vessel", _("vessel")
        OTHER = "other", _("other")

    of = models.ForeignKey(SanctionsList, on_delete=models.CASCADE, related_name="entries")
    edition = models.ForeignKey(ListEdition, on_delete=models.CASCADE, related_name="entries")
    entry = models.CharField(max_length=200)
    kind = models.CharField(max_length=6, choices=Kind)
    names = ArrayField(models.CharField(max_length=300))
    dates = ArrayField(models.CharField(max_length=40), default=list)
    countries = ArrayField(models.CharField(max_length=60), default=list)
    identifiers = ArrayField(models.CharField(max_length=100), default=list)
    numbers = ArrayField(models.CharField(max_length=100), default=list)  # of those, compact
    programme = models.CharField(max_length=300, blank=True)
    content = models.CharField(max_length=32)
    before = models.CharField(max_length=32, blank=True)
    screened = models.CharField(max_length=32, blank=True)
    is_gone = models.BooleanField(default=False)

    objects = SanctionedQuerySet.as_manager()

    class Meta:
        verbose_name = _("name on a sanctions list")
        verbose_name_plural = _("names on sanctions lists")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"],
                name="sanctioned_unscreened",
                condition=Q(is_gone=False) & ~Q(screened=F("content")),
            ),
            GinIndex(fields=["numbers"], name="sanctioned_numbers"),
        ]
        constraints = [models.UniqueConstraint(fields=["of", "entry"], name="one_entry_a_list")]

    def __str__(self):
        return self.names[0]


class ListedKey(models.Model):
    """A name of an entry, folded to be looked up by likeness; see ``trust.spelling``."""

    entry = models.ForeignKey(SanctionedName, on_delete=models.CASCADE, related_name="keys")
    is_person = models.BooleanField()
    key = models.CharField(max_length=200)

    class Meta:
        indexes = [
            GinIndex(
                fields=["key"],
                opclasses=["gin_trgm_ops"],
                name=f"listed_{name}",
                condition=Q(is_person=is_person),
            )
            for name, is_person in (("people", True), ("entities", False))
        ]

    def __str__(self):
        return self.key


class OwnKey(models.Model):
    """The same for a name of the directory, at the version of its row."""

    organisation = models.ForeignKey(
        "partners.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(
        "partners.Person", null=True, on_delete=models.CASCADE, related_name="+"
    )
    version = models.PositiveIntegerField()
    key = models.CharField(max_length=200)

    class Meta:
        indexes = [
            GinIndex(
                fields=["key"],
                opclasses=["gin_trgm_ops"],
                name=f"own_{name}",
                condition=Q(**{f"{name}__isnull": False}),
            )
            for name in ("organisation", "person")
        ]

    def __str__(self):
        return self.key

    @classmethod
    def out_of_date(cls, rows: Any, name: str) -> Any:
        """Those of ``rows`` that changed since their keys were written; ``name`` is the column."""
        written = cls.objects.filter(**{name: OuterRef("pk"), "version": OuterRef("version")})
        return rows.filter(~Exists(written))


class HitQuerySet(ForTheChamber):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """With both sides, by which each is called."""
        return super().visible_to(user).select_related("entry", "organisation", "person")

    def to_decide(self) -> Self:
        """Those that wait for a person."""
        open_states = (SanctionsHit.State.NEW, SanctionsHit.State.UNCLEAR)
        return self.filter(state__in=open_states, entry__is_gone=False)


class SanctionsHit(Logged):
    """A name of a list that is like one of the directory. It says nothing until a person decided;
    ``content`` is that of the entry when they did."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("sanctions", "to be looked at")
        UNCLEAR = "unclear", _("unclear")
        SAME = "same", _("the same")
        DIFFERENT = "different", _("somebody else")

    entry = models.ForeignKey(SanctionedName, on_delete=models.CASCADE, related_name="hits")
    organisation = models.ForeignKey(
        "partners.Organisation", null=True, on_delete=models.CASCADE, related_name="hits"
    )
    person = models.ForeignKey(
        "partners.Person", null=True, on_delete=models.CASCADE, related_name="hits"
    )
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)  # [what, ours, theirs]
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.NEW)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(null=True)
    content = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HitQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible match with a sanctions list")
        verbose_name_plural = _("possible matches with sanctions lists")
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["-score", "id"], name="hit_score")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", name], name=f"one_hit_{name}", condition=~Q(**{name: None})
            )
            for name in ("organisation", "person")
        ] + [
            models.CheckConstraint(
                condition=Q(organisation=None, person__isnull=False)
                | Q(organisation__isnull=False, person=None),
                name="hit_of_one",
            )
        ]

    def __str__(self):
        return f"{self.subject} / {self.entry}"

    def get_absolute_url(self):
        return reverse("partners:sanctions_hit", args=[self.pk])

    @property
    def subject(self):
        return self.organisation or self.person
