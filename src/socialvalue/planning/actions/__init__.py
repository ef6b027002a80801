"""The deeds of planning behind one door."""

from socialvalue.planning.actions.act_records import record_consideration
from socialvalue.planning.actions.determinations import (
    confirm_determination,
    correct_determination,
    fill,
    move_on,
)

__all__ = [
    "confirm_determination",
    "correct_determination",
    "fill",
    "move_on",
    "record_consideration",
]
