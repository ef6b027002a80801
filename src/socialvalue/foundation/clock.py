"""The clocks: the real instant, the instant that is written down, and the business day.

`real_instant` is for security and for the machine's own work: roles, sessions, leases, tries. `instant_now` is what
records, receipts and the log are stamped with: the real instant, but in a demonstration, whose past lies in years to
come. `business_today` is what "today" means in a rule. Each is bound once, at the entrance: to the database server's
clock where there is one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from socialvalue.foundation.refusal import Refusal

LONDON = ZoneInfo("Europe/London")

InstantSource = Callable[[], datetime]
DaySource = Callable[[], date]


def machine_instant() -> datetime:
    """The instant by this machine's own clock, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 – this is the clock that everyone else takes the time from


def real_instant() -> datetime:
    """The real instant, aware, in UTC. Refuses a bound source that gives a time without a zone."""
    return _in_utc(_clocks.real())


def real_today() -> date:
    """The date in London by the real clock: for security, which never follows a demonstration's day."""
    return real_instant().astimezone(LONDON).date()


class _Clocks:
    """The sources in use: one object, because threads that disagree about the time have no clock."""

    def __init__(self) -> None:
        self.real: InstantSource = machine_instant
        self.written: InstantSource = real_instant
        self.day: DaySource = real_today


_clocks = _Clocks()


def instant_now() -> datetime:
    """The instant to write down now, aware, in UTC: the real one, unless a demonstration has bound another."""
    return _in_utc(_clocks.written())


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise Refusal("clock-without-zone", "The clock gave a time without a time zone", status=503)
    return instant.astimezone(UTC)


def business_today() -> date:
    """The day that rules take as today: the date in London, unless another day has been bound."""
    return _clocks.day()


def bind_instant(source: InstantSource = machine_instant) -> InstantSource:
    """Take real instants from `source` from now on (default: this machine); returns the old one."""
    replaced, _clocks.real = _clocks.real, source
    return replaced


def bind_written_instant(source: InstantSource = real_instant) -> InstantSource:
    """Stamp records with instants of `source` from now on (default: the real ones); returns the old one."""
    replaced, _clocks.written = _clocks.written, source
    return replaced


def bind_business_day(source: DaySource = real_today) -> DaySource:
    """Take the business day from `source` from now on (default: the London date); returns the old one."""
    replaced, _clocks.day = _clocks.day, source
    return replaced


@contextmanager
def business_day(day: date) -> Iterator[None]:
    """Within this block `business_today` is `day`."""
    replaced = bind_business_day(lambda: day)
    try:
        yield
    finally:
        bind_business_day(replaced)


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Within this block records are stamped with `instant`, and the business day is its date in London."""
    replaced = bind_written_instant(lambda: instant)
    try:
        with business_day(instant.astimezone(LONDON).date()):
            yield
    finally:
        bind_written_instant(replaced)
