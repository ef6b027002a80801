"""Which contract was made of an award."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from socialvalue.delivery.models import Contract
from socialvalue.evaluation.models import Decision
from socialvalue.machinery.permissions import Person, authorities_for, may


def contract_of_award(decision_id: int) -> str:
    """The reference of the contract made of a decision; empty while there is none (one statement)."""
    found = Contract.objects.filter(decision=decision_id).values_list("reference", flat=True).first()
    return found or ""


def contracts_to_make(*, person: Person, today: date) -> list[str]:
    """The procurements with an award whose standstill is over and whose contract is not made, oldest first.

    One statement; none for somebody who makes no contracts.
    """
    if not may(person, "contract:make"):
        return []
    rows = Decision.objects.filter(
        Q(standstill_ends_on=None) | Q(standstill_ends_on__lt=today),
        ~Exists(Contract.objects.filter(decision=OuterRef("pk"))),
        is_live=True,
        lot__procurement__authority__in=authorities_for(person, "contract:make"),
    )
    return list(rows.order_by("id").values_list("lot__procurement__reference", flat=True))
