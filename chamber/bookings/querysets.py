from typing import Self

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange


class ResourceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The chamber's people see every resource, others none."""
        return self if getattr(user, "is_chamber", False) else self.none()


class BookingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if getattr(user, "is_chamber", False) else self.none()

    def overlapping(self, during: DateTimeTZRange) -> Self:
        return self.filter(during__overlap=during)

    def ending_after(self, at):
        return self.filter(during__endswith__gt=at)

    def over_by(self, at):
        return self.filter(during__endswith__lte=at)
