"""Make an account that can sign in at once: of the demonstration, or the first administrator."""

import sys

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from chamber.accounts.models import Role, User


class Command(BaseCommand):
    help = "Create an account with a confirmed mail address, or bring an existing one up to date."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", default=Role.NONE, choices=Role.values)
        parser.add_argument("--language", default="en", choices=dict(settings.LANGUAGES))
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )
        parser.add_argument("--totp-secret", default="", help="base32, for an authenticator app")
        parser.add_argument("--demo", action="store_true", help="an invented person")

    @transaction.atomic
    def handle(self, *, email, password_stdin, totp_secret, **options):
        if options["demo"] and not settings.DEMO:
            raise CommandError("Invented people are for a portal with PORTAL_DEMO=1 only.")
        user = self._user(email, options)
        if password_stdin:
            self._give_password(user, sys.stdin.readline().rstrip("\n"))
        user.save()
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": True}
        )
        if totp_secret:
            user.authenticator_set.all().delete()
            TOTP.activate(user, totp_secret)
            RecoveryCodes.activate(user)
        self.stdout.write(f"{user.email}: {user.get_role_display()}")

    def _user(self, email, options):
        email = email.lower()
        self._check(validate_email, email)
        user = User.objects.filter(email=email).first() or User(email=email)
        if not user.pk:
            user.set_unusable_password()
        user.name = options["name"] or user.name or email.partition("@")[0]
        user.role, user.language, user.is_demo = (
            options["role"],
            options["language"],
            options["demo"],
        )
        return user

    def _give_password(self, user, password):
        self._check(validate_password, password, user)
        user.set_password(password)

    def _check(self, validate, *args):
        try:
            validate(*args)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
