"""What a contract is worth, from the parts an officer knows (law-and-practice rules 5 to 8, 10, 12 and 13).

Parts are in pounds as their VAT says; the answer is what a determination is made from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from socialvalue.foundation.money import format_money
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.rules import Kind, Reason, ThresholdTable, Vat
from socialvalue.policy.rules import valuation as law

MOST_CALL_OFFS: Final = 10_000


class Method(StrEnum):
    """What the value is made of."""

    CONTRACT = "contract"
    CONCESSION = "concession"
    FRAMEWORK = "framework"


@dataclass(frozen=True, slots=True)
class OtherKind:
    """A part of another kind in a mixed contract, and whether it could reasonably be bought by itself."""

    kind: Kind
    amount: Decimal
    is_separable: bool


@dataclass(frozen=True, slots=True)
class Similar:
    """Another procurement that is counted together with this one: £ including VAT."""

    reference: str
    value_inc_vat: (
        Decimal | None
    )  # None: it cannot be estimated, so that the law treats it as above threshold


@dataclass(frozen=True, slots=True)
class Worth:
    """The parts of a value. A part of None cannot be estimated. `parts` is (label, amount) in order."""

    method: Method
    parts: tuple[tuple[str, Decimal | None], ...]
    vat: Vat
    other: OtherKind | None = None


@dataclass(frozen=True, slots=True)
class Valued:
    """The value that counts, in pounds including VAT with all similar needs; None where it is not known.

    `stated` is the sum of the parts as their VAT says. `above` holds the law's reasons to treat the contract as above
    threshold whatever its figure; `reasons` how the value is made up.
    """

    stated: Decimal | None
    value_inc_vat: Decimal | None
    reasons: tuple[Reason, ...]
    above: tuple[Reason, ...]


NOT_KNOWN: Final = Valued(None, None, (), ())
"""Of a contract of which nobody has said what it is worth: that is not the same as what cannot be estimated."""


def value(
    worth: Worth,
    *,
    kind: Kind | None,
    similar: Sequence[Similar],
    thresholds: ThresholdTable,
    commenced_on: date | None,
    is_call_off: bool = False,
) -> Valued:
    """Add up the parts, a part of another kind, and every need that is counted together with this one."""
    own = _own(worth)
    if own.value is None:
        return Valued(None, None, own.reasons, own.treated_as_above)
    stated, reasons, above = own.value, own.reasons, own.treated_as_above
    if worth.other is not None:
        stated += worth.other.amount
        mixed = _mixed(worth, own.value, kind, thresholds, commenced_on, is_call_off=is_call_off)
        reasons, above = (*reasons, *mixed), (*above, *(each for each in mixed if each.clause == "PA23 s.5"))
    inc_vat = worth.vat.including(stated)
    known = [(each.reference, each.value_inc_vat) for each in similar if each.value_inc_vat is not None]
    if inc_vat is not None and known:
        reasons = (*reasons, _together(inc_vat, known))
        inc_vat = law.aggregate(
            inc_vat, [amount for _, amount in known], kept_apart_because="", approved_by=""
        ).value
    unknown = tuple(_beyond_estimate(each) for each in similar if each.value_inc_vat is None)
    return Valued(stated, inc_vat, (*reasons, *unknown), (*above, *unknown))


def _own(worth: Worth) -> law.Valuation:
    components = [law.Component(label, amount) for label, amount in worth.parts]
    how = {
        Method.CONTRACT: law.whole_contract,
        Method.CONCESSION: law.concession,
        Method.FRAMEWORK: law.framework,
    }
    return how[worth.method](components)


def _mixed(
    worth: Worth,
    main: Decimal,
    kind: Kind | None,
    thresholds: ThresholdTable,
    commenced_on: date | None,
    *,
    is_call_off: bool,
) -> tuple[Reason, ...]:
    """How the parts of a mixed contract add up, and whether a separable part is above threshold alone (s.5)."""
    assert worth.other is not None  # noqa: S101  the caller asked
    other = worth.vat.including(worth.other.amount)
    whole = worth.vat.including(main)
    if other is None or whole is None or kind is None or commenced_on is None:
        text = f"With a part of another kind of {format_money(worth.other.amount)}, as its VAT says."
        return (Reason("PA23 s.4", text),)
    parts = [law.Part(kind, whole, False), law.Part(worth.other.kind, other, worth.other.is_separable)]
    return law.mixed(parts, thresholds, commenced_on, is_call_off=is_call_off).reasons


def _beyond_estimate(similar: Similar) -> Reason:
    return Reason(
        "PA23 Sch 3 para 4",
        f"Counted together with {similar.reference}, whose value cannot be estimated: both are treated as above "
        "threshold.",
    )


def _together(own: Decimal, others: Sequence[tuple[str, Decimal]]) -> Reason:
    named = ", ".join(f"{reference} {format_money(amount)}" for reference, amount in others)
    total = sum((amount for _, amount in others), own)
    return Reason(
        "PA23 Sch 3 para 4",
        f"Counted together with {named}: the like could reasonably be bought under one contract. "
        f"{format_money(total)} in all.",
    )


def check_method(method: Method, kind: Kind | None) -> None:
    """Refuses a way of counting that is not that of the kind of contract: a concession is worth what users pay too."""
    if (
        kind is not None
        and method is not Method.FRAMEWORK
        and kind.is_concession is not (method is Method.CONCESSION)
    ):
        words = "a concession" if kind.is_concession else "not a concession"
        raise Refusal(
            "method-not-of-kind",
            f"The determination says that this is {words}. Choose who pays accordingly, or have the kind corrected.",
            field="method",
            clause="PA23 Sch 3",
        )


def over_call_offs(number: int, each: Decimal) -> Decimal:
    """The most that may be called off under a framework. Refuses a number that no framework has."""
    if not 1 <= number <= MOST_CALL_OFFS:
        raise Refusal(
            "call-offs-impossible", f"Enter a number from 1 to {MOST_CALL_OFFS:,}.", field="call_offs"
        )
    return each * number
