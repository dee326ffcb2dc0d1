from django import forms
from django.utils.translation import gettext_lazy

from chamber.forms.languages import columns
from clusters.models import Technology
from clusters.readiness import LEVELS
from partners.forms.fields import OrganisationsField
from partners.forms.grouped import GroupedForm

TEXTS = ("title", "summary", "civic_benefit", "customer_benefit")


class TechnologyForm(GroupedForm):
    groups = (
        (gettext_lazy("Title and summary"), ("title", "summary")),
        (gettext_lazy("What it does for citizens"), ("civic_benefit",)),
        (gettext_lazy("What it does for customers"), ("customer_benefit",)),
        (gettext_lazy("Who provides it and how ready it is"), ("providers", "readiness")),
        (gettext_lazy("What it is about and who sees it"), ("evidence", "topics", "status")),
    )
    translated = TEXTS
    wanted = {
        "title": gettext_lazy("Enter the title in at least one language."),
        "summary": gettext_lazy("Enter the summary in at least one language."),
    }

    providers = OrganisationsField(
        label=gettext_lazy("Providers"),
        help_text=gettext_lazy("One organisation a line, by its name in the directory."),
        max_length=2000,
        error_messages={"required": gettext_lazy("Name at least one organisation.")},
    )
    readiness = forms.TypedChoiceField(
        label=gettext_lazy("Readiness level"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    class Meta:
        model = Technology
        fields = (*columns(*TEXTS), "providers", "readiness", "evidence", "topics")
        fields += ("status",)
        widgets = {"topics": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        levels = [(level, f"{level} – {words}") for level, words in LEVELS.items()]
        self.fields["readiness"].choices = [("", gettext_lazy("not known")), *levels]
        if self.instance.pk:
            self.fields["providers"].staying = list(self.instance.providers.all())
