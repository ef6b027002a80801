"""How the outcomes of what is asked meet national statements (CTX-3), for the day on which a procurement begins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Item:
    """A priority or outcome of a national statement, and the council's outcomes that meet it."""

    code: str
    title: str
    outcomes: frozenset[str]

    def met_by(self, outcomes: Collection[str]) -> tuple[str, ...]:
        """Which of these outcomes meet it, in order of code."""
        return tuple(sorted(self.outcomes.intersection(outcomes)))


@dataclass(frozen=True, slots=True)
class Frame:
    """A national statement. `needs_regard`: the law asks to have regard to it (PA23 s.13(9))."""

    code: str
    title: str
    source: str
    valid_from: date
    valid_to: date | None
    needs_regard: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Crosswalks:
    """All national statements that the council's pack knows."""

    frames: tuple[Frame, ...]
    notice: str

    def on(self, day: date | None) -> tuple[Frame, ...]:
        """Those that exist for a procurement that begins on this day; all, where the day is not known."""
        return tuple(
            frame
            for frame in self.frames
            if day is None or (frame.valid_from <= day and (frame.valid_to is None or day <= frame.valid_to))
        )

    @property
    def regard(self) -> Frame | None:
        """The statement that the law asks to have regard to."""
        return next((frame for frame in self.frames if frame.needs_regard), None)


def outcome_of(measure: str) -> str:
    """The outcome of a measure's code: "EM-1" of "EM-1.2"."""
    return measure.partition(".")[0]
