"""What a financial year's figures need beside the roll-up: who contributed, what became known late, what was kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from socialvalue.delivery import rules
from socialvalue.delivery.models import Commitment, Delivery, DeliveryDecision, ProfileStep, RollUp
from socialvalue.delivery.queries.rollup import _cells, _steps_in_force
from socialvalue.delivery.rules import Decision, DeliveryState
from socialvalue.machinery.fields import AmountField


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one organisation contributed to a measure at a place: for suppression, never for a page."""

    measure: str
    version: int
    unit: str
    place: str
    supplier: int
    reported: Decimal
    verified: Decimal


def contributions(
    *, authority_id: int, from_on: date, to_on: date, units: tuple[str, ...]
) -> tuple[Contribution, ...]:
    """Contributions by measure, place and organisation in these units, of whole quarters (one statement)."""
    cells: Any = _cells(authority_id, from_on, to_on).filter(commitment__unit__in=units)
    found = (
        cells.values("commitment__measure__code", "commitment__measure__version", "commitment__unit", "place")
        .annotate(
            supplier=F("commitment__answerable"), all_reported=Sum("reported"), all_verified=Sum("verified")
        )
        .order_by("commitment__measure__code", "place", "supplier")
        .values_list(
            "commitment__measure__code",
            "commitment__measure__version",
            "commitment__unit",
            "place",
            "supplier",
            "all_reported",
            "all_verified",
        )
    )
    return tuple(Contribution(*row) for row in found)


@dataclass(frozen=True, slots=True)
class LateChange:
    """A delivery about which something became known after an instant: what it counted as then, and what it does now."""

    reference: str
    measure: str
    version: int
    unit: str
    place: str
    supplier: int
    reported_then: Decimal
    verified_then: Decimal
    reported_now: Decimal
    verified_now: Decimal


def late_changes(
    *, authority_id: int, from_on: date, to_on: date, known_at: datetime
) -> tuple[LateChange, ...]:
    """The deliveries of those days that were reported or decided after `known_at` (two statements).

    A figure as known at that instant is the roll-up's, less what these add now, plus what they counted then.
    """
    decided_later = DeliveryDecision.objects.filter(delivery=OuterRef("pk"), decided_at__gt=known_at)
    touched = (
        Delivery.objects.filter(authority_id=authority_id, delivered_on__gte=from_on, delivered_on__lte=to_on)
        .filter(Q(reported_at__gt=known_at) | Exists(decided_later))
        .select_related("commitment__measure")
        .order_by("id")
    )
    rows = list(touched)
    decided: dict[int, list[Decision]] = defaultdict(list)
    for each in DeliveryDecision.objects.filter(delivery__in=rows).order_by("number"):
        decided[each.delivery_id].append(
            Decision(DeliveryState(each.becomes), each.decided_at, each.quantity)
        )
    return tuple(_late(row, tuple(decided[row.id]), known_at) for row in rows)


def _late(row: Delivery, decisions: tuple[Decision, ...], known_at: datetime) -> LateChange:
    read = rules.Delivery(row.delivered_on, row.quantity, row.reported_at, decisions, row.place or None)
    measure = row.commitment.measure
    return LateChange(
        row.reference,
        measure.code,
        measure.version,
        row.commitment.unit,
        row.place,
        row.commitment.answerable_id,
        *read.counts(known_at),
        *read.counts(),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """How many commitments had something due, and of how many all of it was verified: "n of m met", never a sum."""

    due: int
    met: int


def commitments_kept(*, authority_id: int, to_on: date, known_at: datetime | None = None) -> Kept:
    """The commitments of which something was due by a day, and those met by then (one statement).

    The day is a quarter's last, or today: nothing is delivered later than that.

    As known at an instant, also what was due; None: now.
    """
    steps = _steps_in_force(authority_id, to_on, known_at).filter(
        profile__commitment=OuterRef("pk"), due_on__lte=F("counted_to")
    )
    rows: Any = Commitment.objects.filter(authority_id=authority_id).annotate(
        fell_due=_added_up(steps, "quantity", "profile__commitment"),
        was_verified=_verified(to_on, known_at),
    )
    found = rows.filter(fell_due__gt=0).aggregate(
        due=Count("pk"), met=Count("pk", filter=Q(was_verified__gte=F("fell_due")))
    )
    return Kept(**found)


def _verified(to_on: date, known_at: datetime | None) -> Coalesce:
    """What of a commitment was verified by such a day: from the roll-up, or by the acceptances that stood."""
    if known_at is None:
        cells = RollUp.objects.filter(commitment=OuterRef("pk"), quarter_from_on__lte=to_on)
        return _added_up(cells, "verified", "commitment")
    known = DeliveryDecision.objects.filter(decided_at__lte=known_at)
    later = known.filter(delivery=OuterRef("delivery"), number__gt=OuterRef("number"))
    stood = known.filter(
        ~Exists(later),
        becomes="accepted",
        delivery__commitment=OuterRef("pk"),
        delivery__delivered_on__lte=to_on,
    )
    return _added_up(stood, "quantity", "delivery__commitment")


def _added_up(rows: Any, column: str, of: str) -> Coalesce:
    """A column of a commitment's rows added up, 0 where there are none."""
    sums = rows.order_by().values(of).annotate(total=Sum(column)).values("total")[:1]
    return Coalesce(Subquery(sums), Value(0), output_field=AmountField())


def days_of_figures(*, authority_id: int) -> tuple[date, date] | None:
    """The first day on which anything falls due, and the last; None where nothing was promised (one statement)."""
    steps = ProfileStep.objects.filter(profile__commitment__authority_id=authority_id)
    found = steps.aggregate(first=Min("due_on"), last=Max("due_on"))
    return (found["first"], found["last"]) if found["first"] else None
