"""Shortlists: a few organisations in an order, each with a word why."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.slots import Slot
from partners.models.organisations import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User

shown = Slot("shown shortlists")  # (user) -> keys of those that an app above shows this person


class ShortlistQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """One's own, those shared with the chamber or with this person, and those shown by what
        stands above."""
        if not user.is_authenticated:
            return self.none()
        told = ShortlistReader.objects.filter(shortlist=OuterRef("pk"), address=user.email.lower())
        seen = Q(owner=user) | Q(Exists(told))
        if user.is_chamber:
            seen |= Q(for_chamber=True)
        for keys in shown:
            seen |= Q(pk__in=keys(user))
        return self.filter(seen)

    def changed_by(self, user: "User") -> Self:
        """Those whose rows this person may change: one's own, and the chamber's."""
        mine = Q(owner=user)
        return self.filter(mine | Q(for_chamber=True) if user.is_writing_staff else mine)


class Shortlist(models.Model):
    """``readers`` only read; ``for_chamber``: all staff read it, writing staff change its rows."""

    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shortlists"
    )
    for_chamber = models.BooleanField(_("shared with the staff of the chamber"), default=False)
    organisations = models.ManyToManyField(
        Organisation, through="partners.ShortlistRow", related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("shortlist")
        verbose_name_plural = _("shortlists")
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:shortlist", args=[self.pk])

    def may_be_changed_by(self, user: "User") -> bool:
        return self.owner_id == user.pk or (self.for_chamber and user.is_writing_staff)

    def rows_for(self, user: "User | AnonymousUser") -> "models.QuerySet[ShortlistRow]":
        return ShortlistRow.objects.seen_by(user).filter(shortlist=self)


class ShortlistRowQuerySet(models.QuerySet):
    def seen_by(self, user: "User | AnonymousUser") -> Self:
        """In their order, those whose organisation this reader may see."""
        seen = Organisation.objects.visible_to(user)
        return self.filter(organisation__in=seen).order_by("position", "pk")


class ShortlistRow(models.Model):
    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="rows")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)
    why = models.CharField(_("why"), max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ShortlistRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a shortlist")
        verbose_name_plural = _("rows of shortlists")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "organisation"], name="once_a_shortlist")
        ]

    def __str__(self):
        return str(self.organisation)


class ShortlistReader(models.Model):
    """By mail address, known to the portal or not: sharing tells nobody who has an account."""

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="readers")
    address = models.EmailField(_("mail address"))

    class Meta:
        verbose_name = _("reader of a shortlist")
        verbose_name_plural = _("readers of shortlists")
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "address"], name="one_reader_an_address")
        ]

    def __str__(self):
        return self.address
