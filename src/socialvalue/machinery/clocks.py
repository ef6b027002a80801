"""The database server's clock: one clock for all processes, which an application server's wrong time cannot move.

It is asked once a minute and carried on in between by a clock that only ever runs forward and that nobody can set, so
that a page does not pay a statement for every moment it writes down.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connection

TRUSTED_FOR: Final = 60.0  # seconds


class DatabaseClock:
    """Now, by the database server. Raises what the database raises when it is away and has to be asked."""

    def __init__(self) -> None:
        self._read: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """The instant now, in UTC."""
        read = self._read
        if read is None or time.monotonic() - read[1] > TRUSTED_FOR:
            read = self._read = self._ask()
        return read[0] + timedelta(seconds=time.monotonic() - read[1])

    def _ask(self) -> tuple[datetime, float]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            instant: datetime = cursor.fetchone()[0]
        return instant.astimezone(UTC), time.monotonic()
