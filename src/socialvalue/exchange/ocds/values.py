"""Which of the amounts in a notice is the estimated value, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from socialvalue.exchange.ocds.checks import amount_fault, inner, objects, shown_amount
from socialvalue.exchange.ocds.notices import NoticeValue
from socialvalue.foundation.money import PENNY, gross

Release = dict[str, Any]

VAT_RATE = Decimal(20)
_NOTHING = Decimal("0.00")
_DEAD = ("cancelled", "unsuccessful", "withdrawn")  # no set: a status may be anything, a list too


def value_of(release: Release) -> NoticeValue:
    """The estimated value: what the tender says, else its lots, else what was awarded or contracted."""
    tender = inner(release, "tender")
    budget = inner(inner(release, "planning"), "budget")
    candidates = (
        ("tender/value", "the value of the tender", [tender], "value"),
        ("tender/lots", "the values of the lots, added up", objects(tender, "lots"), "value"),
        ("awards", "what was awarded, because no estimate is published", _live(release, "awards"), "value"),
        (
            "contracts",
            "what was contracted, because no estimate is published",
            _live(release, "contracts"),
            "value",
        ),
        ("planning/budget", "the budget, because no estimate is published", [budget], "amount"),
    )
    passed_over: list[str] = []
    for source, why, holders, name in candidates:
        read = [
            one_value(holder.get(name), source) for holder in holders if isinstance(holder.get(name), dict)
        ]
        usable = [value for value in read if value.gross is not None]
        if usable and len(usable) == len(read):
            return _added(usable, source, why, tuple(passed_over))
        passed_over += [f"{source}: {value.why}" for value in read if value.gross is None]
    why = "No amount that can be used is published"
    return NoticeValue(None, None, "", False, "", why, tuple(dict.fromkeys(passed_over)))


def one_value(value: Any, source: str) -> NoticeValue:
    """One value object: net and gross as read; a missing gross is net plus 20 per cent, and said so."""
    if not isinstance(value, dict):
        return NoticeValue(None, None, "", False, source, "no amount is given")
    currency = str(value.get("currency") or "GBP")
    if currency != "GBP":
        return NoticeValue(None, None, currency, False, source, f"the amount is in {currency}, not pounds")
    net, net_fault = _amount(value.get("amount"))
    full, full_fault = _amount(value.get("amountGross"))
    if full is not None and (net is None or full >= net):
        return NoticeValue(net, full, currency, False, source, "the amount including VAT is published")
    if net is None:
        return NoticeValue(
            None, None, currency, False, source, full_fault if value.get("amount") is None else net_fault
        )
    why = "only an amount without VAT is published; 20% is added, to be confirmed"
    if full is not None:
        why = "the amount including VAT is below the net one, so 20% is added to the net, to be confirmed"
    return NoticeValue(net, gross(net, VAT_RATE), currency, True, source, why)


def _amount(amount: Any) -> tuple[Decimal | None, str]:
    if amount is None:
        return None, "no amount is given"
    if isinstance(amount, bool) or not isinstance(amount, (int, Decimal)):
        return None, f"{str(amount)[:40]!r} is not a number"
    fault = amount_fault(amount)
    if fault and fault[0] != "amount-fraction":
        return None, f"the amount is {shown_amount(amount)}, {fault[1]}"
    return Decimal(amount).quantize(PENNY), ""


def _added(values: list[NoticeValue], source: str, why: str, passed_over: tuple[str, ...]) -> NoticeValue:
    estimated = any(value.estimated for value in values)
    net = None
    if all(value.net is not None for value in values):
        net = sum((value.net or _NOTHING for value in values), _NOTHING)
    total = sum((value.gross or _NOTHING for value in values), _NOTHING)
    if estimated and net is not None and not any(not value.estimated for value in values):
        total = gross(net, VAT_RATE)
    said = f"Taken from {source}: {why}" if not estimated else f"Taken from {source}: {why}; {values[0].why}"
    return NoticeValue(net, total, "GBP", estimated, source, said, passed_over)


def _live(release: Release, name: str) -> list[Release]:
    return [item for item in objects(release, name) if item.get("status") not in _DEAD]
