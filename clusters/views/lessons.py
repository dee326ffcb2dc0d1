"""Lessons from the clustering winners: public, kept by the chamber."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from chamber.lists.views import PortalList
from clusters.filters import LessonFilter
from clusters.forms.lessons import LessonForm
from clusters.models import Lesson
from partners.views.editing import Editing
from partners.views.panels import WithPanels


class _Visible:
    model = Lesson

    def get_queryset(self):
        return Lesson.objects.visible_to(self.request.user).select_related("cluster")


class LessonList(PortalList, _Visible, ListView):
    filterset_class = LessonFilter
    sorts = {"winner": ("cluster__slug",)}
    columns = (
        (gettext_lazy("Lesson"), str),
        (gettext_lazy("Clustering winner"), "cluster"),
        (gettext_lazy("Transferable"), "get_transferable_display"),
        (gettext_lazy("What was done"), "what"),
        (gettext_lazy("What it means for us"), "for_whom"),
        (gettext_lazy("The other side of it"), "negative_side"),
        (gettext_lazy("Source"), "source"),
        (gettext_lazy("Address"), "source_url"),
        (gettext_lazy("Year"), "year"),
    )
    csv_name = "lessons"


class LessonDetail(WithPanels, _Visible, DetailView):
    pass


class _Writing(Editing, PermissionRequiredMixin, _Visible):
    permission_required = "clusters.change"
    form_class = LessonForm


class LessonCreate(_Writing, SafeFormMixin, CreateView):
    verb = "created"
    new_title = gettext_lazy("Add a lesson")
    up = ("clusters:lessons", gettext_lazy("Lessons"))


class LessonEdit(_Writing, VersionedFormMixin, UpdateView):
    pass
