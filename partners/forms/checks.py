"""Writing down what was checked."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.forms.fields import AddressField
from partners.models import Check, IdentifierCheck

YEAR = timedelta(days=365)


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeenForm(forms.ModelForm):
    """What somebody looked up; not on a day to come."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["checked_on"] = timezone.localdate()

    def clean_checked_on(self):
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class CheckForm(SeenForm):
    class Meta:
        model = Check
        fields = ("kind", "result", "source", "url", "checked_on", "valid_until", "note")
        widgets = {
            "kind": forms.RadioSelect,
            "result": forms.RadioSelect,
            "checked_on": day_input(),
            "valid_until": day_input(),
        }
        field_classes = {"url": AddressField}
        help_texts = {
            "source": gettext_lazy("The register, list or document, in a few words."),
            "valid_until": gettext_lazy(
                "After this day it counts as not checked. A block stays until a newer check."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["valid_until"] = timezone.localdate() + YEAR
        for name in ("kind", "result"):
            self.fields[name].choices = self.fields[name].choices[1:]  # without the empty one

    def clean(self):
        cleaned = super().clean()
        until, result = cleaned.get("valid_until"), cleaned.get("result")
        if result == Check.Result.BLOCKED:
            cleaned["valid_until"] = None
        elif until is None and "valid_until" not in self.errors:
            self.add_error("valid_until", _("Say until when this check counts."))
        elif until and until < cleaned.get("checked_on", until):
            self.add_error("valid_until", _("This day is before the check."))
        if result not in (None, Check.Result.CLEAR) and not cleaned.get("note"):
            self.add_error("note", _("Say what was found."))
        return cleaned


class NumberForm(SeenForm):
    class Meta:
        model = IdentifierCheck
        fields = ("result", "source", "url", "checked_on")
        widgets = {"result": forms.RadioSelect, "checked_on": day_input()}
        field_classes = {"url": AddressField}
        help_texts = {"source": gettext_lazy("The register or document it was compared with.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = self.fields["result"].choices[1:]
