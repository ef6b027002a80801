"""A window that slides over the text of a file, and finds where a JSON value ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LOOKAHEAD = 1 << 18
LARGEST = 1 << 22

_SPACE = re.compile(r"[ \t\r\n]*")
_MARKS = re.compile(r'["{}\[\]]')
_IN_STRING = re.compile(r'["\\]')


@dataclass(slots=True)
class _Walk:
    """How far the search for the end of a value has come."""

    at: int
    depth: int = 0
    in_string: bool = False

    def step(self, text: str) -> bool:
        """Go on to the next mark; False where the text is used up."""
        match = (_IN_STRING if self.in_string else _MARKS).search(text, self.at)
        if match is None:
            self.at = len(text)
            return False
        mark = match[0]
        if mark == "\\":
            if match.end() >= len(text):
                self.at = match.start()
                return False
            self.at = match.end() + 1
            return True
        self.at = match.end()
        if mark == '"':
            self.in_string = not self.in_string
        else:
            self.depth += 1 if mark in "{[" else -1
        return True


class Window:
    """The part of the text that is in memory; `at` is where reading stands."""

    def __init__(self, pieces: Iterator[str], *, lookahead: int = LOOKAHEAD, largest: int = LARGEST) -> None:
        self._pieces = pieces
        self._lookahead = lookahead
        self.largest = largest
        self.text = ""
        self.at = 0
        self.before = 0
        self.ended = False

    @property
    def position(self) -> int:
        """How many characters of the file lie before the place reading has come to."""
        return self.before + self.at

    def ensure(self, ahead: int) -> None:
        """Read on until so many characters lie ahead, or the file ends."""
        if self.ended or len(self.text) - self.at >= ahead:
            return
        parts = [self.text[self.at :]]
        have = len(parts[0])
        self.before += self.at
        while have < ahead and not self.ended:
            piece = next(self._pieces, None)
            if piece is None:
                self.ended = True
            else:
                parts.append(piece)
                have += len(piece)
        self.text, self.at = "".join(parts), 0

    def peek(self) -> str:
        """The next character that is not white space; empty at the end of the file."""
        while True:
            self.ensure(self._lookahead)
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text) or self.ended:
                return self.text[self.at : self.at + 1]

    def find_end(self) -> int | None:
        """Where the object, list or text that begins here ends; None where it does not, or is too large."""
        walk = _Walk(self.at)
        while True:
            while walk.step(self.text):
                if walk.depth <= 0 and not walk.in_string:
                    return walk.at
            passed = walk.at - self.at
            if self.ended or passed > self.largest:
                return None
            self.ensure(len(self.text) - self.at + self._lookahead)
            walk.at = self.at + passed

    def skip_value(self) -> bool:
        """Pass over one value of any size without keeping it; False where the file ends first."""
        walk = _Walk(self.at)
        while True:
            while walk.step(self.text):
                if walk.depth <= 0 and not walk.in_string:
                    self.at = walk.at
                    return True
            self.at = walk.at
            if self.ended:
                return False
            self.ensure(len(self.text) - self.at + self._lookahead)
            walk.at = self.at

    def finish(self) -> None:
        """Give up on what is left."""
        self.ended, self.at = True, len(self.text)
