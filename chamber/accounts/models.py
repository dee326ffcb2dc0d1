"""People who sign in. The mail address is the login; rights beyond the roles come from above."""

from typing import Any

import rules
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from chamber.history.models import Logged


class Role(models.TextChoices):
    """Roles of the chamber's own people; everybody else has none and lives by memberships."""

    NONE = "", _("no role at the chamber")
    READ_ONLY = "read-only", _("read-only staff")
    STAFF = "staff", _("staff")
    ADMINISTRATOR = "administrator", _("administrator")


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Administrators see everybody, others themselves."""
        if getattr(user, "is_administrator", False):
            return self
        return self.filter(pk=user.pk)

    def of_the_chamber(self):
        return self.exclude(role=Role.NONE)

    def administrators(self):
        """Those who can act: a closed account does not count."""
        return self.filter(role=Role.ADMINISTRATOR, is_active=True)

    def with_second_factor(self):
        """Adds ``second_factor``, yes or no, to each row."""
        from allauth.mfa.models import Authenticator

        own = Authenticator.objects.filter(user=models.OuterRef("pk"))
        return self.annotate(second_factor=models.Exists(own))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(Logged, AbstractBaseUser):
    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(
        _("role"), max_length=20, choices=Role, default=Role.NONE, blank=True, db_default=""
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="en"
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(_("invented for the demonstration"), default=False)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:person", args=[self.pk])

    @property
    def is_chamber(self):
        return self.role != Role.NONE

    @property
    def is_writing_staff(self):
        return self.role in (Role.STAFF, Role.ADMINISTRATOR)

    @property
    def is_administrator(self):
        return self.role == Role.ADMINISTRATOR

    @cached_property
    def has_second_factor(self):
        from allauth.mfa.utils import is_mfa_enabled

        return is_mfa_enabled(self)

    def has_perm(self, perm, obj=None):
        """Rights come from the rules of the apps and from nowhere else."""
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_perms(self, perms, obj=None):
        return all(self.has_perm(perm, obj) for perm in perms)
