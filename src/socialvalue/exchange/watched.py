"""A file that says how far it has been read."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import BinaryIO

EVERY = 0.5  # seconds between two signs


class WatchedFile:
    """Enough of a binary file for the reader: `read`, and the name that problems are told under."""

    def __init__(self, content: BinaryIO, name: str, tell: Callable[[int], None]) -> None:
        self.content = content
        self.name = name
        self._tell = tell
        self._told = time.monotonic()

    def read(self, size: int = -1) -> bytes:
        """The next bytes; now and then the teller hears how many were read so far."""
        read = self.content.read(size)
        if time.monotonic() - self._told > EVERY:
            self._told = time.monotonic()
            self._tell(self.content.tell())
        return read
