"""The roll-up read: what was reported and verified by measure, unit and place, and the deliveries behind a figure.

These reads ask nobody's permission and suppress nothing: they answer exact rows, for the room that makes figures. Who
shows them asks for the permission, and suppresses what the public may not see (ruling 19).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import Case, Count, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from socialvalue.delivery.cells import REPORTED, UNDECIDED, VERIFIED, recomputed
from socialvalue.delivery.models import Delivery, Profile, ProfileStep, RollUp
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.checking import Finding
from socialvalue.machinery.fields import AmountField

QUARTERS: Final = {1, 4, 7, 10}
CONTRACT: Final = "profile__commitment__contract__"  # of an instalment
ENDED: Final = f"{CONTRACT}terminated_on"


@dataclass(frozen=True, slots=True)
class RollUpRow:
    """What was reported and verified of one measure in one unit at one place; place "": unplaced, never spread.

    `version` is of the measure's wording: a reworded measure is another row. `contracts` and `suppliers` say how many
    stand behind the figure, so that whoever publishes it can tell when it points at one of them.
    """

    measure: str
    version: int
    title: str
    outcome: str
    theme: str
    unit: str
    place: str
    reported: Decimal
    verified: Decimal
    commitments: int
    contracts: int
    suppliers: int


MEASURE: Final = ("code", "version", "title", "outcome", "theme", "counted_in")


def _measure(prefix: str) -> dict[str, F]:
    """The columns of `MEASURE`, from a table that reaches its commitment by `prefix`."""
    measure = f"{prefix}measure__"
    paths = ("code", "version", "title", "outcome__code", "outcome__theme__code")
    return dict(zip(MEASURE, [*(F(measure + path) for path in paths), F(f"{prefix}unit")], strict=True))


def rollup_rows(*, authority_id: int, from_on: date, to_on: date) -> tuple[RollUpRow, ...]:
    """Reported and verified by measure, unit and place, delivered in whole quarters (one statement, added up in SQL).

    It is what is known now. A year as known at an earlier instant is computed from the ledger. Refuses days that are
    not the first and the last of a quarter.
    """
    cells: Any = _cells(authority_id, from_on, to_on)  # named columns that the types do not know
    return tuple(
        RollUpRow(*row)
        for row in cells.values(**_measure("commitment__"), at=F("place"))
        .annotate(
            all_reported=Sum("reported"),
            all_verified=Sum("verified"),
            commitments=Count("commitment", distinct=True),
            contracts=Count("commitment__contract", distinct=True),
            suppliers=Count("commitment__answerable", distinct=True),
        )
        .order_by("theme", "code", "version", "counted_in", "at")
        .values_list(*MEASURE, "at", "all_reported", "all_verified", "commitments", "contracts", "suppliers")
    )


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell of the roll-up with its commitment, measure and contract: the grain under every figure."""

    contract: str
    contract_title: str
    supplier: str
    supplier_id: int
    commitment: int
    category: str
    measure: str
    version: int
    title: str
    unit: str
    quarter_from_on: date
    place: str
    reported: Decimal
    verified: Decimal


CELL: Final = (
    "commitment__contract__reference", "commitment__contract__title", "commitment__answerable__name",
    "commitment__answerable_id", "commitment__number", "commitment__category", "commitment__measure__code",
    "commitment__measure__version", "commitment__measure__title", "commitment__unit", "quarter_from_on", "place",
    "reported", "verified",
)  # fmt: skip


def rollup_cells(*, authority_id: int, from_on: date, to_on: date) -> Iterator[CellRow]:
    """Every cell of whole quarters, joined to commitment, measure and contract, streamed (one statement)."""
    rows = _cells(authority_id, from_on, to_on).order_by("commitment", "quarter_from_on", "place")
    return (CellRow(*row) for row in rows.values_list(*CELL).iterator(chunk_size=2000))


def _cells(authority_id: int, from_on: date, to_on: date) -> QuerySet[RollUp]:
    _require_quarters(from_on, to_on)
    return RollUp.objects.filter(
        commitment__authority_id=authority_id, quarter_from_on__gte=from_on, quarter_from_on__lte=to_on
    )


def _require_quarters(from_on: date, to_on: date) -> None:
    after = to_on + timedelta(days=1)
    starts = all(day.day == 1 and day.month in QUARTERS for day in (from_on, after))
    if not starts or after <= from_on:
        raise Refusal(
            "not-whole-quarters",
            "Ask for whole quarters, such as 1 April to 31 March.",
            field="from_on",
        )


@dataclass(frozen=True, slots=True)
class DueRow:
    """What was promised of one measure in one unit: the profiles in force, and what of them fell due in the period.

    `committed` is all of those profiles, for life; `ended_early` the part of it that will never fall due (rule 35).
    `contracts` are those of which something fell due in the period: whoever publishes `due` can tell when it points at
    one of them.
    """

    measure: str
    version: int
    title: str
    outcome: str
    theme: str
    unit: str
    committed: Decimal
    due: Decimal
    ended_early: Decimal
    commitments: int
    contracts: int


def due_rows(
    *, authority_id: int, from_on: date, to_on: date, known_at: datetime | None = None
) -> tuple[DueRow, ...]:
    """What fell due from a day to a day, both inclusive, by measure and unit (one statement, added up in SQL).

    Read from the profile in force on the last day, or on the day before it on which a contract ended early: the same
    rule as `rules.schedule`, as known at an instant (None: now).
    """
    steps: Any = _steps_in_force(authority_id, to_on, known_at)
    in_period: dict[str, Any] = {"due_on__gte": from_on, "due_on__lte": F("counted_to")}
    found = (
        steps.values(**_measure("profile__commitment__"))
        .annotate(
            committed=Sum("quantity"),
            fell_due=_sum(**in_period),
            never_due=_sum(**_ended_by(to_on, known_at), due_on__gt=F(ENDED)),
            commitments=Count("profile__commitment", distinct=True),
            contracts=Count(
                "profile__commitment__contract", distinct=True, filter=Q(**in_period, quantity__gt=0)
            ),
        )
        .order_by("theme", "code", "version", "counted_in")
        .values_list(*MEASURE, "committed", "fell_due", "never_due", "commitments", "contracts")
    )
    return tuple(DueRow(*row) for row in found)


def _sum(**counted: Any) -> Coalesce:
    """The quantities of these instalments added up, 0 where there are none."""
    return Coalesce(Sum("quantity", filter=Q(**counted)), Value(0), output_field=AmountField())


def _steps_in_force(authority_id: int, to_on: date, known_at: datetime | None) -> QuerySet[ProfileStep]:
    """The instalments of the profile in force of every commitment, each with the last day that counts.

    Of a commitment that was agreed after `known_at`, only those that have fallen due by then: it was taken over from
    elsewhere with days before it, which are due as in the ledger (decision 0023). The rest of it was not known yet.
    """
    varied = Q(holds_from_on__lte=OuterRef("counted_to"))
    in_force = (
        Profile.objects.filter(commitment=OuterRef("profile__commitment"))
        .filter(Q(version=1) | (varied & Q(agreed_at__lte=known_at) if known_at else varied))
        .order_by(Case(When(version=1, then=1), default=0), "-holds_from_on", "-agreed_at", "-version")
        .values("pk")[:1]
    )
    steps = (
        ProfileStep.objects.filter(profile__commitment__authority_id=authority_id)
        .annotate(
            counted_to=Case(
                When(**_ended_by(to_on, known_at), then=F(ENDED)),
                default=Value(to_on),
                output_field=DateField(),
            )
        )
        .annotate(profile_in_force=Subquery(in_force))
        .filter(profile=F("profile_in_force"))
    )
    if known_at is None:
        return steps
    return steps.filter(Q(profile__agreed_at__lte=known_at) | Q(due_on__lte=F("counted_to")))


def _ended_by(to_on: date, known_at: datetime | None) -> dict[str, Any]:
    """That a contract ended early by a day, and that it was known."""
    known = {f"{CONTRACT}terminated_at__lte": known_at} if known_at else {}
    return {f"{ENDED}__lte": to_on, **known}


@dataclass(frozen=True, slots=True)
class DeliveryBehind:
    """One delivery that counts to a figure, with what it adds to *reported* and to *verified*."""

    reference: str
    contract: str
    contract_title: str
    supplier: str
    commitment: int
    measure: str
    unit: str
    delivered_on: date
    place: str
    state: str
    reported: Decimal
    verified: Decimal
    what_changed: str
    has_evidence: bool


BEHIND: Final = (
    "reference", "commitment__contract__reference", "commitment__contract__title", "commitment__answerable__name",
    "commitment__number", "commitment__measure__code", "commitment__unit", "delivered_on", "place", "state",
    "counts_reported", "counts_verified", "what_changed", "has_file",
)  # fmt: skip


def deliveries_behind(
    *,
    authority_id: int,
    measure: str,
    from_on: date,
    to_on: date,
    place: str | None = None,
    unit: str | None = None,
    version: int | None = None,
    also: tuple[str, ...] = (),
    offset: int = 0,
    limit: int = 50,
) -> tuple[DeliveryBehind, ...]:
    """The deliveries behind a figure of a measure (its code), oldest first (one statement).

    `place` None: everywhere; "": without a place. Rejected and withdrawn ones count to nothing and are left out, so
    the rows add up to the roll-up's figures; those named in `also` stay, because they counted at another time.
    """
    rows = _behind(authority_id, measure, from_on, to_on, place, unit, version, also)
    return tuple(DeliveryBehind(*row) for row in _columns(rows)[offset : offset + limit])


def each_delivery_behind(
    *,
    authority_id: int,
    measure: str,
    from_on: date,
    to_on: date,
    unit: str,
    version: int,
    also: tuple[str, ...] = (),
) -> Iterator[DeliveryBehind]:
    """All of them, streamed (one statement)."""
    rows = _behind(authority_id, measure, from_on, to_on, None, unit, version, also)
    return (DeliveryBehind(*row) for row in _columns(rows).iterator(chunk_size=2000))


def _columns(rows: QuerySet[Delivery]) -> Any:
    """The columns of `BEHIND`, oldest first."""
    return (
        rows.annotate(counts_reported=REPORTED, counts_verified=VERIFIED, has_file=Q(file__isnull=False))
        .order_by("delivered_on", "id")
        .values_list(*BEHIND)
    )


def count_behind(
    *,
    authority_id: int,
    measure: str,
    from_on: date,
    to_on: date,
    place: str | None = None,
    unit: str | None = None,
    version: int | None = None,
    also: tuple[str, ...] = (),
) -> int:
    """How many deliveries stand behind a figure (one statement)."""
    return _behind(authority_id, measure, from_on, to_on, place, unit, version, also).count()


def _behind(
    authority_id: int,
    measure: str,
    from_on: date,
    to_on: date,
    place: str | None,
    unit: str | None,
    version: int | None,
    also: tuple[str, ...],
) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(
        Q(state__in=(*UNDECIDED, "accepted")) | Q(reference__in=also),
        authority_id=authority_id,
        commitment__measure__code=measure,
        delivered_on__gte=from_on,
        delivered_on__lte=to_on,
    )
    given = {"place": place, "commitment__unit": unit, "commitment__measure__version": version}
    return rows.filter(**{name: value for name, value in given.items() if value is not None})


def roll_up_finding() -> Finding:
    """Whether the roll-up equals what is added up from the deliveries: a concern of `socialvalue check`."""
    kept = {
        (commitment, quarter, place): (reported, verified)
        for commitment, quarter, place, reported, verified in RollUp.objects.values_list(
            "commitment_id", "quarter_from_on", "place", "reported", "verified"
        ).iterator(chunk_size=2000)
    }
    whole = recomputed(Delivery.objects.all())
    wrong = [key for key in kept.keys() | whole.keys() if kept.get(key) != whole.get(key)]
    text = (
        f"{len(wrong)} cells differ from the deliveries: run “socialvalue roll-up”"
        if wrong
        else f"{len(whole)} cells, equal to the deliveries"
    )
    return Finding("roll-up", not wrong, text)
