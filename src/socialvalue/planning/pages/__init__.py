"""The pages of planning behind one door."""

from socialvalue.planning.pages.asking import add, confirm_requirement, question, remove_requirement
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
    "add",
    "confirm",
    "confirm_requirement",
    "consider",
    "correct",
    "export",
    "history",
    "lots",
    "procurement",
    "procurements",
    "question",
    "remove_requirement",
    "requirements",
]
