import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster, Lesson, Technology
from clusters.readiness import LEVELS
from partners.filters import ForTheChamber, topic_choices
from partners.models import Topic
from partners.models.organisations import Status
from partners.searching import saying


class ByTopic(django_filters.FilterSet):
    """``topic`` is one of the tree; those below it belong to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["topic"].extra["choices"] = topic_choices()

    def about(self, rows, name, slug):
        below = Topic.objects.filter(Q(slug=slug) | Q(parent__slug=slug))
        return rows.filter(pk__in=rows.model.objects.filter(topics__in=below).values("pk"))


class TechnologyFilter(ByTopic, ForTheChamber):
    q = django_filters.CharFilter(label=_("Search technologies"), method="saying", max_length=100)
    topic = django_filters.ChoiceFilter(label=_("Topic"), method="about")
    readiness = django_filters.ChoiceFilter(label=_("Readiness"), lookup_expr="gte")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices)

    chamber_only = ("status",)

    class Meta:
        model = Technology
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["readiness"].extra["choices"] = [
            (level, _("%(level)d or more") % {"level": level}) for level in LEVELS
        ]

    def saying(self, rows, name, words):
        return rows.filter(saying(words, "title", "summary"))


class ClusterFilter(ByTopic):
    topic = django_filters.ChoiceFilter(label=_("Topic"), method="about")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Cluster.Kind.choices)
    label = django_filters.ChoiceFilter(
        label=_("Label"), choices=[(one.value, one.label) for one in Cluster.Label if one]
    )

    class Meta:
        model = Cluster
        fields = []


class LessonFilter(django_filters.FilterSet):
    cluster = django_filters.ModelChoiceFilter(
        label=_("Clustering winner"), queryset=lambda request: Cluster.objects.winners()
    )
    transferable = django_filters.ChoiceFilter(
        label=_("Transferable"), choices=Lesson.Transferable.choices
    )

    class Meta:
        model = Lesson
        fields = []
