import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chamber.jobs.models import Job, Task
from chamber.slots import objective_choices


class JobFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=Job.State, label=_("State"))

    class Meta:
        model = Job
        fields = ["state"]


class TaskFilter(django_filters.FilterSet):
    """Open ones unless the reader asks for others."""

    WHICH = [("late", _("late")), ("done", _("done")), ("all", _("all"))]

    objective = django_filters.ChoiceFilter(choices=objective_choices, label=_("Objective"))
    which = django_filters.ChoiceFilter(
        choices=WHICH, label=_("Which tasks"), method="filter_which", empty_label=_("open ones")
    )
    mine = django_filters.ChoiceFilter(
        choices=[("true", _("yes"))], label=_("Mine only"), method="filter_mine"
    )

    class Meta:
        model = Task
        fields = ["objective"]

    def filter_queryset(self, queryset):
        chosen = super().filter_queryset(queryset)
        return chosen if self.form.cleaned_data.get("which") else chosen.open()

    def filter_which(self, queryset, name, value):
        if value == "late":
            return queryset.late(at=timezone.now())
        return queryset.exclude(done_at=None) if value == "done" else queryset

    def filter_mine(self, queryset, name, value):
        return queryset.filter(owner=self.request.user) if value else queryset
