"""Pounds sterling as exact decimals; pence as integers in the database."""

import re
from decimal import ROUND_HALF_UP, Decimal

from socialvalue.foundation.refusal import Refusal, shown

PENNY = Decimal("0.01")
"""The smallest amount. The largest is a penny less than £1 trillion: within a database integer of pence."""

_POUNDS = re.compile(
    r"(?P<sign>[-\u2212]?)£?(?P<pounds>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<pence>\d{1,2}))?", re.ASCII
)


def parse_money(text: str, *, field: str = "value", allow_negative: bool = False) -> Decimal:
    """Pounds typed by a person, "£1,234.50" or "1234.5", as a Decimal with two places.

    Refuses anything that is not a plain amount of pounds and pence: words, exponents ("1e400"), NaN, a third
    decimal, misplaced commas, amounts of £1 trillion or more, and negative amounts unless `allow_negative`.
    """
    match = _POUNDS.fullmatch(text.strip())
    if match is None:
        raise Refusal(
            "money-unreadable",
            f"Enter an amount in pounds and pence, like 207720.00: “{shown(text)}” is not one",
            field=field,
        )
    pounds = match["pounds"].replace(",", "").lstrip("0")
    if len(pounds) > 12:
        raise Refusal("money-too-large", "Enter an amount below £1,000,000,000,000", field=field)
    amount = Decimal(f"{pounds or '0'}.{match['pence'] or '0'}").quantize(PENNY)
    if match["sign"] and amount:
        if not allow_negative:
            raise Refusal("money-negative", "Enter an amount of £0.00 or more", field=field)
        return -amount
    return amount


def to_pence(amount: Decimal) -> int:
    """Whole pence of an amount in pounds. Refuses fractions of a penny: nothing is rounded unasked."""
    pence = amount * 100
    if not pence.is_finite() or pence != pence.to_integral_value():
        raise Refusal("money-fraction", f"£{amount} is not a whole number of pence")
    return int(pence)


def from_pence(pence: int) -> Decimal:
    """Pounds, with two places, of whole pence."""
    return Decimal(pence).scaleb(-2)


def gross(net: Decimal, vat_rate: Decimal) -> Decimal:
    """Pounds including VAT of a net amount, at a rate in per cent (20 is 20%), half a penny rounded up."""
    return (net * (100 + vat_rate) / 100).quantize(PENNY, rounding=ROUND_HALF_UP)


def format_money(amount: Decimal) -> str:
    """Pounds as people read them: "£207,720.00", "−£5.00"."""
    sign = "−" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.2f}"
