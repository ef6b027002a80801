"""From tables to the ledger's values: a contract's commitments in five statements, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from socialvalue.delivery import models, rules
from socialvalue.delivery.rules import Decision, DeliveryState, Instalment, Term, Variation
from socialvalue.foundation.refusal import Refusal, shown
from socialvalue.policy.queries import policy_of

ALWAYS, NEVER = date(1900, 1, 1), date(9999, 12, 31)


def term_of(contract: models.Contract) -> Term:
    """The days of a contract. A notice may lack them, or change them after a termination was recorded."""
    starts_on = contract.starts_on or ALWAYS
    ends_on = max(contract.ends_on or NEVER, contract.terminated_on or starts_on, starts_on)
    ended = contract.terminated_on
    return Term(starts_on, ends_on, max(ended, starts_on) if ended else None, contract.terminated_at)


def name_of(number: int) -> str:
    """How a commitment is called in its contract: "C3"."""
    return f"C{number}"


def commitments_of(contract_id: int) -> list[tuple[models.Commitment, rules.Commitment]]:
    """The commitments of a contract, each as its row and as the ledger reads it (five statements)."""
    rows = list(
        models.Commitment.objects.filter(contract_id=contract_id)
        .select_related("measure", "answerable")
        .order_by("number")
    )
    ids = [row.id for row in rows]
    profiles, deliveries = _profiles(ids), _deliveries(ids)
    return [(row, _commitment(row, profiles[row.id], deliveries[row.id])) for row in rows]


def commitments_of_many(contract_ids: Sequence[int]) -> list[tuple[int, int, str, rules.Commitment]]:
    """The commitments of several contracts as the ledger reads them (five statements, however many).

    Each with its contract's id, its number and its measure's title.
    """
    rows = list(
        models.Commitment.objects.filter(contract__in=contract_ids)
        .order_by("contract", "number")
        .select_related("measure")
    )
    ids = [row.id for row in rows]
    profiles, deliveries = _profiles(ids), _deliveries(ids)
    return [
        (
            row.contract_id,
            row.number,
            row.measure.title,
            _commitment(row, profiles[row.id], deliveries[row.id]),
        )
        for row in rows
    ]


def ledger_held(reference: str, as_at: date) -> tuple[Term, tuple[rules.Commitment, ...], int]:
    """A contract for the command line: its days, its commitments, its authority's days of grace.

    It asks for no permission: whoever may run commands on the machine may read its database.
    """
    row = models.Contract.objects.filter(reference=reference).first()
    if row is None:
        raise Refusal("contract-unknown", f"There is no contract {shown(reference)}.", field="contract")
    grace_days = policy_of(row.authority_id, as_at)[1].grace_days
    return term_of(row), tuple(rule for _, rule in commitments_of(row.id)), grace_days


def _commitment(
    row: models.Commitment, profiles: list[Variation], deliveries: list[rules.Delivery]
) -> rules.Commitment:
    first = profiles[0].profile if profiles else ()
    return rules.Commitment(name_of(row.number), row.unit, first, tuple(profiles[1:]), tuple(deliveries))


def _profiles(ids: list[int]) -> dict[int, list[Variation]]:
    """Every profile of each commitment, the first one first."""
    steps: dict[int, list[Instalment]] = defaultdict(list)
    for step in models.ProfileStep.objects.filter(profile__commitment__in=ids).order_by("due_on"):
        steps[step.profile_id].append(Instalment(step.due_on, step.quantity))
    found: dict[int, list[Variation]] = defaultdict(list)
    for row in models.Profile.objects.filter(commitment__in=ids).order_by("version"):
        found[row.commitment_id].append(Variation(row.holds_from_on, tuple(steps[row.id]), row.agreed_at))
    return found


def _deliveries(ids: list[int]) -> dict[int, list[rules.Delivery]]:
    """Every delivery of each commitment with all that was decided about it."""
    decisions: dict[int, list[Decision]] = defaultdict(list)
    decided = models.DeliveryDecision.objects.filter(delivery__commitment__in=ids).order_by("number")
    for row in decided:
        decisions[row.delivery_id].append(Decision(DeliveryState(row.becomes), row.decided_at, row.quantity))
    found: dict[int, list[rules.Delivery]] = defaultdict(list)
    rows = models.Delivery.objects.filter(commitment__in=ids).order_by("delivered_on", "id")
    for each in rows:
        found[each.commitment_id].append(
            rules.Delivery(
                each.delivered_on,
                each.quantity,
                each.reported_at,
                tuple(decisions[each.id]),
                each.place or None,
            )
        )
    return found
