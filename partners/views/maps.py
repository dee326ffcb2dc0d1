"""The directory on a map: the page with its table, the marks as data, and what one says."""

from math import isfinite

from django import forms
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from chamber import errors
from chamber.lists.addresses import PAGING
from chamber.lists.counting import capped_count
from chamber.lists.pills import clear_url, pills
from partners import finding, whereabouts
from partners.directory.menu import menus
from partners.models import Place

NAMES = 5  # of organisations in what a mark says
ZOOM = 9  # the nearest: the coasts of the atlas are no finer
OWN = ("bbox", "zoom", "at")  # what the map asks for beside the filters


class Box(forms.Form):
    """What part of the world a map shows: west, south, east, north in degrees, and how near."""

    bbox = forms.CharField(max_length=100)
    zoom = forms.IntegerField(min_value=0, max_value=ZOOM)

    def clean_bbox(self):
        try:
            west, south, east, north = map(float, self.cleaned_data["bbox"].split(","))
        except ValueError as error:
            raise forms.ValidationError("west,south,east,north") from error
        if not all(map(isfinite, (west, south, east, north))) or west > east or south > north:
            raise forms.ValidationError("west <= east, south <= north")
        return west, south, east, north


class Map(TemplateView):
    """Whole without JavaScript: the table says what the map shows."""

    template_name = "partners/map.html"

    def get_context_data(self, **kwargs):
        request = self.request
        asked = finding.asked(request.GET, user=request.user)
        spots, nowhere = whereabouts.counted(asked.qs)
        known = [spot for spot in spots if spot.number and spot.place.latitude is not None]
        places = sum(1 for spot in spots if spot.number)
        words = ngettext("Partners in %(count)d place", "Partners in %(count)d places", places)
        return super().get_context_data(
            title=words % {"count": places},
            filterset=asked,
            menus=menus(asked.facets, asked.counts(), asked.form.cleaned_data),
            pills=pills(asked, request),
            clear_url=clear_url(asked, request),
            rows=[(spot, list_url(request.GET, spot.place)) for spot in spots],
            nowhere=whereabouts.capped(nowhere) if nowhere else None,
            query=own_query(request.GET).urlencode(),
            bounds=bounds(known),
            nearest=ZOOM,
            **kwargs,
        )


@require_safe
def places(request):
    """The marks within ``bbox`` at ``zoom``, of what the rest of the query string chooses."""
    box = Box(request.GET)
    if not box.is_valid():
        return JsonResponse({"errors": box.errors}, status=400)
    found, _nowhere = whereabouts.counted(finding.chosen(request.GET, user=request.user))
    shown = whereabouts.marks(found, zoom=box.cleaned_data["zoom"])
    return JsonResponse(
        {"marks": [told(mark) for mark in shown if mark.is_within(*box.cleaned_data["bbox"])]}
    )


def told(mark):
    return {
        "at": [mark.place.latitude, mark.place.longitude],
        "count": str(mark.count),
        "label": mark.label,
        "places": [spot.place.pk for spot in mark.spots],
    }


@require_safe
def popup(request):
    """What a mark says: of one place the first names, of several how many stand in each."""
    try:
        keys = [int(key) for key in request.GET.getlist("at")]
    except ValueError as error:
        return errors.bad_request(request, error)
    if not keys:
        return errors.bad_request(request, ValueError("at"))
    found = list(Place.objects.filter(pk__in=keys[:500]))
    organisations = finding.chosen(own_query(request.GET), user=request.user)
    here = whereabouts.found_at(organisations, [place.pk for place in found])
    context = {"place": found[0], "url": list_url(request.GET, found[0])} if found else {}
    if len(found) == 1:
        names = here.select_related("seat", "operating_place")
        names = names.order_by(f"sort_{get_language()}", "pk")[:NAMES]
        context |= {"names": names, "count": capped_count(here)}
    elif found:
        spots, _nowhere = whereabouts.counted(here)
        rows = [(spot, list_url(request.GET, spot.place)) for spot in spots if spot.number]
        context |= {"spots": rows}
    return render(request, "partners/map_popup.html", context)


def own_query(params):
    """``params`` as the list has them, on its first page."""
    query = params.copy()
    for name in (*OWN, *PAGING):
        query.pop(name, None)
    return query


def list_url(params, place):
    query = own_query(params)
    query["place"] = str(place.pk)
    return f"{reverse('partners:organisations')}?{query.urlencode()}"


def bounds(spots):
    """South, west, north and east of all that is to be seen; those of the two ends for nothing."""
    if not spots:
        return [46, 2, 53, 34]
    latitudes = [spot.place.latitude for spot in spots]
    longitudes = [spot.place.longitude for spot in spots]
    return [min(latitudes), min(longitudes), max(latitudes), max(longitudes)]
