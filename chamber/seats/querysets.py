from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Sum

from chamber.seats.states import HOLDING, State


class PoolQuerySet(models.QuerySet):
    def with_lapsed_offers(self, *, at: datetime) -> Self:
        return self.filter(seats__state=State.OFFERED, seats__offered_until__lte=at).distinct()


class SeatQuerySet(models.QuerySet):
    def taken(self):
        return self.filter(state=State.TAKEN)

    def offered(self):
        return self.filter(state=State.OFFERED)

    def lapsed(self, *, at: datetime) -> Self:
        return self.offered().filter(offered_until__lte=at)

    def holding(self) -> Self:
        return self.filter(state__in=HOLDING)

    def waiting(self) -> Self:
        """In the order in which they will be offered a place."""
        return self.filter(state=State.WAITING).order_by("waiting_since", "pk")

    def places(self) -> int:
        return self.aggregate(sum=Sum("places", default=0))["sum"]
