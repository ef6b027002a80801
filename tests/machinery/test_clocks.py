"""The database server's clock, carried on in between by a clock that nobody can set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from socialvalue.machinery import clocks

NOON = datetime(2027, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How often the database was asked; its answer is always noon."""
    times: list[float] = []

    def ask(self: clocks.DatabaseClock) -> tuple[datetime, float]:
        times.append(clocks.time.monotonic())
        return NOON, times[-1]

    monkeypatch.setattr(clocks.DatabaseClock, "_ask", ask)
    return times


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock that only runs forward, in the hand of the test."""
    hand = [1000.0]
    monkeypatch.setattr(clocks.time, "monotonic", lambda: hand[0])
    return hand


def test_it_is_asked_once_and_carried_on(asked: list[float], seconds: list[float]) -> None:
    clock = clocks.DatabaseClock()
    assert clock.now() == NOON
    seconds[0] += 59.5
    assert clock.now() == NOON + timedelta(seconds=59.5)
    assert len(asked) == 1


def test_after_a_minute_it_is_asked_again(asked: list[float], seconds: list[float]) -> None:
    clock = clocks.DatabaseClock()
    clock.now()
    seconds[0] += 60.001
    assert clock.now() == NOON
    assert len(asked) == 2
