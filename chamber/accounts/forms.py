"""The forms with which administrators look after accounts, and people after their own name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chamber.accounts.models import Role, User

CHAMBER_ROLES = [choice for choice in Role.choices if choice[0] != Role.NONE]


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("Your name"), "language": _("Language of the portal and of your mails")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "language": forms.RadioSelect,
        }


class AccessForm(forms.ModelForm):
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, widget=forms.RadioSelect, required=False
    )

    class Meta:
        model = User
        fields = ["role", "is_active"]
        labels = {"is_active": _("This account is open")}

    def clean_role(self):
        """To have none is an answer too; to say nothing is not."""
        if self.add_prefix("role") not in self.data:
            raise forms.ValidationError(self.fields["role"].error_messages["required"], "required")
        return self.cleaned_data["role"]


class InviteForm(forms.ModelForm):
    role = forms.ChoiceField(
        label=_("Role"), choices=CHAMBER_ROLES, initial=Role.STAFF, widget=forms.RadioSelect
    )

    class Meta:
        model = User
        fields = ["name", "email", "role", "language"]
        labels = {"language": _("Language of the portal and of the mails")}
        widgets = {"language": forms.RadioSelect}

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("This mail address has an account already."))
        return email


class ResetForm(forms.Form):
    """Why a second factor is removed, and how the administrator knows who asks."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays in the history of this account: no names, no health matters."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    spoken = forms.ChoiceField(
        label=_("How did you speak with this person?"),
        help_text=_("A mail or a message is not enough: anybody could have written it."),
        choices=[
            ("met", _("we met")),
            ("video", _("on video")),
            ("telephone", _("by telephone, at a number we knew before")),
        ],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("I am sure that it was this person who asked me."))
