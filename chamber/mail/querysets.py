from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from chamber.mail.states import DUE, FINAL, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class OutgoingMailQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber's people see every mail, others those that were sent to their account."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_chamber else self.filter(user=user)

    def due(self, *, at: datetime) -> Self:
        return self.filter(state__in=DUE, not_before__lte=at)

    def lost_lease(self, *, at: datetime) -> Self:
        return self.filter(state=State.IN_FLIGHT, lease_until__lt=at)

    def waiting(self) -> Self:
        return self.exclude(state__in=FINAL)
