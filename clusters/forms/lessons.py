from django.utils.translation import gettext_lazy

from chamber.forms.languages import columns
from clusters.models import Cluster, Lesson
from partners.forms.fields import AddressField
from partners.forms.grouped import GroupedForm

TEXTS = ("title", "what", "mechanism", "condition", "for_whom", "negative_side")


class LessonForm(GroupedForm):
    groups = (
        (gettext_lazy("Title"), ("cluster", "title")),
        (gettext_lazy("What was done and why it works"), ("what", "mechanism", "condition")),
        (gettext_lazy("What it means for us"), ("transferable", "for_whom", "negative_side")),
        (gettext_lazy("Source"), ("source", "source_url", "year")),
    )
    translated = TEXTS
    wanted = {
        "title": gettext_lazy("Enter the title in at least one language."),
        "what": gettext_lazy("Say in at least one language what was done."),
        "negative_side": gettext_lazy("Say in at least one language what speaks against it."),
    }

    class Meta:
        model = Lesson
        fields = ("cluster", *columns(*TEXTS), "transferable", "source", "source_url", "year")
        field_classes = {"source_url": AddressField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = Cluster.objects.winners()
