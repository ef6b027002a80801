"""The order in which a person asked to see a list: by a name that the list knows, either way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import F, Model, OrderBy, QuerySet

M = TypeVar("M", bound=Model)
Orders = Mapping[str, Sequence[str]]
"""The columns behind each name by which a list can be ordered; the last one settles a tie."""


def ordered(rows: QuerySet[M, Any], orders: Orders, order: str) -> QuerySet[M, Any]:
    """The rows by the columns of that name, whichever way; what is empty comes last."""
    names = orders[order.removeprefix("-")]
    return rows.order_by(*(_way(name, downwards=order.startswith("-")) for name in names))


def _way(name: str, *, downwards: bool) -> OrderBy:
    last = None if name == "id" else True  # a key is never empty: plain, so that its index serves
    return F(name).desc(nulls_last=last) if downwards else F(name).asc(nulls_last=last)
