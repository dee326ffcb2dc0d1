from django.db.models import Model

from chamber.chain.models import ChainLink, Step, _type


def link(source: Model, target: Model, *, from_step: str, to_step: str) -> ChainLink:
    """Write down that ``source`` led to ``target``; saying it twice is harmless.

    Raises ValueError when the second step does not come after the first.
    """
    order = list(Step)
    if order.index(Step(to_step)) <= order.index(Step(from_step)):
        raise ValueError(f"{to_step} does not follow {from_step}.")
    made, _created = ChainLink.objects.get_or_create(
        from_type=_type(source),
        from_id=source.pk,
        to_type=_type(target),
        to_id=target.pk,
        defaults={"from_step": from_step, "to_step": to_step},
    )
    return made


def unlink(source: Model, target: Model) -> None:
    ChainLink.objects.out_of(source).filter(to_type=_type(target), to_id=target.pk).delete()
