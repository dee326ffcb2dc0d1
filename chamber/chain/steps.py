"""The strip that shows the chain: for the whole portal, and around one object."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.chain.models import ChainLink, Step
from chamber.slots import chain_figures

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


def overview(user: "User | AnonymousUser", *, here: str = Step.NEED) -> list[dict[str, Any]]:
    """All nine steps with the figures that the apps count: (step, words, url) for this reader."""
    figures = {step: (words, url) for source in chain_figures for step, words, url in source(user)}
    place = list(Step).index(Step(here))
    rows = []
    for index, step in enumerate(Step):
        words, url = figures.get(step, (_("none yet"), ""))
        rows.append(
            {"label": step.label, "figure": words, "state": _state(index - place), "url": url}
        )
    return rows


def around(thing: Model, *, here: str, user: "User | AnonymousUser") -> list[dict[str, Any]]:
    """The strip of one object: what leads to it and what it leads to, as far as ``user`` may see.

    A step with one neighbour links to it, one with several to the list below the strip.
    """
    neighbours = linked(thing, user)
    place = list(Step).index(Step(here))
    return [_step(step, index - place, neighbours[step]) for index, step in enumerate(Step)]


def linked(thing: Model, user: "User | AnonymousUser") -> defaultdict[str, list[Any]]:
    """The direct neighbours in the chain by step; one query for each model among them."""
    wanted, steps = defaultdict(set), {}
    for type_id, pk, step in ChainLink.objects.neighbours(thing):
        wanted[type_id].add(pk)
        steps[type_id, pk] = step
    found = defaultdict(list)
    for type_id, ids in wanted.items():
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        for neighbour in model.objects.visible_to(user).filter(pk__in=ids):
            found[steps[type_id, neighbour.pk]].append(neighbour)
    return found


def _step(step: Step, distance: int, neighbours: list[Any]) -> dict[str, Any]:
    count = len(neighbours)
    if distance == 0:
        return {"label": step.label, "figure": _("this one"), "state": "here", "url": ""}
    url = {0: "", 1: count == 1 and neighbours[0].get_absolute_url()}.get(count, "#chain")
    words = ngettext("%(count)d linked", "%(count)d linked", count) % {"count": count}
    return {
        "label": step.label,
        "figure": words if count else _("none yet"),
        "state": _state(distance),
        "url": url,
        "linked": neighbours,
    }


def _state(distance: int) -> str:
    return "here" if distance == 0 else "passed" if distance < 0 else "ahead"
