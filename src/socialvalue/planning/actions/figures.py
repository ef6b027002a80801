"""What the deeds about figures share: an estimate and a determination kept as new versions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Max

from socialvalue.foundation.clock import instant_now
from socialvalue.machinery.permissions import Person
from socialvalue.planning.models import Determination, Estimate, Procurement
from socialvalue.policy.rules import Determination as Answer
from socialvalue.policy.rules import Facts, Vat


def keep_estimate(
    procurement: Procurement, value: Decimal | None, vat: Vat, inc_vat: Decimal | None, by: Person
) -> None:
    """The estimated value as an officer typed it, as a new version."""
    Estimate.objects.create(
        procurement=procurement,
        version=next_estimate(procurement),
        amount=value,
        vat=vat.code,
        value_inc_vat=inc_vat,
        basis="Entered by an officer.",
        made_at=instant_now(),
        made_by=by.uid,
    )


def next_estimate(procurement: Procurement) -> int:
    """The number after the last estimate."""
    return int(procurement.estimates.aggregate(last=Max("version"))["last"] or 0) + 1


def record_determination(
    procurement: Procurement,
    answer: Answer,
    facts: Facts,
    policy_version_id: int,
    *,
    state: str,
    why: str,
    by: Person | None,
) -> Determination:
    """A new version of the determination of a procurement; made by nobody while it is only proposed."""
    last = procurement.determinations.aggregate(last=Max("version"))["last"] or 0
    made = Determination(procurement=procurement, version=last + 1, state=state, why=why)
    made.made_by = by.uid if by else None
    _fill(made, answer, facts, policy_version_id)
    made.save()
    return made


def _fill(row: Determination, answer: Answer, facts: Facts, policy_version_id: int) -> None:
    """Write a rule's answer, with the facts and figures it was made with, into a row."""
    row.band = answer.band.value
    row.kind = facts.kind.value if facts.kind else ""
    row.nature = facts.nature.value if facts.nature else ""
    row.value_inc_vat = answer.value_inc_vat
    row.threshold = answer.threshold
    row.threshold_from_on = answer.threshold_from
    row.commenced_on = facts.commenced_on
    row.is_notifiable = answer.notifiable
    row.social_value_act_applies = answer.social_value_act_applies
    row.policy_id = policy_version_id
    row.policy_in_force = answer.policy_in_force
    row.reasons = [{"clause": reason.clause, "text": reason.text} for reason in answer.reasons]
    row.made_at = instant_now()


def figures_of(row: Determination) -> dict[str, Any]:
    """What an event keeps of a determination."""
    return {
        "state": row.state,
        "version": row.version,
        "band": row.band,
        "kind": row.kind,
        "nature": row.nature,
        "value_inc_vat": None if row.value_inc_vat is None else str(row.value_inc_vat),
        "commenced_on": row.commenced_on.isoformat() if row.commenced_on else None,
    }
