"""The pages of planning behind one door."""

from socialvalue.planning.pages.procurements import (
    confirm,
    correct,
    export,
    history,
    lots,
    procurement,
    procurements,
)
from socialvalue.planning.pages.requirements import consider, requirements

__all__ = [
    "confirm",
    "consider",
    "correct",
    "export",
    "history",
    "lots",
    "procurement",
    "procurements",
    "requirements",
]
