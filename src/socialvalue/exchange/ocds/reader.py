"""Read the releases of any OCDS file, one at a time: packages, records, lists, lines, single releases.

What a file is, is told from its content. A fault costs at most the release it stands in: it is reported, and
reading goes on behind it. Nothing is fetched; one release and one window of text are in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from socialvalue.exchange.ocds.problems import Where
from socialvalue.exchange.ocds.release import Finisher, Kind, Read, Tell
from socialvalue.exchange.ocds.source import Readable, refuse_what_is_not_json, text_of
from socialvalue.exchange.ocds.tokens import Parser
from socialvalue.exchange.ocds.window import Window
from socialvalue.foundation.refusal import Refusal

_ENVELOPE = re.compile(
    r'\{\s*"(?:uri|version|extensions|publishedDate|publisher|license|publicationPolicy|links|packages'
    r'|releases|records|next|maxDate|cursor)"\s*:'
)
_CANDIDATE = re.compile(
    r'\{\s*"(?:ocid|id|tag|date|language|initiationType|parties|buyer|buyerID|planning|tender|awards|contracts|bids'
    r'|title|description|relatedProcesses|links)"\s*:'
)
_LISTS = ("releases", "records")
_COMPILED = "compiledRelease"
_VERSIONED = "versionedRelease"
_MOST_ATTEMPTS = 20_000


def read_releases(source: Path | Readable, tell: Tell, *, name: str | None = None) -> Iterator[Read]:
    """Every release of a file in its order; `tell` hears every problem; Refusal if it is no JSON at all."""
    if isinstance(source, Path):
        try:
            with source.open("rb") as stream:
                yield from _Reader(stream, tell, name or source.name).releases()
        except (FileNotFoundError, IsADirectoryError, PermissionError) as fault:
            raise Refusal("file-missing", f"{source} cannot be opened: {fault.strerror}.") from fault
    else:
        yield from _Reader(source, tell, name or getattr(source, "name", "") or "the input").releases()


class _Reader:
    def __init__(self, stream: Readable, tell: Tell, name: str) -> None:
        self.name = name
        self.where = Where(name)
        self.tell = tell
        self.parser = Parser()
        self.finisher = Finisher(tell, self.parser, name)
        self.number = 0
        self.attempts = 0
        self.is_cut_off = False
        self.window = Window(text_of(stream, self._tell_file))

    def _tell_file(self, code: str, text: str) -> None:
        self.tell(self.where.problem(code, "", text))

    def releases(self) -> Iterator[Read]:
        """Every value at the top of the file, one after the other."""
        window = self.window
        window.peek()
        refuse_what_is_not_json(window.text[window.at : window.at + 200], self.name)
        while mark := window.peek():
            if mark == "{":
                yield from self._object(Kind.RELEASE)
            elif mark == "[":
                yield from self._list(Kind.RELEASE)
            elif mark in ",\x1e":
                window.at += 1
            else:
                self._resync(f"holds {window.text[window.at : window.at + 20]!r} where a release belongs")
        if not self.number and not self.is_cut_off:
            self._tell_file("file-without-notices", "holds no notices: no release stands where one belongs")

    # one value --------------------

    def _object(self, kind: Kind) -> Iterator[Read]:
        window = self.window
        window.ensure(1 << 18)
        if _ENVELOPE.match(window.text, window.at):
            yield from self._envelope()
            return
        start = window.at
        value = self._quick()
        if value is None:
            yield from self._careful(kind)
            return
        if any(isinstance(value.get(name), list) for name in _LISTS) or _COMPILED in value:
            window.at = start
            yield from self._envelope()
            return
        yield from self._release(value, window.text[start : window.at], kind)

    def _quick(self) -> dict[str, Any] | None:
        """The object that begins here, if the scanner can read it as it stands."""
        window = self.window
        self.parser.fresh()
        try:
            value, end = self.parser.scan(window.text, window.at)
        except (ValueError, StopIteration, RecursionError):
            return None
        window.at = end
        return value if isinstance(value, dict) else None

    def _careful(self, kind: Kind) -> Iterator[Read]:
        """An object that is damaged, unfinished or larger than the window."""
        window = self.window
        end = window.find_end()
        if end is None:
            if self._looks_like_envelope():
                yield from self._envelope()
            else:
                self._lost()
            return
        start, text = window.at, window.text[window.at : end]
        try:
            value = self.parser.parse(text)
        except RecursionError:
            window.at = end
            self._refuse("release-too-deep", "is nested too deeply to be a notice")
            return
        except ValueError as fault:
            if self._looks_like_envelope():
                yield from self._envelope()
            else:
                self._unreadable(text, end, fault)
            return
        window.at = end
        if any(isinstance(value.get(name), list) for name in _LISTS) or _COMPILED in value:
            window.at = start
            yield from self._envelope()
            return
        yield from self._release(value, text, kind)

    def _looks_like_envelope(self) -> bool:
        window = self.window
        head = window.text[window.at : window.at + window.largest]
        return any(f'"{name}"' in head for name in (*_LISTS, _COMPILED))

    def _unreadable(self, text: str, end: int, fault: ValueError) -> None:
        """Refuse one release; where its brackets have swallowed the next one, find that again."""
        begun = self.window.at
        if _CANDIDATE.search(text, 1) and text.count('"ocid"') > 1:
            self._lost()
            return
        self.window.at = end
        self._refuse("release-unreadable", f"cannot be read at character {begun} of the text: {fault}")

    def _release(self, value: dict[str, Any], text: str, kind: Kind) -> Iterator[Read]:
        self.number += 1
        try:
            read = self.finisher.release(value, text, self.number, kind)
        except Exception as fault:  # one release must not stop the rest
            self.tell(Where(self.name, f"number {self.number}").unusable(fault))
            return
        if read:
            yield read

    # packages and records --------------------

    def _envelope(self) -> Iterator[Read]:
        window = self.window
        window.at += 1
        while True:
            mark = window.peek()
            if mark == ",":
                window.at += 1
            elif mark == "}":
                window.at += 1
                return
            elif mark == '"':
                yield from self._member()
            else:
                if mark:
                    self._resync(f"has {mark!r} where the name of a field belongs")
                else:
                    self._truncated()
                return

    def _member(self) -> Iterator[Read]:
        window = self.window
        try:
            key, window.at = self.parser.scan(window.text, window.at)
        except (ValueError, StopIteration):
            if not window.skip_value():
                self._truncated()
            return
        if window.peek() != ":":
            self._resync(f"has no colon after {key!r}")
            return
        window.at += 1
        mark = window.peek()
        if key in _LISTS and mark == "[":
            yield from self._list(Kind.RELEASE)
        elif key == _COMPILED and mark == "{":
            yield from self._object(Kind.COMPILED)
        else:
            self._pass_over(mark)

    def _pass_over(self, mark: str) -> None:
        window = self.window
        if mark and mark in '"{[':
            if not window.skip_value():
                self._truncated()
        else:
            match = re.compile(r"[^\s,}\]]*").match(window.text, window.at)
            window.at = match.end() if match else window.at

    def _list(self, kind: Kind) -> Iterator[Read]:
        window = self.window
        window.at += 1
        while True:
            mark = window.peek()
            if mark == "{":
                yield from self._object(kind)
            elif mark == ",":
                window.at += 1
            elif mark == "]":
                window.at += 1
                return
            elif not mark:
                self._truncated()
                return
            else:
                self._stranger(mark)

    def _stranger(self, mark: str) -> None:
        """Something that is no object where a release belongs."""
        begun = self.window.at
        self.number += 1
        if mark in '"[':
            excerpt = self.window.text[begun : begun + 30]
            if not self.window.skip_value():
                self._truncated()
                return
        else:
            self._pass_over(mark)
            excerpt = self.window.text[begun : self.window.at]
        if self.window.at == begun:
            self._resync(f"has {mark!r} where a release belongs")
            return
        self.tell(
            self.where.problem(
                "release-not-object", "", f"holds {excerpt!r} where release {self.number} belongs"
            )
        )

    # faults --------------------

    def _truncated(self) -> None:
        if not self.is_cut_off:
            self.is_cut_off = True
            self._tell_file("file-truncated", f"breaks off after {self.number} releases; those are read")
        self.window.finish()

    def _refuse(self, code: str, text: str) -> None:
        self.number += 1
        where = Where(self.name, f"number {self.number}")
        self.tell(where.problem(code, "", text))

    def _lost(self) -> None:
        """An object that has no end within reach: too large, broken inside, or cut off."""
        window = self.window
        begun, ended = window.position, window.ended
        window.at += 1
        if self._find_release():
            self._refuse(
                "release-unreadable",
                f"is broken between characters {begun} and {window.position} of the file",
            )
        elif ended and window.position - begun <= window.largest:
            self._truncated()
        else:
            self._refuse(
                "release-too-large", f"has no end within {window.largest} characters and is left out"
            )

    def _resync(self, what: str) -> None:
        begun = self.window.position
        self.window.at += 1
        found = self._find_release()
        rest = (
            f"reading goes on at character {self.window.position}" if found else "no further release is found"
        )
        self._tell_file("file-broken", f"{what} at character {begun}; {rest}")

    def _find_release(self) -> bool:
        """Go to the next object that can be read and has an ocid; False at the end of the file."""
        window = self.window
        while True:
            window.ensure(1 << 18)
            match = _CANDIDATE.search(window.text, window.at)
            if match is None:
                if window.ended:
                    window.finish()
                    return False
                window.at = max(window.at, len(window.text) - 64)
                window.ensure(1 << 19)
                continue
            window.at = match.start()
            window.ensure(1 << 18)
            start = window.at
            value = self._quick()
            window.at = start
            if value is not None and isinstance(value.get("ocid"), str):
                return True
            if not self._may_try_again():
                return False
            window.at += 1

    def _may_try_again(self) -> bool:
        self.attempts += 1
        if self.attempts < _MOST_ATTEMPTS:
            return True
        self._tell_file(
            "file-abandoned", f"is too damaged: the rest after {self.number} releases is not read"
        )
        self.window.finish()
        return False
