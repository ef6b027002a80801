"""The one module of figures: a financial year's measures from the roll-up, as known at the cut-off.

Every screen, download and the Statement take their figures here. A closed year stands as it was known at the pack's
cut-off (rulings 23); an open one is as known now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from socialvalue.delivery import queries as delivery
from socialvalue.delivery.queries import DeliveryBehind, DueRow, Kept, LateChange, RollUpRow
from socialvalue.delivery.rules import year_end
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.quantity import Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy import queries as policy_queries
from socialvalue.policy.rules import Policy
from socialvalue.reporting.rules import Amounts, AsPublished, Disclosure, Exact, Figure, MeasureYear
from socialvalue.toms import queries as toms

POUNDS: Final = (str(Unit.POUNDS),)
Key = tuple[str, int, str]  # measure, its version, unit
Shares = dict[Key, dict[str, dict[int, Amounts]]]  # by place and organisation


@dataclass(frozen=True, slots=True)
class YearShown:
    """A financial year: whether it is over, when its figures closed, and whether it has a Statement (MEA-3)."""

    year: FinancialYear
    known_at: datetime
    closes_at: datetime
    has_statement: bool

    @property
    def label(self) -> str:
        """ "2027–28"."""
        return self.year.label

    @property
    def slug(self) -> str:
        """ "2027-28", for addresses."""
        return self.year.label.replace("–", "-")

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return business_today() > self.year.ends_on

    @property
    def is_closed(self) -> bool:
        """Whether its figures no longer move."""
        return self.known_at >= self.closes_at

    @property
    def counted_to(self) -> date:
        """The last day of what is counted as due: today while the year runs, since not due yet is not missed."""
        return self.year.ends_on if self.is_closed else min(self.year.ends_on, business_today())

    @property
    def so_far(self) -> str:
        """ " so far" while more of the year is to fall due: what is said after "due"."""
        return " so far" if self.counted_to < self.year.ends_on else ""

    @property
    def stands_at(self) -> datetime | None:
        """The instant whose knowledge its figures show; None: now, while they still move."""
        return self.known_at if self.is_closed else None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year with its measures as someone may see them, in the order of the framework."""

    shown: YearShown
    figures: tuple[Figure, ...]
    exact: tuple[MeasureYear, ...]
    late: tuple[LateChange, ...]  # what became known after the close
    headline: tuple[Figure, ...]
    placed_needed: Decimal  # per cent of a figure with a place that a breakdown needs


def one_figure(
    *, authority_id: int, found: YearFigures, code: str, version: int | None = None
) -> tuple[Figure, MeasureYear]:
    """One measure's figure, the newest wording unless another is asked for. A measure that there never was is a 404."""
    pairs = [
        (figure, whole)
        for figure, whole in zip(found.figures, found.exact, strict=True)
        if figure.code == code and version in (None, figure.version)
    ]
    if pairs:
        return max(pairs, key=lambda pair: pair[0].version)
    measure = toms.measure(authority_id=authority_id, code=code)
    nothing = MeasureYear(measure.code, measure.version, measure.title, "", "", measure.unit)
    return Exact()(nothing), nothing


def years(*, authority_id: int) -> tuple[YearShown, ...]:
    """The years in which something falls due, up to this one, newest first (three statements)."""
    days = delivery.days_of_figures(authority_id=authority_id)
    if days is None:
        return ()
    policy = policy_queries.policy_of(authority_id)[1]
    first, last = FinancialYear.of(days[0]), FinancialYear.of(min(days[1], business_today()))
    return tuple(
        _shown(FinancialYear(start), policy) for start in range(last.start_year, first.start_year - 1, -1)
    )


def year_figures(*, authority_id: int, year: FinancialYear, exact: bool) -> YearFigures:
    """All figures of a year, exact or as published (six statements at most, whatever the number of deliveries)."""
    policy = policy_queries.policy_of(authority_id, business_today())[1]
    shown = _shown(year, policy)
    late = _late(authority_id, shown)
    whole = tuple(_measures(authority_id, shown, late, with_shares=not exact))
    limits = Disclosure(_whole(policy, "suppress_people_below"), _whole(policy, "round_people_to"))
    see = Exact() if exact else AsPublished(limits)
    figures = tuple(map(see, whole))
    wanted = str(_parameter(policy, "headline_measures")).split()
    return YearFigures(
        shown,
        figures,
        whole,
        late,
        tuple(figure for code in wanted for figure in figures if figure.code == code),
        Decimal(str(_parameter(policy, "place_breakdown_from"))),
    )


def kept(*, authority_id: int, year: FinancialYear) -> Kept:
    """How many commitments with something due by the year's end, or by today, are met in full (two statements at most).

    Of a closed year as known at its close, like its figures.
    """
    shown = _shown(year, policy_queries.policy_of(authority_id, business_today())[1])
    return delivery.commitments_kept(
        authority_id=authority_id, to_on=shown.counted_to, known_at=shown.stands_at
    )


def rows_behind(
    *, authority_id: int, found: YearFigures, measure: MeasureYear, offset: int, limit: int
) -> tuple[DeliveryBehind, ...]:
    """The deliveries behind a figure, each with what it counted when the year closed (one statement).

    They add up to the figure. A delivery that was reported after the close stands here with nothing counted.
    """
    late = {each.reference: each for each in found.late}
    rows = delivery.deliveries_behind(
        authority_id=authority_id,
        measure=measure.code,
        unit=str(measure.unit),
        version=measure.version,
        offset=offset,
        limit=limit,
        also=tuple(late),
        from_on=found.shown.year.starts_on,
        to_on=found.shown.year.ends_on,
    )
    return tuple(_as_known(row, late) for row in rows)


def every_row_behind(
    *, authority_id: int, found: YearFigures, measure: MeasureYear
) -> Iterator[DeliveryBehind]:
    """All of them, streamed (one statement)."""
    late = {each.reference: each for each in found.late}
    rows = delivery.each_delivery_behind(
        authority_id=authority_id,
        measure=measure.code,
        unit=str(measure.unit),
        version=measure.version,
        also=tuple(late),
        from_on=found.shown.year.starts_on,
        to_on=found.shown.year.ends_on,
    )
    return (_as_known(row, late) for row in rows)


def _as_known(row: DeliveryBehind, late: dict[str, LateChange]) -> DeliveryBehind:
    """A delivery with what it counted when the year closed."""
    then = late.get(row.reference)
    return replace(row, reported=then.reported_then, verified=then.verified_then) if then else row


def count_behind(*, authority_id: int, found: YearFigures, measure: MeasureYear) -> int:
    """How many deliveries those are (one statement)."""
    return delivery.count_behind(
        authority_id=authority_id,
        measure=measure.code,
        unit=str(measure.unit),
        version=measure.version,
        from_on=found.shown.year.starts_on,
        to_on=found.shown.year.ends_on,
        also=tuple(each.reference for each in found.late),
    )


# the year --------------------


def _shown(year: FinancialYear, policy: Policy) -> YearShown:
    closes_at = year_end(year, _whole(policy, "year_end_cut_off_days")).known_at
    assert closes_at is not None  # noqa: S101  a cut-off is an instant
    first = FinancialYear.parse(str(_parameter(policy, "first_statement_year")))
    return YearShown(year, min(instant_now(), closes_at), closes_at, year.start_year >= first.start_year)


def _parameter(policy: Policy, name: str) -> object:
    found = policy.parameter(name)
    if found is None:
        raise Refusal("policy-incomplete", f"The policy in force does not set {name}.", status=503)
    return found.value


def _whole(policy: Policy, name: str) -> int:
    return int(str(_parameter(policy, name)))


# its measures --------------------


def _measures(
    authority_id: int, shown: YearShown, late: tuple[LateChange, ...], *, with_shares: bool
) -> list[MeasureYear]:
    first, last = shown.year.starts_on, shown.year.ends_on
    promised = delivery.due_rows(
        authority_id=authority_id, from_on=first, to_on=shown.counted_to, known_at=shown.stands_at
    )
    due = {(row.measure, row.version, row.unit): row for row in promised}
    cells = _cells(delivery.rollup_rows(authority_id=authority_id, from_on=first, to_on=last))
    shares = _shares(authority_id, shown) if with_shares and _has_pounds(cells) else _no_shares()
    names: dict[Key, RollUpRow | DueRow] = {**{key: row for key, (row, _) in cells.items()}, **due}
    amounts = defaultdict(dict, {key: places for key, (_, places) in cells.items()})
    for change in late:
        _undo(change, amounts, shares)
    stood = {key: _not_nothing(places) for key, places in amounts.items()}
    return [
        _measure(key, row, due.get(key), stood.get(key, {}), shares[key])
        for key, row in sorted(names.items())
        if key in due or stood.get(key)
    ]


def _not_nothing(places: dict[str, Amounts]) -> dict[str, Amounts]:
    """The places where something counted: one that came only after the close is none of the year's."""
    return {place: amounts for place, amounts in places.items() if amounts != Amounts()}


def _cells(rows: tuple[RollUpRow, ...]) -> dict[Key, tuple[RollUpRow, dict[str, Amounts]]]:
    found: dict[Key, tuple[RollUpRow, dict[str, Amounts]]] = {}
    for row in rows:
        _, places = found.setdefault((row.measure, row.version, row.unit), (row, {}))
        places[row.place] = Amounts(row.reported, row.verified)
    return found


def _has_pounds(keys: Iterable[Key]) -> bool:
    return any(unit in POUNDS for _, _, unit in keys)


def _no_shares() -> Shares:
    return defaultdict(lambda: defaultdict(dict))


def _shares(authority_id: int, shown: YearShown) -> Shares:
    found = _no_shares()
    for row in delivery.contributions(
        authority_id=authority_id, from_on=shown.year.starts_on, to_on=shown.year.ends_on, units=POUNDS
    ):
        found[row.measure, row.version, row.unit][row.place][row.supplier] = Amounts(
            row.reported, row.verified
        )
    return found


def _late(authority_id: int, shown: YearShown) -> tuple[LateChange, ...]:
    if shown.stands_at is None:
        return ()
    return delivery.late_changes(
        authority_id=authority_id,
        from_on=shown.year.starts_on,
        to_on=shown.year.ends_on,
        known_at=shown.stands_at,
    )


def _undo(
    change: LateChange,
    amounts: dict[Key, dict[str, Amounts]],
    shares: Shares,
) -> None:
    """Take back what became known after the close."""
    key = change.measure, change.version, change.unit
    back = Amounts(change.reported_then - change.reported_now, change.verified_then - change.verified_now)
    amounts[key][change.place] = amounts[key].get(change.place, Amounts()) + back
    if change.unit in POUNDS:
        of_place = shares[key][change.place]
        of_place[change.supplier] = of_place.get(change.supplier, Amounts()) + back


def _measure(
    key: Key,
    row: RollUpRow | DueRow,
    due: DueRow | None,
    cells: dict[str, Amounts],
    shares: dict[str, dict[int, Amounts]],
) -> MeasureYear:
    code, version, unit = key
    return MeasureYear(
        code=code,
        version=version,
        title=row.title,
        theme=row.theme,
        outcome=row.outcome,
        unit=Unit(unit),
        cells=cells,
        shares=shares,
        contracts=due.contracts if due else 0,
        committed=due.committed if due else Decimal(0),
        due=due.due if due else Decimal(0),
    )
