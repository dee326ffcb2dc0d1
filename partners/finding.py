"""Which organisations a query string of the directory chooses for a reader."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import QueryDict

from chamber.lists import pills
from partners.filters import OrganisationFilter
from partners.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


def chosen(params: QueryDict, *, user: "User | AnonymousUser") -> "QuerySet[Organisation]":
    """Those that ``params`` choose, as far as ``user`` may see them now; in no order."""
    return asked(params, user=user).qs


def words(params: QueryDict, *, user: "User | AnonymousUser") -> list[str]:
    """What ``params`` ask for, a filter each, in the active language."""
    request: Any = SimpleNamespace(GET=params, path="")
    return [pill.label for pill in pills.pills(asked(params, user=user), request)]


def asked(params: QueryDict, *, user: "User | AnonymousUser") -> OrganisationFilter:
    """The filters of the list, without a page."""
    seen = Organisation.objects.visible_to(user)
    make: Any = OrganisationFilter  # which is not typed
    return make(params, queryset=seen, request=SimpleNamespace(user=user))
