"""One column of many rows written by one statement: what a bulk update does, many times faster."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model


def write(model: type[Model], name: str, values: Mapping[int, Any]) -> None:
    """Give the rows of ``model`` with these keys their value of the column ``name``, a number or a
    list of words without spaces. Past ``save``: what is derived, so that no version changes."""
    if not values:
        return
    is_list = isinstance(next(iter(values.values())), list)
    kind, given = (
        ("text", "string_to_array(given.value, ' ')")
        if is_list
        else (
            "bigint",
            "given.value",
        )
    )
    quoted = connection.ops.quote_name
    field: Any = model._meta.get_field(name)
    statement = (
        f"UPDATE {quoted(model._meta.db_table)} SET {quoted(field.column)} = {given}"  # nosec - our names
        f" FROM unnest(%s::bigint[], %s::{kind}[]) AS given (id, value)"
        f" WHERE {quoted(model._meta.db_table)}.id = given.id"
    )
    said = [" ".join(one) if is_list else one for one in values.values()]
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(values), said])
