"""Two clocks: one that tells the instant, one that says which day the rules take as today."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from socialvalue.foundation import clock
from socialvalue.foundation.refusal import Refusal


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Set the instant for one test."""

    def set_instant(instant: datetime) -> None:
        monkeypatch.setattr(clock._clocks, "real", lambda: instant)
        monkeypatch.setattr(clock._clocks, "day", clock.real_today)

    return set_instant


def test_the_instant_is_aware_and_in_utc() -> None:
    assert clock.instant_now().utcoffset() == timedelta(0)


def test_a_bound_instant_is_turned_into_utc(at) -> None:
    at(datetime(2027, 4, 1, 1, 0, tzinfo=timezone(timedelta(hours=1))))
    assert clock.instant_now() == datetime(2027, 4, 1, 0, 0, tzinfo=UTC)
    assert clock.instant_now().utcoffset() == timedelta(0)


def test_a_clock_without_zone_is_refused(at) -> None:
    at(datetime(2027, 4, 1))
    with pytest.raises(Refusal) as refused:
        clock.instant_now()
    assert refused.value.status == 503


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2027, 3, 31, 22, 59, 59, tzinfo=UTC), date(2027, 3, 31)),
        (
            datetime(2027, 3, 31, 23, 0, tzinfo=UTC),
            date(2027, 4, 1),
        ),  # British Summer Time: the new financial year
        (datetime(2027, 12, 31, 23, 59, tzinfo=UTC), date(2027, 12, 31)),
    ],
)
def test_today_is_the_date_in_london(at, instant: datetime, day: date) -> None:
    at(instant)
    assert clock.business_today() == day


def test_the_business_day_can_stand_still_and_be_released() -> None:
    before = clock.business_today()
    with clock.business_day(date(2028, 5, 15)):
        assert clock.business_today() == date(2028, 5, 15)
        assert clock.instant_now().year != 2028 or before.year == 2028
    assert clock.business_today() == before


def test_binding_returns_the_source_it_replaces() -> None:
    replaced = clock.bind_instant(lambda: datetime(2030, 1, 1, tzinfo=UTC))
    try:
        assert clock.instant_now().year == 2030
    finally:
        clock.bind_instant(replaced)
    assert clock.instant_now().year != 2030


def test_what_is_written_down_can_lie_in_another_year_while_security_keeps_the_real_time() -> None:
    replaced = clock.bind_written_instant(lambda: datetime(2028, 5, 15, 9, tzinfo=UTC))
    try:
        assert clock.instant_now().year == 2028
        assert clock.real_instant().year != 2028 and clock.real_today().year != 2028
    finally:
        clock.bind_written_instant(replaced)


def test_a_deed_can_be_placed_in_time_and_the_clocks_go_on_afterwards() -> None:
    then = datetime(2027, 3, 31, 23, 30, tzinfo=UTC)
    with clock.standing_at(then):
        assert (clock.instant_now(), clock.business_today()) == (then, date(2027, 4, 1))
    assert clock.instant_now() != then
