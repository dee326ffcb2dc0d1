"""What members write about their own organisation: the chamber's forms without the chamber's own
fields, and what such a form says as texts that can be kept and compared."""

from copy import copy

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.forms.offers import OfferForm
from partners.forms.organisations import OrganisationForm
from partners.keeping.terms import LONGEST, YEAR
from partners.models import Membership, Offer


class OwnForm:
    """``chamber_only`` are the fields that stay with the chamber."""

    chamber_only: tuple = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.chamber_only:
            self.fields.pop(name, None)


class OwnOrganisationForm(OwnForm, OrganisationForm):
    """What a member may propose."""

    chamber_only = ("status", "source")

    def taken_by(self, other):
        """Whose it is is not for everybody: that organisation may not be public."""
        return _("This number belongs to another organisation. Ask to join it, or write to us.")


class OwnOfferForm(OwnForm, OfferForm):
    chamber_only = ("status", "source_url")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        ends = self.fields["expires_on"]
        ends.required = True
        ends.help_text = _("At most two years ahead. We ask you before it ends.")
        ends.widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
        if not self.instance.expires_on or self.instance.expires_on < today:
            self.initial["expires_on"] = today + YEAR

    def clean_expires_on(self):
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if not today < day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from tomorrow to two years ahead."))
        return day


class JoinForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What do you do there?"),
        help_text=gettext_lazy("Those who decide read this, with your name and mail address."),
        max_length=300,
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("Mail address"), max_length=254)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=Membership.Role.choices,
        initial=Membership.Role.EDITOR,
        help_text=gettext_lazy(
            "Owners decide who belongs to the organisation; editors write; viewers read."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


def form_of(subject):
    return OwnOfferForm if isinstance(subject, Offer) else OwnOrganisationForm


def current(subject):
    """What the form says of the row itself; the row stays untouched."""
    return said(form_of(subject)(instance=copy(subject)))


def said(form):
    """{field: text or texts}; the same words give the same, however a browser sends them."""
    return {field.name: normal(field.value()) for field in form if not field.is_hidden}


def normal(value):
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return sorted(map(str, value))
    return str(value).replace("\r\n", "\n").strip()
