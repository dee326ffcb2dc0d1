"""People of organisations, and how one addresses them."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chamber.forms.models import Versioned
from chamber.history.models import Logged
from partners.models.organisations import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class Gender(models.TextChoices):
    """For the forms of address only; nothing is decided by it."""

    NONE = "", _("not said")
    FEMALE = "f", _("female")
    MALE = "m", _("male")


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees everybody, others themselves."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_chamber else self.filter(user=user)

    def called(self, words: str) -> Self:
        """Those with each of ``words`` in a name or the address, or of an organisation named so."""
        own = Q()
        for word in words.split():
            family, given = Q(family_name__icontains=word), Q(given_name__icontains=word)
            own &= family | given | Q(email__icontains=word)
        named = Membership.objects.filter(organisation__in=Organisation.objects.named(words))
        return self.filter(own | Q(pk__in=named.values("person")))


class Person(Logged, Versioned):
    """A contact of one or more organisations; an account is optional.

    ``vocative`` is how a Ukrainian letter begins ("Олено Петрівно"); ``passport_name`` is for
    letters of invitation.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    passport_name = models.CharField(_("name as in the passport"), max_length=160, blank=True)
    salutation = models.CharField(_("title before the name"), max_length=40, blank=True)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True, default="")
    vocative = models.CharField(_("Ukrainian vocative"), max_length=160, blank=True)
    job_title = models.CharField(_("function"), max_length=160, blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    language = models.CharField(
        _("language of letters"), max_length=2, choices=settings.LANGUAGES, default="en"
    )
    languages = ArrayField(
        models.CharField(max_length=2), verbose_name=_("languages spoken"), default=list, blank=True
    )
    is_demo = models.BooleanField(_("invented for the demonstration"), default=False)
    organisations = models.ManyToManyField(
        "partners.Organisation", through="partners.Membership", related_name="people"
    )
    resource = models.OneToOneField(
        "bookings.Resource",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="one_person_an_address", condition=~models.Q(email="")
            )
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("partners:person", args=[self.pk])

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip()


class MembershipQuerySet(models.QuerySet):
    def keeping(self) -> Self:
        """Those who write for their organisation and can be written to."""
        account = Q(person__user__is_active=True)
        reachable = account | Q(person__user=None) & ~Q(person__email="")
        keepers = (Membership.Role.OWNER, Membership.Role.EDITOR)
        return self.filter(reachable, role__in=keepers).select_related("person__user")

    def owners(self) -> Self:
        return self.filter(role=Membership.Role.OWNER)

    def role_of(self, user: "User | AnonymousUser", organisation: Organisation) -> str:
        """What this person is there; empty for who does not belong to it."""
        if not user.is_authenticated:
            return ""
        own = self.filter(person__user=user, organisation=organisation)
        return own.values_list("role", flat=True).first() or ""


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", pgettext_lazy("membership", "owner")
        EDITOR = "editor", _("editor")
        VIEWER = "viewer", _("viewer")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.VIEWER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="one_membership_each")
        ]

    def __str__(self):
        return f"{self.person_id} in {self.organisation_id}"
