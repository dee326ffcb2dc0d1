from django.urls import path

from partners.views import (
    cards,
    comparing,
    imports,
    maps,
    offers,
    organisations,
    people,
    searches,
    shortlists,
    suggestions,
)

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
    path("map/", maps.Map.as_view(), name="map"),
    path("map/places/", maps.places, name="map_places"),
    path("map/popup/", maps.popup, name="map_popup"),
    path("cards/", cards.Cards.as_view(), name="cards"),
    path("compare/", comparing.Compare.as_view(), name="compare"),
    path("shortlists/", shortlists.ShortlistList.as_view(), name="shortlists"),
    path("shortlists/new/", shortlists.ShortlistNew.as_view(), name="shortlist_new"),
    path("shortlists/add/", shortlists.ShortlistAdd.as_view(), name="shortlist_add"),
    path("shortlists/<int:pk>/", shortlists.ShortlistDetail.as_view(), name="shortlist"),
    path("shortlists/<int:pk>/edit/", shortlists.ShortlistEdit.as_view(), name="shortlist_edit"),
    path("shortlists/<int:pk>/share/", shortlists.ShortlistShare.as_view(), name="shortlist_share"),
    path(
        "shortlists/<int:pk>/delete/", shortlists.ShortlistDelete.as_view(), name="shortlist_delete"
    ),
    path("searches/", searches.SearchList.as_view(), name="searches"),
    path("searches/new/", searches.SearchNew.as_view(), name="search_new"),
    path("searches/<int:pk>/edit/", searches.SearchEdit.as_view(), name="search_edit"),
    path("searches/<int:pk>/delete/", searches.SearchDelete.as_view(), name="search_delete"),
    # Last, because a slug takes every word; those above are in partners.names.TAKEN.
    path("<slug:slug>/", organisations.OrganisationDetail.as_view(), name="organisation"),
    path("<slug:slug>/edit/", organisations.OrganisationEdit.as_view(), name="organisation_edit"),
    path("<slug:slug>/offers/new/", offers.OfferCreate.as_view(), name="offer_new"),
]
