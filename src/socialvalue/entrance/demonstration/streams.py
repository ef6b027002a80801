"""Chance that is the same every time: one stream a purpose, so that one more choice here changes nothing there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, TypeVar

SEED: Final = "winning-together-2028"
T = TypeVar("T")


class Stream:
    """Numbers from SHA-256 of the seed, a name and a counter: the same on every machine and version of Python."""

    def __init__(self, name: str, seed: str = SEED) -> None:
        self._name = f"{seed}:{name}"
        self._count = 0

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` − 1."""
        self._count += 1
        drawn = sha256(f"{self._name}:{self._count}".encode()).digest()
        return int.from_bytes(drawn[:8], "big") % limit

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def one_of(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.below(len(things))]

    def some_of(self, things: Sequence[T], number: int) -> list[T]:
        """So many different ones, in the order drawn."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(number, len(left)))]

    def chance(self, per_cent: int) -> bool:
        """True in so many of a hundred."""
        return self.below(100) < per_cent

    def day(self, first: date, last: date) -> date:
        """A day from the first to the last, both included."""
        return first + timedelta(days=self.below((last - first).days + 1))
