"""Which contract was made of an award."""

from __future__ import annotations

from socialvalue.delivery.models import Contract


def contract_of_award(decision_id: int) -> str:
    """The reference of the contract made of a decision; empty while there is none (one statement)."""
    found = Contract.objects.filter(decision=decision_id).values_list("reference", flat=True).first()
    return found or ""
