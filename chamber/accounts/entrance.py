"""The forms of signing in, in our words: allauth's own say the label again inside the field."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chamber.accounts.models import User

LONGEST_ADDRESS = User._meta.get_field("email").max_length
LABELS = {
    "email": _("Mail address"),
    "login": _("Mail address"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("The same password again"),
    "oldpassword": _("Your password now"),
    "code": _("Code"),
    "name": _("Name of the passkey"),
    "passwordless": _("Sign in with this passkey alone, without a password"),
}


class Worded:
    """Labels from the portal's own vocabulary, no placeholders."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels().get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):  # allauth takes more than the outbox can keep
                field.validators.append(MaxLengthValidator(LONGEST_ADDRESS))

    def labels(self):
        return LABELS


class LoginForm(Worded, account.LoginForm):
    pass


class SignupForm(Worded, account.SignupForm):
    """Somebody who has an account already gets the same answer, after the same work."""

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]

    def labels(self):
        return LABELS | {"name": _("Your name"), "password1": _("Password")}

    def try_save(self, request):
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def custom_signup(self, request, user):
        user.name = self.cleaned_data["name"]
        user.language = get_language() or "en"
        user.save(update_fields=["name", "language"])


class AddEmailForm(Worded, account.AddEmailForm):
    def labels(self):
        return {"email": _("New mail address")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    pass


class SetPasswordForm(Worded, account.SetPasswordForm):
    pass


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    pass


class AuthenticateForm(Worded, mfa.AuthenticateForm):
    pass


class ReauthenticateCodeForm(Worded, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(Worded, totp.ActivateTOTPForm):
    pass


class Credential(forms.JSONField):
    """What a passkey says. Endless numbers and nestings, which Django takes, are wrong too."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data, initial):
        return initial  # it is good once


class AddWebAuthnForm(Worded, webauthn.AddWebAuthnForm):
    credential = Credential(widget=forms.HiddenInput)


class AuthenticateWebAuthnForm(webauthn.AuthenticateWebAuthnForm):
    credential = Credential(widget=forms.HiddenInput)


class LoginWebAuthnForm(webauthn.LoginWebAuthnForm):
    credential = Credential(widget=forms.HiddenInput)


class ReauthenticateWebAuthnForm(webauthn.ReauthenticateWebAuthnForm):
    credential = Credential(widget=forms.HiddenInput)


class EditWebAuthnForm(Worded, webauthn.EditWebAuthnForm):
    pass
