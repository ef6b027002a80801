"""Read, check and bring together: every release of every file, grouped by procurement and merged.

Releases wait in temporary files until everything is read, so that a file of any size and any order needs the
memory of one procurement.
"""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from socialvalue.exchange.ocds.checks import NO_DATE, check
from socialvalue.exchange.ocds.merge import Clash, compiled
from socialvalue.exchange.ocds.problems import Problem, Severity, Where
from socialvalue.exchange.ocds.reader import read_releases
from socialvalue.exchange.ocds.release import Kind, Read, parse_again
from socialvalue.exchange.ocds.report import ImportTally, Outcome
from socialvalue.exchange.ocds.source import Readable
from socialvalue.exchange.ocds.times import order
from socialvalue.exchange.ocds.tokens import Parser

Tell = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class ReleaseRef:
    """One release that a procurement is made of, with the JSON text it was merged from."""

    id: str
    date: str
    tags: tuple[str, ...]
    file: str
    digest: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Gathered:
    """One procurement: its merged state and the releases it comes from, in order of date."""

    ocid: str
    release: dict[str, Any]
    releases: tuple[ReleaseRef, ...]

    def unusable(self, fault: Exception) -> Iterator[Problem]:
        """Its releases, each refused for a fault that nobody foresaw."""
        for ref in self.releases:
            yield Where(ref.file, ref.id, self.ocid).unusable(fault)


_BATCH = 500
_COLUMNS = "ocid, moment, id, digest, file, compiled, plain, at, size"
_IN_ORDER = """
    SELECT ocid, id, digest, file, compiled, plain, at, size
    FROM (SELECT *, rowid AS number, MIN(rowid) OVER (PARTITION BY ocid) AS first FROM waiting)
    ORDER BY first, moment, number
"""


class Gathering:
    """Collects releases, then gives them back by procurement."""

    def __init__(self, tell: Tell, tally: ImportTally) -> None:
        self.tell = tell
        self.tally = tally
        self.parser = Parser()
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute("PRAGMA cache_size = -8000")
        self._store.execute(f"CREATE TABLE waiting ({_COLUMNS})")
        self._written = TemporaryFile(buffering=1 << 20)  # noqa: SIM115 - closed by close()
        self._bodies: BinaryIO | None = None
        self._rows: list[tuple[Any, ...]] = []
        self._at = 0
        self._store.execute("BEGIN")

    def close(self) -> None:
        """Let go of the temporary database."""
        self._store.close()
        self._written.close()
        if self._bodies:
            self._bodies.close()

    def add(self, read: Read) -> None:
        """Check one release and let it wait; refuse it where it cannot be merged."""
        where, data = read.where, read.data
        try:
            has_no_dates = NO_DATE in read.body
            problems = check(data, where, has_raw_numbers=read.has_raw_numbers, has_no_dates=has_no_dates)
        except RecursionError:
            problems = [where.problem("release-too-deep", "", "is nested too deeply to be a notice")]
        except Exception as fault:  # one release must not stop the rest
            problems = [where.unusable(fault)]
        for problem in problems:
            self.tell(problem)
        if any(problem.severity is Severity.REFUSED for problem in problems):
            self.tally.read(Outcome.REFUSED)
            return
        self.tally.read()
        date = data.get("date")
        body = read.body
        self._written.write(body)
        self._rows.append(
            (
                data["ocid"],
                order(date) if isinstance(date, str) else "",
                str(data.get("id") or ""),
                sha256(body).digest(),
                where.file,
                read.kind is Kind.COMPILED,
                read.is_plain,
                self._at,
                len(body),
            ),
        )
        self._at += len(body)
        if len(self._rows) >= _BATCH:
            self._put_rows()

    def _put_rows(self) -> None:
        self._store.executemany("INSERT INTO waiting VALUES (?,?,?,?,?,?,?,?,?)", self._rows)
        self._rows.clear()

    def procurements(self) -> Iterator[Gathered]:
        """Every procurement once, merged, in the order in which the files first name them."""
        self._put_rows()
        self._written.flush()
        self._bodies = os.fdopen(os.dup(self._written.fileno()), "rb", buffering=1 << 16)
        rows = self._store.execute(_IN_ORDER)
        group: list[tuple[Any, ...]] = []
        for row in rows:
            if group and group[0][0] != row[0]:
                yield from self._merged_or_refused(group)
                group = []
            group.append(row)
        if group:
            yield from self._merged_or_refused(group)

    def _merged_or_refused(self, rows: list[tuple[Any, ...]]) -> Iterator[Gathered]:
        kept = self._once(rows)
        try:
            gathered = self._merged(kept)
        except Exception as fault:  # one procurement must not stop the rest
            for row in kept:
                self.tell(Where(row[3], row[1], row[0]).unusable(fault))
            self.tally.decide(Outcome.REFUSED, len(kept))
            return
        yield gathered

    def _merged(self, rows: list[tuple[Any, ...]]) -> Gathered:
        ocid = rows[0][0]
        kept = [(row, self._body(row)) for row in rows]
        bodies = [parse_again(body, is_plain=bool(row[5]), parser=self.parser) for row, body in kept]
        refs = tuple(_ref(row, data, body) for (row, body), data in zip(kept, bodies, strict=True))
        clashes: dict[tuple[str, str, str], Clash] = {}
        merged = compiled(
            bodies,
            report=lambda clash: clashes.update({(clash.code, clash.path, clash.text): clash}),
        )
        where = Where(rows[-1][3], rows[-1][1], ocid)
        for clash in clashes.values():
            self.tell(where.problem(clash.code, clash.path, clash.text))
        return Gathered(ocid, merged, refs)

    def _body(self, row: tuple[Any, ...]) -> bytes:
        assert self._bodies is not None  # noqa: S101 - opened before the first row is read
        self._bodies.seek(row[6])
        return self._bodies.read(row[7])

    def _once(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Each release once: no repetitions, and no compiled release beside the releases it was made of."""
        seen: dict[str, set[bytes]] = {}
        kept = []
        has_releases = not all(row[4] for row in rows)
        for row in rows:
            where = Where(row[3], row[1], row[0])
            digests = seen.setdefault(row[1], set())
            if row[2] in digests:
                self.tell(where.problem("release-repeated", "", "was already read, word for word"))
                self.tally.decide(Outcome.UNCHANGED)
            elif row[4] and has_releases:
                self.tell(
                    where.problem("compiled-set-aside", "", "is a merged state beside its own releases")
                )
                self.tally.decide(Outcome.UNCHANGED)
            else:
                if digests and row[1]:
                    self.tell(
                        where.problem("release-id-reused", "", "differs from another release with this id")
                    )
                kept.append(row)
            digests.add(row[2])
        return kept


def _ref(row: tuple[Any, ...], data: dict[str, Any], body: bytes) -> ReleaseRef:
    tags = data.get("tag")
    listed = tuple(str(tag) for tag in tags) if isinstance(tags, list) else ()
    return ReleaseRef(row[1], str(data.get("date") or ""), listed, row[3], row[2].hex(), body)


@contextmanager
def rare_collection() -> Iterator[None]:
    """Let Python look for cycles less often: parsed JSON has none, and the search costs time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def gather(sources: Iterable[Path | Readable], tell: Tell, tally: ImportTally) -> Iterator[Gathered]:
    """Every procurement of the files. Each release ends as stored, unchanged or refused in the tally."""

    def heard(problem: Problem) -> None:
        if problem.severity is Severity.REFUSED:
            tally.read(Outcome.REFUSED)
        tell(problem)

    with rare_collection(), closing(Gathering(tell, tally)) as gathering:
        for source in sources:
            for read in read_releases(source, heard):
                gathering.add(read)
        yield from gathering.procurements()
