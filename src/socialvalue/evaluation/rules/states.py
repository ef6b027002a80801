"""The states of an evaluator's seat for a lot, and how far the evaluation of a lot is (rules 27 and 28)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from socialvalue.foundation.states import StateTable, Step

SEAT: Final = StateTable(
    noun="seat on the panel",
    begins="appointed",
    steps=(
        Step("appointed", "declare_no_interest", "declared", "no_interest_declared"),
        Step("appointed", "declare_an_interest", "suspended", "interest_declared"),
        Step("appointed", "release", "released", "evaluator_released"),
        Step("declared", "declare_an_interest", "suspended", "interest_declared"),
        Step("declared", "score", "declared", "scores_noted"),
        Step("declared", "lock", "locked", "scores_locked"),
        Step("declared", "release", "released", "evaluator_released"),
        Step("suspended", "dismiss", "declared", "conflict_dismissed"),
        Step("suspended", "mitigate", "declared", "conflict_mitigated"),
        Step("suspended", "remove", "removed", "evaluator_removed"),
    ),
)
"""A declared interest suspends until a senior decides (ruling 17). Locking is one way: nothing leads back from it."""

OFF_THE_PANEL: Final = frozenset({"removed", "released"})
"""Seats that nobody waits for any more."""


class Conflict(StrEnum):
    """What a senior decides about a declared interest."""

    NONE = "none"
    MITIGATED = "mitigated"
    REMOVED = "removed"

    @property
    def deed(self) -> str:
        """The step that it takes in the table of a seat."""
        return {Conflict.NONE: "dismiss", Conflict.MITIGATED: "mitigate", Conflict.REMOVED: "remove"}[self]


class Stage(StrEnum):
    """How far the evaluation of a lot is: what it waits for."""

    SEALED = "sealed"  # the bids are not opened
    NO_BIDS = "no-bids"
    APPOINTING = "appointing"
    SCORING = "scoring"
    AGREEING = "agreeing"
    COMPUTING = "computing"
    OTHER_PARTS = "other-parts"  # price and other quality are still to come (ruling 21)
    AWARDING = "awarding"
    AWARDED = "awarded"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there of a lot's evaluation; marks are counted by bid and judged criterion."""

    opened: bool
    bids: int
    seats: tuple[str, ...]  # their states
    to_agree: int
    agreed: int
    has_result: bool  # one that is newer than every agreed mark
    has_other_parts: bool  # or needs none
    awarded: bool

    @property
    def all_locked(self) -> bool:
        """Whether everyone who scores has locked; nobody sees another's marks before."""
        return all_locked(self.seats)

    def stage(self) -> Stage:
        """What it waits for, first match."""
        waits = (
            (self.awarded, Stage.AWARDED),
            (not self.opened, Stage.SEALED),
            (not self.bids, Stage.NO_BIDS),
            (bool(self.to_agree) and not on_the_panel(self.seats), Stage.APPOINTING),
            (bool(self.to_agree) and not self.all_locked, Stage.SCORING),
            (self.agreed < self.to_agree, Stage.AGREEING),
            (not self.has_result, Stage.COMPUTING),
            (not self.has_other_parts, Stage.OTHER_PARTS),
        )
        return next((stage for waiting, stage in waits if waiting), Stage.AWARDING)


def on_the_panel(seats: Collection[str]) -> int:
    """How many seats count: those of whoever was not removed or released."""
    return sum(state not in OFF_THE_PANEL for state in seats)


def all_locked(seats: Collection[str]) -> bool:
    """Whether there is a panel and all of it has locked (rule 27)."""
    return on_the_panel(seats) > 0 and all(state == "locked" or state in OFF_THE_PANEL for state in seats)
