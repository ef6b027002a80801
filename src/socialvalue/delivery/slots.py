"""Which case studies a contract of the database owes: from its days, its live band and its exemption, by rule."""

from __future__ import annotations

from datetime import date
from typing import Final, Protocol

from django.db.models import Count

from socialvalue.delivery.ledgers import term_of
from socialvalue.delivery.models import Contract
from socialvalue.delivery.rules import Term
from socialvalue.delivery.rules.case_studies import Slot, slots
from socialvalue.planning.queries import exemptions_in_force
from socialvalue.policy.queries import policy_of
from socialvalue.policy.rules import Band

NO_SOCIAL_VALUE: Final = "no-social-value"


class Known(Protocol):
    """What is known of a contract: its row, or the contract as it is shown."""

    @property
    def id(self) -> int: ...
    @property
    def authority_id(self) -> int: ...
    @property
    def procurement_id(self) -> int: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...


def owed_by(contract: Contract) -> tuple[Slot, ...]:
    """The case studies that a contract owes over its whole term; none while its days are not known (rule 37)."""
    live = (
        contract.procurement.determinations.exclude(state="replaced").values_list("band", flat=True).first()
    )
    return owed(contract, band=live or "", term=term_of(contract))


def owed(contract: Known, *, band: str, term: Term) -> tuple[Slot, ...]:
    """The same of a contract whose live band and days have been read (two statements, three with an exemption)."""
    if contract.starts_on is None or contract.ends_on is None or band != Band.MANDATORY:
        return ()
    policy = policy_of(contract.authority_id, contract.starts_on)[1]
    return slots(term, Band.MANDATORY, due_days=policy.case_study_due_days, is_exempt=is_exempt(contract))


def is_exempt(contract: Known) -> bool:
    """Whether exemptions from Social Value count on the contract's first day for every lot of its procurement."""
    if contract.starts_on is None:
        return False
    whose = contract.procurement_id
    found = exemptions_in_force([whose], contract.starts_on).get(whose, {})
    without = [each for each in found.values() if each.kind == NO_SOCIAL_VALUE]
    if not without:
        return False
    lots = Contract.objects.filter(id=contract.id).aggregate(lots=Count("procurement__lots"))["lots"]
    return bool(len(without) == lots)
