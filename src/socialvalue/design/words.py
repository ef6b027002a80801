"""How values are written on a page: thin filters over the foundation's own formats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from socialvalue.foundation.calendar import format_date, format_instant
from socialvalue.foundation.money import format_money
from socialvalue.foundation.quantity import Quantity


def pounds(amount: Decimal | int) -> str:
    """£207,720.00."""
    return format_money(Decimal(amount))


def count(value: int, noun: str = "", plural: str = "") -> str:
    """1 contract, 1,204 contracts."""
    if not noun:
        return f"{value:,}"
    return f"{value:,} {noun if value == 1 else plural or noun + 's'}"


def quantity(value: Quantity | Decimal | int, unit: str = "") -> str:
    """1,204 hours; trailing noughts of a decimal are dropped."""
    if isinstance(value, Quantity):
        return str(value)
    number = f"{Decimal(value):,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{number} {unit}".strip()


def written(value: object) -> object:
    """A value by its kind: an amount of money, a day, an instant, a quantity; anything else as it is."""
    if isinstance(value, Decimal):
        return format_money(value)
    if isinstance(value, datetime):
        return format_instant(value)
    return format_date(value) if isinstance(value, date) else value


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "pounds": pounds,
    "day": format_date,
    "instant": format_instant,
    "count": count,  # instead of the alias of `length` that Jinja has under this name
    "quantity": quantity,
    "written": written,
}
