"""Finding the rows that are about one person, and counting rows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, Model, Q, QuerySet, Value
from psycopg import sql

from chamber.privacy import register
from chamber.privacy.register import Entry

if TYPE_CHECKING:
    from chamber.accounts.models import User

CAP = 10_000


def addresses_of(user: "User") -> list[str]:
    """Mail addresses this person has confirmed: rows about others are nobody's to export."""
    mine = user.emailaddress_set.filter(verified=True)  # type: ignore[attr-defined]
    return list(mine.values_list("email", flat=True))


def about(
    user: "User", *, model: type[Model], entry: Entry, addresses: Iterable[str]
) -> QuerySet[Model]:
    """The rows of ``model`` about this person, oldest first."""
    found = Q(pk__in=[])
    for path in entry.subject:
        found |= Q(pk=user.pk) if path == "self" else Q(**{path: user.pk})
    for path in entry.address:
        for address in addresses:
            found |= Q(**{f"{path}__iexact": address})
    rows = model._base_manager
    # By key, so that a path through many rows counts none twice.
    return rows.filter(pk__in=rows.filter(found).values("pk")).order_by("pk")


def counts_about(user: "User") -> list[tuple[type[Model], Entry, int]]:
    """``(model, entry, rows)`` for every model that keeps something about this person."""
    pairs, addresses = register.models_about_people(), addresses_of(user)
    parts = [
        about(user, model=model, entry=entry, addresses=addresses)
        .order_by()
        .annotate(label=Value(model._meta.label))
        .values("label")  # a translated model takes no expression here
        .annotate(rows=Count("pk"))
        for model, entry in pairs
    ]
    found = {part["label"]: part["rows"] for part in parts[0].union(*parts[1:], all=True)}
    return [
        (model, entry, found[model._meta.label])
        for model, entry in pairs
        if model._meta.label in found
    ]


def counts(models: Iterable[type[Model]]) -> dict[str, int]:
    """Rows per table in one query, each counted to one above ``CAP``."""
    one = sql.SQL("SELECT {label}, count(*) FROM (SELECT FROM {table} LIMIT {cap}) AS rows")
    parts = [
        one.format(
            label=sql.Literal(model._meta.label),
            table=sql.Identifier(model._meta.db_table),
            cap=sql.Literal(CAP + 1),
        )
        for model in models
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string())
        return dict(cursor.fetchall())
