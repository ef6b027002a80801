"""Quantities in the words of sentences: "8 people", "£1,200.00", "2.5 FTE-years"."""

from decimal import Decimal

from socialvalue.foundation.money import format_money
from socialvalue.foundation.quantity import Unit

_BY_CODE = {str(unit): unit for unit in Unit}


def number(amount: Decimal) -> str:
    """An exact number for people, with no empty decimals: "1,234.5"."""
    text = f"{amount:,.4f}"
    return text.rstrip("0").rstrip(".")


def plain(amount: Decimal) -> str:
    """An exact number for programs: "1234.5", never an exponent."""
    return number(amount).replace(",", "")


def said(amount: Decimal, unit: str) -> str:
    """A quantity with its unit. A unit that is not one of ours is used as the word it is."""
    known = _BY_CODE.get(unit)
    if known is Unit.POUNDS:
        return format_money(amount)
    if known is None:
        return f"{number(amount)} {unit}"
    return f"{number(amount)} {known.singular if amount == 1 else known.plural}"
