"""Parse JSON without losing anything: exact numbers, repeated and damaged field names, faults of syntax.

The fast way is the standard library's C scanner with our own hooks. What it refuses is repaired on the text,
each repair is told, and the same scanner reads the result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import orjson

MARK = "\ue000"
REPLACEMENT = "\ufffd"
_LONGEST = 40
_LARGEST = 30

_BAD_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_ESCAPES = re.compile(
    r"(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?P<bad>\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2}))|\\."
)
_PIECE = re.compile(
    r'(?P<string>"[^"\\]*+(?:\\[\s\S][^"\\]*+)*+")|(?P<comma>,(?=\s*[}\]]))|[\s{}\[\]:,]+?|(?P<bare>[^\s{}\[\]:,"]+)'
)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")
_LITERALS = {"true", "false", "null"}
_CONTROL = re.compile(r"[\x00-\x1f]")
_FALSE_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|(?P<bad>[\s\S]))')


class RawNumber(str):
    """A number kept as the text it was, because no number type holds it or because it is not one."""

    __slots__ = ()


@dataclass(slots=True)
class Oddities:
    """What was met while one text was parsed."""

    raw_numbers: int = 0
    exact_numbers: int = 0
    repeated_keys: list[tuple[str, Any, Any]] = field(default_factory=list)
    repairs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """True where any JSON parser would read the same."""
        return not (self.raw_numbers or self.exact_numbers or self.repairs)


class Parser:
    """A JSON parser that keeps numbers exact and remembers what was odd in the text."""

    def __init__(self) -> None:
        self.oddities = Oddities()
        numbers = {
            "parse_float": self._fraction,
            "parse_int": self._integer,
            "parse_constant": self._constant,
        }
        self.scan = _scanner(**numbers)
        self._scan_pairs = _scanner(**numbers, object_pairs_hook=self._object)

    def fresh(self) -> Oddities:
        """Begin a new text."""
        if not self.oddities.is_plain or self.oddities.repeated_keys:
            self.oddities = Oddities()
        return self.oddities

    def parse(self, text: str) -> Any:
        """Read one complete text, repairing what can be repaired; ValueError where nothing helps."""
        self.fresh()
        try:
            value, end = self.scan(text, 0)
        except (ValueError, StopIteration):
            value, end = None, -1
        if end == len(text):
            return value
        oddities = self.fresh()
        mended = mend(text, oddities)
        try:
            value, end = self.scan(mended, 0)
        except StopIteration as stopped:
            raise ValueError("nothing to read") from stopped
        if end != len(mended):
            raise ValueError("something stands after the end")
        return unmark(value)

    def repeated_keys(self, text: str) -> list[tuple[str, Any, Any]]:
        """The fields that are written twice in one object: name, what is kept, what is left out."""
        kept, self.oddities = self.oddities, Oddities()
        try:
            self._scan_pairs(text, 0)
            return self.oddities.repeated_keys
        finally:
            self.oddities = kept

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            for key, value in reversed(pairs):
                if key in seen:
                    self.oddities.repeated_keys.append((key, found[key], value))
                seen.add(key)
        return found

    def _fraction(self, token: str) -> Decimal | RawNumber:
        if len(token) < 20 and "e" not in token and "E" not in token:  # pounds and pence, nearly always
            self.oddities.exact_numbers += 1
            return Decimal(token)
        if len(token) <= _LONGEST:
            value = Decimal(token)
            if -_LARGEST <= value.adjusted() <= _LARGEST:
                self.oddities.exact_numbers += 1
                return value
        self.oddities.raw_numbers += 1
        return RawNumber(token)

    def _integer(self, token: str) -> int | RawNumber:
        if len(token) < 19:
            return int(token)
        if len(token) <= _LONGEST:
            self.oddities.exact_numbers += 1
            return int(token)
        self.oddities.raw_numbers += 1
        return RawNumber(token)

    def _constant(self, token: str) -> RawNumber:
        self.oddities.raw_numbers += 1
        return RawNumber(token)


def _scanner(**hooks: Any) -> Callable[[str, int], tuple[Any, int]]:
    scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(**hooks).scan_once  # type: ignore[attr-defined]
    return scan


def written_once(text: str, compact: bytes) -> bool:
    """Whether no field is written twice: the text and `compact`, the same written again, have as many colons.

    A field has one, and the texts have the same in both; a text that writes one as an escape is not vouched for.
    """
    if text.count(":") != compact.count(b":"):
        return False
    return "\\" not in text or "\\u003" not in text


def compact(value: Any) -> bytes:
    """The value as the shortest JSON; exact and raw numbers become texts. ValueError where it is too deep."""
    try:
        return orjson.dumps(value, default=str)
    except TypeError as fault:
        if "64-bit" not in str(fault):
            raise ValueError("too many levels") from fault
    return json.dumps(value, default=str, separators=(",", ":"), ensure_ascii=False).encode()


def storable(text: str) -> tuple[str, bool]:
    """Replace NUL and unpaired surrogates, which no database stores; say whether there were any."""
    if "\\u" not in text or not _BAD_ESCAPE.search(text):
        return text, False
    found = False

    def replace(match: re.Match[str]) -> str:
        nonlocal found
        if match["bad"]:
            found = True
            return "\\ufffd"
        return match[0]

    return _ESCAPES.sub(replace, text), found


def mend(text: str, oddities: Oddities) -> str:
    """Repair the faults of syntax that leave no doubt, and put marks round numbers that are none."""

    def piece(match: re.Match[str]) -> str:
        if match["bare"]:
            return _mend_bare(match["bare"], oddities)
        if match["comma"]:
            oddities.repairs.append(
                ("syntax-repaired", "has a comma after the last entry, which is left out")
            )
            return ""
        return _mend_string(match[0], oddities) if match["string"] else match[0]

    return _PIECE.sub(piece, text)


def _mend_bare(token: str, oddities: Oddities) -> str:
    if token in _LITERALS or _NUMBER.match(token):
        return token
    oddities.raw_numbers += 1
    return json.dumps(MARK + token)


def _mend_string(text: str, oddities: Oddities) -> str:
    if "\\" in text:
        mended = _FALSE_ESCAPE.sub(lambda m: "\\" + m[0] if m["bad"] else m[0], text)
        if mended != text:
            oddities.repairs.append(
                ("text-control", "holds a backslash that begins nothing, which is kept as it is")
            )
            text = mended
    if _CONTROL.search(text):
        oddities.repairs.append(
            ("text-control", "holds a line break or control character inside a text, kept")
        )
        text = _CONTROL.sub(lambda m: REPLACEMENT if m[0] == "\0" else f"\\u{ord(m[0]):04x}", text)
    return text


def unmark(value: Any) -> Any:
    """Turn the marked texts back into the raw tokens they are."""
    if isinstance(value, dict):
        return {key: unmark(item) for key, item in value.items()}
    if isinstance(value, list):
        return [unmark(item) for item in value]
    if type(value) is str and value.startswith(MARK):
        return RawNumber(value[1:])
    return value


def raw_numbers(value: Any, path: str = "") -> list[tuple[str, RawNumber]]:
    """Where the raw tokens stand, for the report."""
    if isinstance(value, dict):
        return [hit for key, item in value.items() for hit in raw_numbers(item, f"{path}/{key}")]
    if isinstance(value, list):
        return [hit for place, item in enumerate(value) for hit in raw_numbers(item, f"{path}/{place}")]
    return [(path, value)] if isinstance(value, RawNumber) else []


def is_number(token: str) -> bool:
    """True for a token that is a JSON number, however large."""
    return bool(_NUMBER.match(token))
