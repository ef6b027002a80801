"""Keys and labels: a uid that programs join by, a reference that people read out (rulings 28)."""

import re
from typing import Final
from uuid import UUID

import uuid_utils

from socialvalue.foundation.refusal import Refusal

_FORM: Final = re.compile(r"([A-Z]{2,3})-(\d{4})-(\d{4,})")


def new_uid() -> UUID:
    """A new UUIDv7: unique, and in order of time, so that indexes stay compact."""
    return UUID(int=uuid_utils.uuid7().int)


def reference(series: str, year: int, number: int) -> str:
    """A reference such as "PR-2027-0042": a label, never reused, that means nothing by itself."""
    return f"{series}-{year}-{number:04d}"


def parse_reference(text: str) -> tuple[str, int, int]:
    """The series, year and number of a reference as someone typed it. Refuses anything else."""
    found = _FORM.fullmatch(text.strip().upper())
    if not found:
        raise Refusal("reference-form", f"“{text}” is not a reference. A reference looks like PR-2027-0042.")
    return found[1], int(found[2]), int(found[3])
