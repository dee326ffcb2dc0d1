from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from chamber.home.models import Target
from chamber.slots import objective_choices


class TargetForm(forms.ModelForm):
    class Meta:
        model = Target
        fields = ["objective", "value", "counts_from", "counts_until"]
        widgets = {
            "counts_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "counts_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].validators.append(MinValueValidator(1))  # progress divides by it
        self.fields["objective"].choices = [("", "–"), *objective_choices()]

    def clean(self):
        """One number of an objective counts at a time."""
        cleaned = super().clean()
        first, last = cleaned.get("counts_from"), cleaned.get("counts_until")
        if first and last and last <= first:
            self.add_error("counts_until", _("A target ends after it begins."))
        elif first and last and self._others().during(first, last).exists():
            self.add_error("counts_from", _("This objective has a target for these days already."))
        return cleaned

    def _others(self):
        same = Target.objects.filter(objective=self.cleaned_data.get("objective"))
        return same.exclude(pk=self.instance.pk)
