"""Canonical JSON: the same value always gives the same bytes (RFC 8785), fit to be hashed and signed.

Text is NFC, decimals are strings, instants are UTC with microseconds and a Z, days are ISO dates.
"""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import rfc8785

from socialvalue.foundation.refusal import Refusal


def canonical_bytes(value: Any) -> bytes:
    """The canonical JSON of a value made of None, bool, int, str, Decimal, dates, UUIDs, lists and mappings.

    Refuses what JSON cannot hold exactly: floats, whole numbers beyond ±(2^53 − 1), half surrogates, times
    without a zone, and two names of a mapping that are the same in NFC.
    """
    try:
        return rfc8785.dumps(_plain(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise Refusal("not-canonical", f"This cannot be written exactly: {error}", status=500) from None


def digest(value: Any) -> str:
    """The SHA-256 of a value's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        plain = {unicodedata.normalize("NFC", str(name)): _plain(inner) for name, inner in value.items()}
        if len(plain) != len(value):
            raise Refusal("not-canonical", "Two names are the same in NFC.", status=500)
        return plain
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(inner) for inner in value]
    raise Refusal("not-canonical", f"A {type(value).__name__} cannot be written exactly.", status=500)


def decimal_text(amount: Decimal) -> str:
    """A decimal in plain figures with the places it has, "1.50". Refuses NaN and infinity."""
    if not amount.is_finite():
        raise Refusal("not-canonical", f"{amount} is not a number that can be written.", status=500)
    return f"{amount:f}"


def instant_text(instant: datetime) -> str:
    """An instant as "2027-04-01T09:30:00.000000Z". Refuses one without a zone."""
    if instant.tzinfo is None:
        raise Refusal("instant-without-zone", "A time without a time zone names no instant.", status=500)
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
