from django.urls import path

from partners.views import duplicates, imports, offers, organisations, people, suggestions

app_name = "partners"
urlpatterns = [
    path("", organisations.OrganisationList.as_view(), name="organisations"),
    path("new/", organisations.OrganisationCreate.as_view(), name="organisation_new"),
    path("offers/", offers.OfferList.as_view(), name="offers"),
    path("offers/<int:pk>/", offers.OfferDetail.as_view(), name="offer"),
    path("offers/<int:pk>/edit/", offers.OfferEdit.as_view(), name="offer_edit"),
    path("people/", people.PersonList.as_view(), name="people"),
    path("people/new/", people.PersonCreate.as_view(), name="person_new"),
    path("people/<int:pk>/", people.PersonDetail.as_view(), name="person"),
    path("people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person_edit"),
    path("suggestions/<int:pk>/accept/", suggestions.accept, name="suggestion_accept"),
    path(
        "suggestions/<int:pk>/dismiss/",
        suggestions.Dismiss.as_view(),
        name="suggestion_dismiss",
    ),
    path("imports/", imports.ImportList.as_view(), name="imports"),
    path("imports/new/", imports.ImportNew.as_view(), name="import_new"),
    path("imports/<int:pk>/", imports.ImportDetail.as_view(), name="import"),
    path("imports/<int:pk>/columns/", imports.ImportMap.as_view(), name="import_map"),
    path("imports/<int:pk>/apply/", imports.ImportApply.as_view(), name="import_apply"),
    path("imports/<int:pk>/stop/", imports.ImportStop.as_view(), name="import_stop"),
    path("imports/<int:pk>/wrong/", imports.ImportWrong.as_view(), name="import_wrong"),
    path("duplicates/", duplicates.PairList.as_view(), name="duplicates"),
    path("duplicates/look/", duplicates.Look.as_view(), name="duplicates_look"),
    path("duplicates/<int:pk>/", duplicates.MergePair.as_view(), name="merge"),
    path("duplicates/<int:pk>/apart/", duplicates.Apart.as_view(), name="duplicates_apart"),
    path("merges/<int:pk>/", duplicates.MergeDetail.as_view(), name="merged"),
    path("merges/<int:pk>/undo/", duplicates.Undo.as_view(), name="merge_undo"),
    # Last, because a slug takes every word; those above are in partners.names.TAKEN.
    path("<slug:slug>/", organisations.OrganisationDetail.as_view(), name="organisation"),
    path("<slug:slug>/edit/", organisations.OrganisationEdit.as_view(), name="organisation_edit"),
    path("<slug:slug>/offers/new/", offers.OfferCreate.as_view(), name="offer_new"),
]
