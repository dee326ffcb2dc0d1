"""Pairs of organisations and merges for the access tests."""

from django.utils import timezone

from partners.duplicates import merging
from partners.models import DuplicatePair
from tests import factories

MAKERS = {}
ARGUMENTS_OF_NOTHING = {}


def a_pair(world, owner):
    """Two that look like one."""
    first, second = factories.organisation("Port House"), factories.organisation("Porthouse NV")
    made = DuplicatePair(first=first, second=second, score=0.9, found_at=timezone.now())
    made.save()
    return [made.pk]


def a_merge(world, owner):
    both = factories.organisation(), factories.organisation()
    return [merging.merge(*both, taken={}, by=world.staff, at=timezone.now()).pk]


MAKERS |= {f"partners:{name}": a_pair for name in ("merge", "duplicates_apart")}
MAKERS |= {f"partners:{name}": a_merge for name in ("merged", "merge_undo")}
