from django.urls import path

from clusters.views import clusters, comparison, employment, lessons, parts, technologies

app_name = "clusters"
urlpatterns = [
    path("", clusters.ClusterList.as_view(), name="clusters"),
    path("new/", clusters.ClusterCreate.as_view(), name="cluster_new"),
    path("compare/", comparison.Compare.as_view(), name="compare"),
    path("technologies/", technologies.TechnologyList.as_view(), name="technologies"),
    path("technologies/new/", technologies.TechnologyCreate.as_view(), name="technology_new"),
    path("technologies/<int:pk>/", technologies.TechnologyDetail.as_view(), name="technology"),
    path(
        "technologies/<int:pk>/edit/",
        technologies.TechnologyEdit.as_view(),
        name="technology_edit",
    ),
    path("lessons/", lessons.LessonList.as_view(), name="lessons"),
    path("lessons/new/", lessons.LessonCreate.as_view(), name="lesson_new"),
    path("lessons/<int:pk>/", lessons.LessonDetail.as_view(), name="lesson"),
    path("lessons/<int:pk>/edit/", lessons.LessonEdit.as_view(), name="lesson_edit"),
    path("employment/", employment.Employment.as_view(), name="employment"),
    path("employment/new/", employment.TableNew.as_view(), name="employment_new"),
    path("employment/tables/<int:pk>/", employment.TableDetail.as_view(), name="employment_table"),
    path("employment/tables/<int:pk>/use/", employment.TableUse.as_view(), name="employment_use"),
    path(
        "employment/tables/<int:pk>/delete/",
        employment.TableDelete.as_view(),
        name="employment_delete",
    ),
    path("employment/regions/<slug:key>/", employment.Region.as_view(), name="region"),
    path("members/<int:pk>/delete/", parts.MemberRemove.as_view(), name="member_delete"),
    path("figures/<int:pk>/edit/", parts.FigureEdit.as_view(), name="figure_edit"),
    path("figures/<int:pk>/delete/", parts.FigureRemove.as_view(), name="figure_delete"),
    path("<slug:slug>/", clusters.ClusterDetail.as_view(), name="cluster"),
    path("<slug:slug>/edit/", clusters.ClusterEdit.as_view(), name="cluster_edit"),
    path("<slug:slug>/members/new/", parts.MemberAdd.as_view(), name="member_new"),
    path("<slug:slug>/figures/new/", parts.FigureAdd.as_view(), name="figure_new"),
]
