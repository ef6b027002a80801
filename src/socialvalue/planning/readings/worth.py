"""An estimate as it is kept, read back into its parts."""

from __future__ import annotations

from socialvalue.planning.models import Estimate, EstimatePart
from socialvalue.planning.rules.worth import Method, OtherKind, Worth
from socialvalue.policy.rules import Kind, Vat


def worth_of(row: Estimate) -> Worth:
    """The parts of an estimate; one that was a single figure has that as its one part (one statement)."""
    parts = list(row.parts.order_by("number"))
    own = tuple((part.label, part.amount) for part in parts if not part.kind)
    return Worth(
        Method(row.method) if row.method else Method.CONTRACT,
        own or (("The whole contract", row.amount),),
        Vat.of(row.vat),
        next((_other(part) for part in parts if part.kind), None),
    )


def _other(part: EstimatePart) -> OtherKind:
    assert part.amount is not None  # noqa: S101  a part of another kind has an amount
    return OtherKind(Kind(part.kind), part.amount, part.is_separable)
