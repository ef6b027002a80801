"""The clock of a demonstration: its day stands at 15 May 2028, and what is written down lies on it or after.

Three financial years and the first Statement lie behind that day. The instants that are written down are the real ones
moved on by whole days, as many as lay between the first start and the demonstration's day; so a made-up history of
2027 is past, durations stay true, and time never runs backwards (decision 0022).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from socialvalue.entrance.demonstration.plan import DAY
from socialvalue.foundation import clock


def bind() -> None:
    """Let the business day stand, and move what is written down to it."""
    ahead = DAY - began_on()
    clock.bind_business_day(lambda: DAY)
    clock.bind_written_instant(lambda: moved(clock.real_instant(), ahead))


def moved(instant: datetime, ahead: timedelta) -> datetime:
    """An instant as the demonstration writes it down."""
    return instant + timedelta(days=ahead.days)


def began_on() -> date:
    """The real day on which this demonstration was first started: today, before it was."""
    file = _file()
    if file.exists():
        return date.fromisoformat(file.read_text(encoding="ascii").strip())
    return clock.machine_instant().astimezone(clock.LONDON).date()


def remember_the_first_day() -> None:
    """Keep the day of the first start, so that later starts move the clock by as much."""
    if not _file().exists():
        _file().write_text(began_on().isoformat(), encoding="ascii")


def _file() -> Path:
    return Path(settings.DATA) / "demonstration-began-on"
