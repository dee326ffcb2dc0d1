from django import forms

from chamber.home.models import Target


class TargetForm(forms.ModelForm):
    class Meta:
        model = Target
        fields = ["objective", "value", "counts_from", "counts_until"]
        widgets = {
            "counts_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "counts_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
