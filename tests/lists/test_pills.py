import django_filters
import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from chamber.history.models import Entry
from chamber.lists.pills import clear_url, pills

VERBS = [("created", "Created"), ("Changes", [("changed", "Changed"), ("reverted", "Reverted")])]


class EntryFilter(django_filters.FilterSet):
    verb = django_filters.MultipleChoiceFilter(label="Verb", choices=VERBS)
    by = django_filters.ModelMultipleChoiceFilter(
        label="By", queryset=get_user_model().objects.all()
    )
    at = django_filters.DateFromToRangeFilter(label="Date")
    object_id = django_filters.NumberFilter(label="Object")
    known = django_filters.BooleanFilter(
        label="Known", field_name="by", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Entry
        fields = []


def shown(query):
    request = RequestFactory().get(f"/entries/?{query}")
    filterset = EntryFilter(request.GET, queryset=Entry.objects.all(), request=request)
    list(filterset.qs)
    found = [(pill.label, pill.remove_url) for pill in pills(filterset, request)]
    return found, clear_url(filterset, request)


def test_each_value_can_be_removed_alone(make_user):
    person = make_user(name="Ann")
    found, clear = shown(
        f"verb=created&verb=changed&by={person.pk}&at_after=2026-05-01"
        "&at_before=2026-05-12&known=true&sort=at&cursor=x"
    )
    after = f"by={person.pk}&at_after=2026-05-01&at_before=2026-05-12&known=true&sort=at"
    assert found[0] == ("Verb: Created", f"/entries/?verb=changed&{after}")
    assert found[1] == ("Verb: Changed", f"/entries/?verb=created&{after}")
    assert found[2][0] == "By: Ann" and f"by={person.pk}" not in found[2][1]
    assert found[3][0] == "Date: May 1, 2026 – May 12, 2026"
    assert "at_" not in found[3][1]
    assert found[4] == ("Known", found[4][1]) and "known" not in found[4][1]
    assert clear == "/entries/?sort=at"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "verb=nonsense",
        "verb=%00",
        "by=abc",
        "by=999999999999999999999",
        "at_after=yesterday",
        "object_id=x",
        "known=9",
    ],
)
def test_a_refused_value_filters_nothing_and_has_no_pill(query):
    assert shown(query) == ([], "/entries/")
