"""Contracts of the tests: one of three years, and random ones as the JSON that the command reads."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from socialvalue.delivery.rules import (
    Commitment,
    Decision,
    Delivery,
    DeliveryState,
    Instalment,
    Moment,
    Position,
    Term,
    Variation,
    position,
)

GRACE = 30
START, END = date(2026, 9, 1), date(2029, 8, 31)
TERM = Term(START, END)
ISO = date.fromisoformat


def instant(text: str) -> datetime:
    """ "2028-04-30 12:00" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def profile(*instalments: str) -> tuple[Instalment, ...]:
    """ "10 2028-03-31": ten, due on that day."""
    pairs = (each.split() for each in instalments)
    return tuple(Instalment(ISO(day), Decimal(quantity)) for quantity, day in pairs)


def delivery(
    quantity: str,
    day: str,
    state: str = "accepted",
    *,
    of: str | None = None,
    reported: str | None = None,
    decided: str | None = None,
    place: str | None = None,
) -> Delivery:
    """A delivery; `of` is the accepted quantity."""
    decision = Decision(
        DeliveryState(state), instant(decided) if decided else None, Decimal(of) if of else None
    )
    return Delivery(
        ISO(day),
        Decimal(quantity),
        instant(reported) if reported else None,
        () if state == "reported" else (decision,),
        place,
    )


def commitment(
    *instalments: str, deliveries: tuple[Delivery, ...] = (), variations: tuple[Variation, ...] = ()
) -> Commitment:
    """A commitment in people."""
    return Commitment("APP", "people", profile(*instalments), variations, deliveries)


def variation(since: str, *instalments: str, decided: str | None = None) -> Variation:
    """A new profile from a day."""
    return Variation(ISO(since), profile(*instalments), instant(decided) if decided else None)


def stands(given: Commitment, as_at: str, known: str | None = None, term: Term = TERM) -> Position:
    """Its position on a day."""
    return position(given, term, Moment(ISO(as_at), instant(known) if known else None), grace_days=GRACE)


def figures(found: Position) -> tuple[str, str, str, str]:
    """Committed, due, reported, verified."""
    four = (found.committed, found.due, found.reported, found.verified)
    return tuple(f"{each.normalize():f}" for each in four)  # type: ignore[return-value]


DAYS = st.dates(date(2026, 9, 1), date(2027, 3, 1))
INSTANTS = st.integers(0, 6000).map(lambda hours: datetime(2026, 9, 1, tzinfo=UTC) + timedelta(hours=hours))
QUANTITIES = st.sampled_from(["0", "1", "2", "2.5", "4", "0.0001"])
PROFILES = st.lists(
    st.builds(lambda due, quantity: {"due": str(due), "quantity": quantity}, DAYS, QUANTITIES), max_size=4
)


@st.composite
def deliveries(draw: st.DrawFn) -> dict[str, Any]:
    """A delivery as JSON, with both its times."""
    reported, state = draw(INSTANTS), draw(st.sampled_from(["reported", "accepted", "rejected"]))
    found = {"date": str(draw(DAYS)), "quantity": draw(QUANTITIES), "state": state}
    found["reported_at"] = reported.isoformat()
    if state != "reported":
        found["decided_at"] = (reported + timedelta(hours=draw(st.integers(0, 500)))).isoformat()
    return found


@st.composite
def commitments(draw: st.DrawFn, name: str = "A", varied: bool = True) -> dict[str, Any]:
    """A commitment as JSON."""
    plan = draw(PROFILES)
    changes = draw(
        st.lists(st.tuples(DAYS, PROFILES), max_size=2 if varied else 0, unique_by=lambda each: each[0])
    )
    return {
        "id": name,
        "unit": "people",
        "quantity": str(sum(Decimal(each["quantity"]) for each in plan)),
        "profile": plan,
        "variations": [{"from": str(since), "profile": new} for since, new in changes],
        "deliveries": draw(st.lists(deliveries(), max_size=6)),
    }


@st.composite
def contracts(draw: st.DrawFn, varied: bool = True) -> dict[str, Any]:
    """A contract file."""
    term = {"start": "2026-09-01", "end": "2027-03-01"}
    if varied and draw(st.booleans()):
        term["terminated"] = str(draw(DAYS))
    return {"contract": term, "commitments": [draw(commitments(name, varied)) for name in "AB"]}
