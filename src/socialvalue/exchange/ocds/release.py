"""One release: what was odd in its text is told, and it is made ready to wait for the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson

from socialvalue.exchange.ocds.problems import Problem, Where
from socialvalue.exchange.ocds.tokens import (
    MARK,
    Oddities,
    Parser,
    RawNumber,
    compact,
    is_number,
    mend,
    raw_numbers,
    storable,
    unmark,
    written_once,
)

Tell = Callable[[Problem], None]


class Kind(StrEnum):
    """What a release is: a notice, or a state already merged by somebody else."""

    RELEASE = "release"
    COMPILED = "compiled"


@dataclass(slots=True)
class Read:
    """One release as read: its data, the same as JSON text to be read again, and where it came from."""

    data: dict[str, Any]
    body: bytes
    where: Where
    kind: Kind
    is_plain: bool
    has_raw_numbers: bool


def parse_again(text: bytes, *, is_plain: bool, parser: Parser) -> dict[str, Any]:
    """Read the text of a release a second time, without telling its problems again."""
    if is_plain:
        plain: dict[str, Any] = orjson.loads(text)
        return plain
    written = text.decode()
    value: dict[str, Any] = parser.parse(written)
    return unmark(value) if "\\ue000" in written else value


class Finisher:
    """Turns what was parsed into releases, and tells what was odd in their texts."""

    def __init__(self, tell: Tell, parser: Parser, file: str) -> None:
        self.tell = tell
        self.parser = parser
        self.file = file

    def release(self, value: dict[str, Any], text: str, number: int, kind: Kind) -> Read | None:
        """The release that was parsed last, with its problems told; None where it is only a link."""
        text, replaced = storable(text)
        if (
            replaced
        ):  # before anything is told: a problem that names what no database stores would end the import
            value = self.parser.parse(text)
        odd = self.parser.oddities
        where = Where(self.file, _name(value.get("id")) or f"number {number}", _name(value.get("ocid")))
        if replaced:
            self.tell(
                where.problem("text-unstorable", "", "holds a NUL or half a character pair, replaced by �")
            )
        if "url" in value and "ocid" not in value:
            self.tell(
                where.problem(
                    "release-linked", "", f"is only a link to {_name(value['url'])}; nothing is fetched"
                )
            )
            return None
        if odd.repairs or (odd.raw_numbers and MARK not in text):
            text = mend(text, Oddities())
        try:
            body = compact(value)
        except ValueError:
            self.tell(where.problem("release-too-deep", "", "is nested too deeply to be a notice"))
            return None
        if not written_once(text, body):
            self._tell_repeated(text, where)
        self._tell_oddities(value, odd, where)
        if _is_compiled(value.get("tag")):
            kind = Kind.COMPILED
        return Read(
            value, body if odd.is_plain else text.encode(), where, kind, odd.is_plain, odd.raw_numbers > 0
        )

    def _tell_repeated(self, text: str, where: Where) -> None:
        for key, kept, left in self.parser.repeated_keys(text):
            said = f"writes the field {key!r} twice; {_excerpt(kept)} is kept, {_excerpt(left)} is left out"
            self.tell(where.problem("key-duplicated", "", said))

    def _tell_oddities(self, value: dict[str, Any], odd: Oddities, where: Where) -> None:
        for code, said in dict.fromkeys(odd.repairs):
            self.tell(where.problem(code, "", said))
        if odd.raw_numbers:
            for path, token in raw_numbers(value):
                self.tell(_about_number(where, path, token))


def _about_number(where: Where, path: str, token: RawNumber) -> Problem:
    shown = token if len(token) <= 60 else f"{token[:57]}…"
    if is_number(token):
        return where.problem(
            "number-impossible", path, f"is the number {shown}, which no system can hold; it is kept as text"
        )
    return where.problem("number-invalid", path, f"is {shown}, which is not a number; it is kept as text")


def _is_compiled(tag: object) -> bool:
    return "compiled" in tag if isinstance(tag, list) else tag == "compiled"


def _name(value: object) -> str:
    return str(value)[:200] if isinstance(value, (str, int)) else ""


def _excerpt(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
