"""A reason says something: what every room asks for before it writes down why."""

import unicodedata
from typing import Final

from socialvalue.foundation.refusal import Refusal

SHORTEST_REASON: Final = 10
"""Characters that can be seen: "ok" is not a reason, and neither are blanks of whatever kind."""


def length(text: str) -> int:
    """How many characters of a text can be seen: without white space at its ends, marks of format and controls."""
    shown = "".join(each for each in text if unicodedata.category(each) not in {"Cf", "Cc"} or each.isspace())
    return len(shown.strip())


def sufficient(reason: str, clause: str, *, field: str = "reason") -> str:
    """The reason without white space around it; refuses one that says nothing."""
    if length(reason) < SHORTEST_REASON:
        raise Refusal(
            "reason-missing", "Enter a reason of at least 10 characters.", field=field, clause=clause
        )
    return reason.strip()
