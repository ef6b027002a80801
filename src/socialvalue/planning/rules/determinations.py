"""What a change of its facts means for a determination, and what is said about late records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

BELOW: Final = frozenset({"encouraged", "voluntary"})  # bands below threshold
AS_ABOVE: Final = frozenset({"mandatory", "undetermined"})  # what is not known is held to the stricter rule


@dataclass(frozen=True, slots=True)
class Basis:
    """What a determination was made from: pounds including VAT, a London date, the codes of kind and nature."""

    kind: str
    nature: str
    value_inc_vat: Decimal | None
    commenced_on: date | None


def what_changed(before: Basis, after: Basis) -> tuple[str, ...]:
    """Which of the four facts differ, in the words of the screens."""
    pairs = (
        ("kind of contract", before.kind, after.kind),
        ("goods or services", before.nature, after.nature),
        ("estimated value", before.value_inc_vat, after.value_inc_vat),
        ("commencement", before.commenced_on, after.commenced_on),
    )
    return tuple(name for name, was, now in pairs if was != now)


def commencement_warning(commenced_on: date | None, today: date) -> str:
    """After commencement the band is frozen: a correction is possible and says so (rule 14)."""
    if commenced_on is None or commenced_on > today:
        return ""
    return (
        "This procurement has already commenced, so the rules it began under stay. "
        "Correct the determination only if it was wrong from the start."
    )


def act_record_warning(considered_on: date, commenced_on: date | None) -> str:
    """The duty is to consider *before* the procurement begins (CTX-1): a late record is taken and says so (rule 11)."""
    if commenced_on is None or considered_on < commenced_on:
        return ""
    return (
        "This was considered on or after the day the procurement began. The Act asks for it before. "
        "The record is kept as it is, with this warning."
    )
