from django.urls import path

from clusters.views import clusters, technologies

app_name = "clusters"
urlpatterns = [
    path("", clusters.ClusterList.as_view(), name="clusters"),
    path("technologies/", technologies.TechnologyList.as_view(), name="technologies"),
    path("technologies/new/", technologies.TechnologyCreate.as_view(), name="technology_new"),
    path("technologies/<int:pk>/", technologies.TechnologyDetail.as_view(), name="technology"),
    path(
        "technologies/<int:pk>/edit/",
        technologies.TechnologyEdit.as_view(),
        name="technology_edit",
    ),
    path("<slug:slug>/", clusters.ClusterDetail.as_view(), name="cluster"),
]
