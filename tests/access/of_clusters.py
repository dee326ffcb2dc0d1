"""Objects of clusters for the access tests: clusters and what hangs on them, technologies.

Each maker is called with (world, owner) and returns the arguments of the address.
"""

from django.utils import timezone

from clusters.models import (
    ClusterIndicator,
    ClusterMembership,
    EmploymentRow,
    EmploymentTable,
    Lesson,
)
from partners.models import Industry
from tests import factories
from tests.access.of_partners import an_organisation


def a_technology(world, owner):
    """A draft of one's own organisation."""
    draft = factories.technology(providers=[an_organisation(world, owner)], status="draft")
    return [draft.pk]


def a_member(world, owner):
    row = ClusterMembership.objects.create(
        cluster=factories.cluster(), organisation=an_organisation(world, owner), helix="company"
    )
    return [row.pk]


def a_figure(world, owner):
    row = ClusterIndicator.objects.create(
        cluster=factories.cluster(), indicator="members", unit="number", value=5, year=2020
    )
    return [row.pk]


def a_lesson(world, owner):
    winner = factories.cluster(kind="benchmark")
    texts = {"title_en": "One table", "what_en": "They met.", "negative_side_en": "It took long."}
    source = {"source": "A study", "source_url": "https://example.org/study", "year": 2020}
    row = Lesson.objects.create(cluster=winner, transferable="yes", **texts, **source)
    return [row.pk]


def a_table(world, owner, **fields):
    return [EmploymentTable.objects.create(name="jobs.csv", by=world.staff, **fields).pk]


def a_region(world, owner):
    if not EmploymentRow.objects.exists():
        [table] = a_table(world, owner, in_use_since=timezone.now())
        industry, _new = Industry.objects.get_or_create(code="H", level=1, name_en="Transport")
        here = {"region": "Flanders", "region_key": "flanders", "source": "Statistics"}
        EmploymentRow.objects.create(
            table_id=table, industry=industry, employees=5, year=2023, **here
        )
    return ["flanders"]


def a_cluster(world, owner):
    return [factories.cluster().slug]


MAKERS = {
    "clusters:cluster": a_cluster,
    "clusters:cluster_edit": a_cluster,
    "clusters:member_new": a_cluster,
    "clusters:figure_new": a_cluster,
    "clusters:member_delete": a_member,
    "clusters:figure_edit": a_figure,
    "clusters:figure_delete": a_figure,
    "clusters:lesson": a_lesson,
    "clusters:lesson_edit": a_lesson,
    "clusters:employment_table": a_table,
    "clusters:employment_use": a_table,
    "clusters:employment_delete": a_table,
    "clusters:region": a_region,
    "clusters:technology": a_technology,
    "clusters:technology_edit": a_technology,
}
ARGUMENTS_OF_NOTHING = {
    name: ["no-such-cluster"]
    for name in (
        *("clusters:cluster", "clusters:cluster_edit", "clusters:member_new"),
        *("clusters:figure_new", "clusters:region"),
    )
}

MAKERS["api:cluster"] = MAKERS["clusters:cluster"]
ARGUMENTS_OF_NOTHING["api:cluster"] = ["no-such-cluster"]
