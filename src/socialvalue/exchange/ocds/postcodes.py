"""Postcodes as notices write them."""

from __future__ import annotations

import re
from functools import lru_cache

_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\Z")


@lru_cache(maxsize=4096)
def read_postcode(as_read: str) -> tuple[str, str]:
    """The postcode in its usual form and the code of the problem it has, if any."""
    compact = re.sub(r"\s", "", as_read).upper()
    whole = f"{compact[:-3]} {compact[-3:]}"
    if not _POSTCODE.match(whole):
        return as_read, "postcode-doubtful"
    return whole, "" if whole == as_read else "postcode-repaired"
