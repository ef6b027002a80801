"""The made-up past as a plan: contracts, what was promised, delivered and decided, all from one seed.

Pure: no database, no clock. The same plan on every machine, so its digest is known (a test holds it). Every situation
that an officer meets is in the first contracts; the others fill three financial years. No made-up procurement begins
after 31 December 2027, the last day of the thresholds that are known; the one that shows the refusal is in `notices`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from socialvalue.entrance.demonstration.streams import Stream
from socialvalue.entrance.demonstration.words import AREAS, COUNTED, SUBJECTS, SUPPLIERS, Counted
from socialvalue.foundation.calendar import contract_years

DAY: Final = date(2028, 5, 15)  # the day on which the demonstration stands
CONTRACTS: Final = 150
SAMS: Final = SUPPLIERS[4]  # the made-up charity that Sam works for
RITAS: Final = SUPPLIERS[1]  # and the firm that Rita works for
FIRST_NOTICE, LAST_NOTICE = date(2025, 6, 2), date(2027, 12, 17)
FIRST_DUE_AFTER = timedelta(days=90)
LEAST_VALUE: Final = {"mandatory": 260_000, "encouraged": 31_000, "voluntary": 6_000}
LEAST_LIGHT_TOUCH: Final = 560_000  # net: above the light touch threshold with VAT
MOST_VALUE: Final = {"mandatory": 4_800_000, "encouraged": 190_000, "voluntary": 24_000}


class Situation(StrEnum):
    """What a made-up contract is there to show."""

    PLATINUM = "platinum"  # more than promised, and impact outside the contract
    GOLD = "gold"
    SHORT = "short"
    AT_RISK = "at-risk"
    REJECTED = "rejected"  # evidence that did not prove it
    QUERIED = "queried"
    VARIED = "varied"
    ENDED_EARLY = "ended-early"
    LATE_CASE_STUDY = "late-case-study"
    RETURNED_CASE_STUDY = "returned-case-study"
    NO_COMMITMENTS = "no-commitments"
    UNPLACED = "unplaced"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Drop:
    """One delivery: what became of it (accept, part, reject, query, wait), and how long each step took."""

    delivered_on: date
    quantity: Decimal
    place: str
    text: str
    outcome: str
    reported_after: int  # days
    decided_after: int  # days


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with its instalments and deliveries."""

    measure: str
    category: str
    steps: tuple[tuple[date, Decimal], ...]
    drops: tuple[Drop, ...]
    varied_on: date | None = None
    varied_steps: tuple[tuple[date, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """A case study: handed in so many days after its contract year, and then accepted, returned or waiting."""

    year: int
    handed_in_on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Deal:
    """A made-up procurement that became a contract."""

    number: int
    title: str
    category: str
    regime: str
    net: int
    area: str
    supplier: str
    noticed_on: date
    starts_on: date
    ends_on: date
    situation: Situation
    promises: tuple[Promise, ...] = ()
    studies: tuple[Study, ...] = ()
    ended_on: date | None = None
    outside: str = ""  # impact outside the contract
    years: tuple[int, ...] = field(default=())  # financial years, by their first, with a badge to verify


def plan(number: int = CONTRACTS) -> tuple[Deal, ...]:
    """So many contracts; the first ones are the same however many there are."""
    return tuple(_deal(at) for at in range(1, number + 1))


def described(deals: tuple[Deal, ...]) -> list[dict[str, Any]]:
    """The plan as plain data, for its digest."""
    return [_plain(asdict(deal)) for deal in deals]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, int) else str(value)


# one contract --------------------


def _deal(number: int) -> Deal:
    chance = Stream(f"deal {number}")
    situations = list(Situation)
    situation = situations[number - 1] if number <= len(situations) else _situation(chance)
    subject, category, regime = SUBJECTS[(number - 1) % len(SUBJECTS)]
    code, area = AREAS[(number * 5) % len(AREAS)]
    band = "mandatory" if number <= len(situations) else _band(chance)
    if band == "mandatory" and category == "works":
        net = chance.between(48, 90) * 100_000
    else:
        least = LEAST_LIGHT_TOUCH if band == "mandatory" and regime else LEAST_VALUE[band]
        net = chance.between(least // 1000, MOST_VALUE[band] // 1000) * 1000
    early = number <= len(situations)
    noticed_on = chance.day(FIRST_NOTICE, date(2026, 1, 30) if early else LAST_NOTICE)
    starts_on = _first_of_month(noticed_on + timedelta(days=chance.between(95, 130)))
    ends_on = starts_on.replace(year=starts_on.year + chance.between(2, 4)) - timedelta(days=1)
    supplier = SAMS if number in (2, 6, 10) else SUPPLIERS[(number * 7 + 3) % len(SUPPLIERS)]
    ended_on = starts_on + timedelta(days=500) if situation is Situation.ENDED_EARLY else None
    deal = Deal(
        number=number,
        title=f"{subject} in {area}",
        category=category,
        regime=regime,
        net=net,
        area=code,
        supplier=supplier,
        noticed_on=noticed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        situation=situation,
        ended_on=ended_on if ended_on and ended_on < DAY else None,
    )
    if situation is Situation.NO_COMMITMENTS or band == "voluntary":
        return deal
    promises = tuple(_promises(deal, Stream(f"promises {number}")))
    studies = tuple(_studies(deal, Stream(f"studies {number}"))) if band == "mandatory" else ()
    outside = (
        "The supplier’s own staff opened its training room to the whole street, on Saturdays."
        if situation is Situation.PLATINUM
        else ""
    )
    return _with(deal, promises=promises, studies=studies, outside=outside, years=_badge_years(deal, chance))


def _with(deal: Deal, **changed: Any) -> Deal:
    fields = {name: getattr(deal, name) for name in Deal.__dataclass_fields__}
    return Deal(**(fields | changed))


def _situation(chance: Stream) -> Situation:
    drawn = chance.below(100)
    for limit, situation in (
        (62, Situation.ORDINARY), (74, Situation.GOLD), (80, Situation.SHORT), (86, Situation.AT_RISK),
        (90, Situation.UNPLACED), (94, Situation.REJECTED), (97, Situation.QUERIED), (98, Situation.PLATINUM),
    ):  # fmt: skip
        if drawn < limit:
            return situation
    return Situation.NO_COMMITMENTS


def _band(chance: Stream) -> str:
    drawn = chance.below(100)
    return "mandatory" if drawn < 62 else "encouraged" if drawn < 90 else "voluntary"


def _badge_years(deal: Deal, chance: Stream) -> tuple[int, ...]:
    """The financial years that are over, and in which the contract ran: most have been assessed."""
    last = min(deal.ends_on, deal.ended_on or deal.ends_on)
    started = range(deal.starts_on.year - (deal.starts_on.month < 4), 2028)
    over = [year for year in started if date(year + 1, 3, 31) < DAY and date(year, 4, 1) <= last]
    shown = deal.number <= len(Situation)
    return tuple(year for year in over if year < 2027 or shown or chance.chance(55))


def _first_of_month(day: date) -> date:
    return date(day.year + (day.month == 12), day.month % 12 + 1, 1)


# its promises --------------------


def _promises(deal: Deal, chance: Stream) -> Iterator[Promise]:
    number = 3 if deal.number <= len(Situation) else chance.between(1, 3)
    for at, counted in enumerate(chance.some_of(COUNTED, number)):
        yield _promise(deal, counted, at, chance)


def _promise(deal: Deal, counted: Counted, at: int, chance: Stream) -> Promise:
    steps = tuple(_steps(deal, counted, chance))
    drops = tuple(_drops(deal, counted, steps, at, chance))
    category = "additional" if at == 2 else "defined"
    if deal.situation is Situation.VARIED and at == 0:
        day = deal.starts_on + timedelta(days=400)
        lower = tuple((due, _half(quantity, counted) if due > day else quantity) for due, quantity in steps)
        return Promise(counted.code, category, steps, drops, day, lower)
    return Promise(counted.code, category, steps, drops)


def _half(quantity: Decimal, counted: Counted) -> Decimal:
    return max(counted.step, (quantity / 2 / counted.step).to_integral_value() * counted.step)


def _steps(deal: Deal, counted: Counted, chance: Stream) -> Iterator[tuple[date, Decimal]]:
    """One instalment a contract year, due on its last day or a little before."""
    for year in contract_years(deal.starts_on, deal.ends_on):
        due = max(year.starts_on + FIRST_DUE_AFTER, year.ends_on - timedelta(days=chance.between(0, 60)))
        yield min(due, deal.ends_on), _amount(counted, chance)


def _amount(counted: Counted, chance: Stream) -> Decimal:
    whole = chance.between(counted.least, counted.most)
    return Decimal(whole // 100 * 100 if whole >= 1000 else whole)


def _drops(
    deal: Deal, counted: Counted, steps: tuple[tuple[date, Decimal], ...], at: int, chance: Stream
) -> Iterator[Drop]:
    """For every instalment that has fallen due, or nearly, one or two deliveries that make it up."""
    since = deal.starts_on
    last_day = min(deal.ended_on or deal.ends_on, DAY - timedelta(days=8))
    for due, quantity in steps:
        if since + timedelta(days=40) > last_day:
            return
        parts = _parts(_kept(deal, quantity, counted, at, chance), counted, chance)
        for part in parts:
            day = chance.day(
                since + timedelta(days=20), max(since + timedelta(days=25), due - timedelta(days=15))
            )
            if day <= last_day:
                yield _drop(deal, counted, day, part, chance)
        since = due + timedelta(days=1)


def _kept(deal: Deal, quantity: Decimal, counted: Counted, at: int, chance: Stream) -> Decimal:
    """How much of an instalment is delivered in the end."""
    short = deal.situation is Situation.SHORT or (deal.situation is Situation.ORDINARY and chance.chance(28))
    if short:
        return _half(quantity, counted)
    if deal.situation is Situation.PLATINUM and at == 0:
        return quantity * 3
    extra = Decimal(chance.between(0, 2)) * counted.step if chance.chance(12) else Decimal(0)
    return quantity + extra


def _parts(quantity: Decimal, counted: Counted, chance: Stream) -> list[Decimal]:
    half = _half(quantity, counted)
    if quantity <= counted.step * 3 or chance.chance(45):
        return [quantity]
    return [half, quantity - half]


def _drop(deal: Deal, counted: Counted, day: date, quantity: Decimal, chance: Stream) -> Drop:
    reported_after = chance.between(3, 25)
    decided_after = chance.between(3, 20)
    outcome = _outcome(deal, chance)
    known = day + timedelta(days=reported_after)
    if known >= DAY:
        reported_after = max(0, (DAY - day).days - 2)
        outcome = "wait"
    elif known + timedelta(days=decided_after) >= DAY:
        outcome = "wait"
    place = "" if deal.situation is Situation.UNPLACED or chance.chance(7) else _place(deal, chance)
    return Drop(day, quantity, place, chance.one_of(counted.changed), outcome, reported_after, decided_after)


def _place(deal: Deal, chance: Stream) -> str:
    return deal.area if chance.chance(75) else chance.one_of(AREAS)[0]


def _outcome(deal: Deal, chance: Stream) -> str:
    odds = {Situation.REJECTED: 45, Situation.QUERIED: 45, Situation.AT_RISK: 50}.get(deal.situation, 4)
    if deal.situation in (Situation.GOLD, Situation.PLATINUM):
        return "accept"
    if not chance.chance(odds):
        return "accept"
    named = {Situation.REJECTED: "reject", Situation.QUERIED: "query", Situation.AT_RISK: "wait"}
    return named.get(deal.situation, chance.one_of(("part", "reject", "query")))


# its case studies --------------------


def _studies(deal: Deal, chance: Stream) -> Iterator[Study]:
    for year in contract_years(deal.starts_on, min(deal.ends_on, deal.ended_on or deal.ends_on)):
        late = deal.situation is Situation.LATE_CASE_STUDY
        day = year.ends_on + timedelta(days=chance.between(45, 90) if late else chance.between(2, 28))
        if day >= DAY - timedelta(days=3) or chance.chance(8):
            return
        returned = deal.situation is Situation.RETURNED_CASE_STUDY and year.number > 1
        outcome = "return" if returned else "wait" if day > DAY - timedelta(days=30) else "accept"
        yield Study(year.number, day, outcome)
