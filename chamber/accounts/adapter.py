"""Where allauth meets the portal."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from chamber.accounts import letters, links, vault
from chamber.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Its mails leave through the outbox, in the reader's language."""

    def send_mail(self, template_prefix, email, context):
        kind = template_prefix.rpartition("/")[2]
        values = dict(context)
        user = values.pop("user", None) or User.objects.filter(email__iexact=email).first()
        link = None
        if "activate_url" in values:
            link = links.to_confirm(user, email=email)
        elif kind == "password_reset_key":
            link = links.to_choose_password(user)
        letters.send(kind, to=email, user=user, link=link, **values)

    def get_user_display(self, user):
        return str(user)

    def get_password_change_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # not an address at all
            return False

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
