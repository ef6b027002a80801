"""From tables to the ledger's values: a contract's commitments in three statements, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

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
    """The commitments of a contract, each as its row and as the ledger reads it (three statements)."""
    rows = list(
        models.Commitment.objects.filter(contract_id=contract_id)
        .select_related("measure", "answerable")
        .order_by("number")
    )
    ids = [row.id for row in rows]
    profiles, deliveries = _profiles(ids), _deliveries(ids)
    return [(row, _commitment(row, profiles[row.id], deliveries[row.id])) for row in rows]


def commitments_of_many(contract_ids: Sequence[int]) -> list[tuple[int, int, str, rules.Commitment]]:
    """The commitments of several contracts as the ledger reads them (three statements, however many).

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
    """Every profile of each commitment, the first one first (one statement)."""
    rows = models.Profile.objects.filter(commitment__in=ids).order_by("version", "id", "steps__due_on")
    wanted = ("id", "commitment_id", "holds_from_on", "agreed_at", "steps__due_on", "steps__quantity")
    found: dict[int, list[Variation]] = defaultdict(list)
    for (_, commitment, holds_from_on, agreed_at), lines in groupby(rows.values_list(*wanted), _but_two):
        steps = tuple(Instalment(line[4], line[5]) for line in lines if line[4] is not None)
        found[commitment].append(Variation(holds_from_on, steps, agreed_at))
    return found


def _deliveries(ids: list[int]) -> dict[int, list[rules.Delivery]]:
    """Every delivery of each commitment with all that was decided about it (one statement)."""
    rows = models.Delivery.objects.filter(commitment__in=ids).order_by(
        "delivered_on", "id", "decisions__number"
    )
    own = ("id", "commitment_id", "delivered_on", "quantity", "reported_at", "place")
    decided = ("decisions__becomes", "decisions__decided_at", "decisions__quantity")
    found: dict[int, list[rules.Delivery]] = defaultdict(list)
    for key, lines in groupby(rows.values_list(*own, *decided), lambda line: line[:6]):
        _, commitment, delivered_on, quantity, reported_at, place = key
        decisions = tuple(Decision(DeliveryState(line[6]), *line[7:]) for line in lines if line[6])
        found[commitment].append(
            rules.Delivery(delivered_on, quantity, reported_at, decisions, place or None)
        )
    return found


def _but_two(line: tuple[Any, ...]) -> tuple[Any, ...]:
    """A profile's own columns, without those of its step."""
    return line[:4]
