from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from chamber.jobs.models import Task


class TaskForm(forms.ModelForm):
    """The due time is Brussels time, as its hint says."""

    class Meta:
        model = Task
        fields = ["what", "owner", "due", "objective", "context"]
        field_classes = {"due": forms.DateTimeField}
        widgets = {
            "due": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        }
        help_texts = {"due": _("Brussels time; in Kyiv it is one hour later.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = (
            get_user_model().objects.of_the_chamber().filter(is_active=True)
        )
