"""What holds of every ledger: of random contracts, days and instants, and against a naive second ledger."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.delivery.ledger_file import LedgerFile, read_ledger_file
from socialvalue.delivery.rules import Moment, Position, ledger
from tests.delivery import oracle
from tests.delivery.contracts import DAYS, GRACE, INSTANTS, contracts

known_times = st.none() | INSTANTS


def read(file: dict[str, Any]) -> LedgerFile:
    return read_ledger_file(json.dumps(file).encode())


def positions(file: dict[str, Any], as_at: date, known_at: datetime | None = None) -> tuple[Position, ...]:
    held = read(file)
    return ledger(held.commitments, held.term, Moment(as_at, known_at), grace_days=GRACE)


def units(position: Position) -> tuple[int, int, int, int, str]:
    four = (position.committed, position.due, position.reported, position.verified)
    return *(int(each * 10_000) for each in four), position.state.value  # type: ignore[return-value]


@given(contracts(), DAYS, known_times)
def test_a_naive_ledger_agrees(file: dict[str, Any], as_at: date, known_at: datetime | None) -> None:
    expected = oracle.walk(file, as_at.isoformat(), known_at.isoformat() if known_at else None)
    assert [units(each) for each in positions(file, as_at, known_at)] == expected


@given(contracts(), DAYS, known_times)
def test_verified_is_at_most_reported_and_due_at_most_committed(
    file: dict[str, Any], as_at: date, known_at: datetime | None
) -> None:
    for each in positions(file, as_at, known_at):
        assert 0 <= each.verified <= each.reported
        assert 0 <= each.due <= each.committed


@given(contracts(), DAYS, DAYS)
def test_due_falls_only_by_a_variation(file: dict[str, Any], one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    for given_, before, after in zip(
        read(file).commitments, positions(file, earlier), positions(file, later), strict=True
    ):
        varied = any(earlier < each.from_on <= later for each in given_.variations)
        assert after.due >= before.due or varied


@given(contracts(varied=False), DAYS, DAYS, known_times)
def test_without_a_variation_figures_only_grow(
    file: dict[str, Any], one: date, other: date, known_at: datetime | None
) -> None:
    earlier, later = sorted((one, other))
    for before, after in zip(
        positions(file, earlier, known_at), positions(file, later, known_at), strict=True
    ):
        assert before.committed == after.committed
        assert (before.due, before.reported, before.verified) <= (after.due, after.reported, after.verified)
        assert before.reported <= after.reported and before.verified <= after.verified


@given(contracts(), DAYS, known_times, st.randoms())
def test_the_order_of_deliveries_instalments_and_variations_does_not_matter(
    file: dict[str, Any], as_at: date, known_at: datetime | None, random: Any
) -> None:
    expected = positions(file, as_at, known_at)
    for commitment in file["commitments"]:
        for part in ("deliveries", "profile", "variations"):
            random.shuffle(commitment[part])
    assert positions(file, as_at, known_at) == expected


def as_it_was(file: dict[str, Any], known_at: datetime) -> dict[str, Any]:
    """The file as somebody would have written it at that instant."""
    old = json.loads(json.dumps(file))
    for commitment in old["commitments"]:
        there = [
            each
            for each in commitment["deliveries"]
            if datetime.fromisoformat(each["reported_at"]) <= known_at
        ]
        for each in there:
            if "decided_at" in each and datetime.fromisoformat(each["decided_at"]) > known_at:
                each["state"] = "reported"
                del each["decided_at"]
        commitment["deliveries"] = there
    return old


@pytest.mark.rule(39)
@given(contracts(), DAYS, INSTANTS)
def test_known_at_gives_an_old_snapshot_again(file: dict[str, Any], as_at: date, known_at: datetime) -> None:
    assert positions(file, as_at, known_at) == positions(as_it_was(file, known_at), as_at)


@given(contracts(), DAYS)
def test_in_the_end_everything_is_known(file: dict[str, Any], as_at: date) -> None:
    long_after = datetime.fromisoformat("2100-01-01T00:00:00+00:00")
    assert positions(file, as_at, long_after) == positions(file, as_at)


@given(contracts(), DAYS)
def test_more_days_of_grace_never_make_it_worse(file: dict[str, Any], as_at: date) -> None:
    held = read(file)
    for days in (0, 1, 30):
        strict, mild = (
            ledger(held.commitments, held.term, Moment(as_at), grace_days=each) for each in (days, days + 1)
        )
        for one, other in zip(strict, mild, strict=True):
            assert one.state == other.state or (one.state, other.state) == ("short", "at-risk")
