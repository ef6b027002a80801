"""Two clocks: the real instant, and the business day that a demonstration may set.

`instant_now` is for security, receipts and the log; `business_today` is what "today" means in a rule. Both
can be bound to another source, once, at the entrance: the database server's clock where there is one.
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


def real_today() -> date:
    """The date in London by the real clock: for security, which never follows a demonstration's day."""
    return instant_now().astimezone(LONDON).date()


class _Clocks:
    """The sources in use: one object, because threads that disagree about the time have no clock."""

    def __init__(self) -> None:
        self.instant: InstantSource = machine_instant
        self.day: DaySource = real_today


_clocks = _Clocks()


def instant_now() -> datetime:
    """The instant now, aware, in UTC. Refuses a bound source that gives a time without a zone."""
    instant = _clocks.instant()
    if instant.tzinfo is None:
        raise Refusal("clock-without-zone", "The clock gave a time without a time zone", status=503)
    return instant.astimezone(UTC)


def business_today() -> date:
    """The day that rules take as today: the date in London, unless another day has been bound."""
    return _clocks.day()


def bind_instant(source: InstantSource = machine_instant) -> InstantSource:
    """Take instants from `source` from now on (default: this machine); returns the old one."""
    replaced, _clocks.instant = _clocks.instant, source
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
