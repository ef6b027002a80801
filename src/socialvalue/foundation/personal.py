"""What in a text has the shape of personal data: an address, a number of a person. Words are for a person to judge."""

import re
from typing import Final

from socialvalue.foundation.refusal import Refusal

_SHAPES: Final = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    "a telephone number": re.compile(r"(?<![\d£.,])(?:\+44\s?|\(?0)\d(?:[\s()-]?\d){8,9}(?!\d)"),
    "a National Insurance number": re.compile(
        r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?(?:\d{2}\s?){3}[A-D]\b", re.IGNORECASE
    ),
}


def personal_data(text: str) -> tuple[str, ...]:
    """What in a text looks like personal data, in words."""
    return tuple(name for name, shape in _SHAPES.items() if shape.search(text))


def require_no_personal_data(text: str, field: str) -> None:
    """Refuses a text with an address, a telephone or a National Insurance number in it (DPA-1)."""
    if found := personal_data(text):
        raise Refusal(
            "personal-data",
            f"Take out {' and '.join(found)}: say what is done and for how many, not who they are.",
            clause="DPA-1",
            field=field,
        )
