"""Where allauth meets the portal."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from chamber.accounts import letters, vault


class AccountAdapter(DefaultAccountAdapter):
    """Its mails leave through the outbox, in the reader's language."""

    def send_mail(self, template_prefix, email, context):
        user = context.get("user") or get_user_model().objects.filter(email__iexact=email).first()
        values = {key: value for key, value in context.items() if key != "user"}
        letters.send(template_prefix.rpartition("/")[2], to=email, user=user, **values)

    def get_user_display(self, user):
        return str(user)

    def get_password_change_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def is_reauthentication_required(self, *, app="", **kwargs):
        """Whoever signed in a moment ago need not say it again."""
        records = get_authentication_records(self.request, self.request.user)
        since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > since for record in records)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes are encrypted where they are stored."""

    def encrypt(self, text):
        return vault.lock(text)

    def decrypt(self, encrypted_text):
        try:
            return vault.unlock(encrypted_text)
        except vault.WrongKey:
            raise ValidationError(
                _("Your second factor can no longer be read. Ask an administrator to reset it.")
            ) from None
