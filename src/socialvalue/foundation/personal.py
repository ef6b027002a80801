"""What in a text has the shape of personal data: an address, a number of a person. Words are for a person to judge."""

import re
from typing import Final

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
