from django import forms
from django.core.validators import MinValueValidator

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
