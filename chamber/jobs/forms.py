from datetime import UTC, datetime

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from chamber.jobs.models import Task
from chamber.slots import objective_choices

# Beyond the years that a clock can show in both zones, a slip of the key would break every list.
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


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
        self.fields["due"].validators += [MinValueValidator(FIRST), MaxValueValidator(LAST)]
        self.fields["owner"].queryset = (
            get_user_model().objects.of_the_chamber().filter(is_active=True)
        )
        self.fields["owner"].empty_label = "–"
        self.fields["objective"].choices = [("", "–"), *objective_choices()]
