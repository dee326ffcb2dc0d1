from django.urls import path

from partners.views import imports, offers, organisations, people, references, suggestions
from partners.views import import_rows, imports, offers, organisations, people, suggestions

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
    path("imports/<int:pk>/sheet/", imports.ImportSheet.as_view(), name="import_sheet"),
    path("imports/<int:pk>/rows/", import_rows.ImportRows.as_view(), name="import_rows"),
    path("imports/<int:pk>/rows/<int:number>/", import_rows.RowEdit.as_view(), name="import_row"),
    path(
        "imports/<int:pk>/rows/<int:number>/aside/",
        import_rows.RowAside.as_view(),
        name="import_row_aside",
    ),
    path("imports/<int:pk>/apply/", imports.ImportApply.as_view(), name="import_apply"),
    path("imports/<int:pk>/stop/", imports.ImportStop.as_view(), name="import_stop"),
    path("imports/<int:pk>/wrong/", imports.ImportWrong.as_view(), name="import_wrong"),
    # Last, because a slug takes every word; those above are in partners.names.TAKEN.
    path("<slug:slug>/", organisations.OrganisationDetail.as_view(), name="organisation"),
    path("<slug:slug>/edit/", organisations.OrganisationEdit.as_view(), name="organisation_edit"),
    path("<slug:slug>/offers/new/", offers.OfferCreate.as_view(), name="offer_new"),
    path("<slug:slug>/references/new/", references.ReferenceCreate.as_view(), name="reference_new"),
    path(
        "<slug:slug>/references/<int:pk>/edit/",
        references.ReferenceEdit.as_view(),
        name="reference_edit",
    ),
    path(
        "<slug:slug>/references/<int:pk>/delete/",
        references.ReferenceDelete.as_view(),
        name="reference_delete",
    ),
]
