"""What pages cost: statements, rows, kilobytes and calibrated milliseconds, beside their budgets.

Everything is measured in a scratch database in a temporary folder; the installation's own data is neither read nor
written. Milliseconds are calibrated so that machines compare: wall time × 5.0 ÷ the milliseconds of a fixed loop of
pure Python, run just before and just after.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.utils import CursorWrapper
from django.test import Client

from socialvalue.entrance import packs, setup
from socialvalue.entrance.bench_records import fill_up_to
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import SYSTEM, Role
from socialvalue.people import actions as people
from socialvalue.people.models import Authority
from socialvalue.people.queries import the_authority

LOOP_MS: Final = 5.0  # what the fixed loop takes on the machine the budgets were written for
TIMES: Final = 7  # each page; the median counts
BACKEND: Final = "socialvalue.people.door.Door"


@dataclass(frozen=True, slots=True)
class Page:
    """One page with what it may cost (the design's §6)."""

    name: str
    address: str
    statements: int
    ms: float
    kilobytes: float | None = 60
    rows: int | None = 600


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page cost."""

    statements: int
    rows: int
    kilobytes: float
    ms: float


PAGES: Final = (
    Page("list of 50", "/procurements", 8, 40),
    Page("list, filtered", "/procurements?q=transport&band=mandatory&sort=-value", 8, 40),
    Page("list, last page", "/procurements?page=999999", 8, 40),
    Page("search", "/search?q=school+transport", 8, 40),
    Page("one record", "/procurements/{reference}", 12, 30, rows=100),
    Page("its history", "/procurements/{reference}/history", 12, 30, rows=100),
    Page("contracts", "/contracts", 8, 40),
    Page("contracts, filtered", "/contracts?q=transport&stage=running&sort=ends", 8, 40),
    Page("one contract", "/contracts/{contract}", 12, 30, rows=100),
    Page("case studies", "/case-studies", 8, 40),
    Page("statement", "/statement/2026-27", 10, 50),
    Page("one figure", "/statement/2026-27/figures/EM-2.1", 12, 50),
    Page("map", "/statement/2026-27/places", 10, 50),
    Page("home", "/", 12, 50),  # a queue over every room; the whole, for those who look at it, takes 10
    Page("export", "/procurements.csv", 5, 2000, kilobytes=None, rows=None),
)


def run(arguments: list[str]) -> int:
    """Measure pages at several sizes, in a scratch database.

    socialvalue bench pages [--at N …]
    """
    parser = Arguments("bench", run.__doc__)
    parser.add_argument("what", choices=["pages"])
    parser.add_argument(
        "--at", type=int, nargs="+", default=[1000, 10_000], metavar="N", help="how many records"
    )
    given = parser.parse_args(arguments)
    if min(given.at) < 1:
        raise Refusal("arguments", "Give --at one record or more, like --at 1000 10000.", field="at")
    if connection.vendor != "sqlite":
        raise Refusal("bench-on-sqlite", "The scratch database is SQLite: leave DATABASE_URL out.")
    over = 0
    with scratch_database() as client:
        print(
            f"{'page':<18}{'records':>9}{'statements':>12}{'rows':>9}{'kB':>9}{'calibrated ms':>15}   budget"
        )
        for number in sorted(given.at):
            reference, contract = fill_up_to(number)
            for page in PAGES:
                cost = cost_of(client, page.address.format(reference=reference, contract=contract))
                over += _say(page, number, cost)
    print(f"{over} over budget", file=sys.stderr)
    return 1 if over else 0


def _say(page: Page, number: int, cost: Cost) -> bool:
    faults = [
        cost.statements > page.statements,
        cost.ms > page.ms,
        page.rows is not None and cost.rows > page.rows,
        page.kilobytes is not None and cost.kilobytes > page.kilobytes,
    ]
    size = "" if page.kilobytes is None else f", {page.kilobytes:.0f} kB"
    budget = f"{page.statements} statements, {page.ms:.0f} ms{size}"
    figures = f"{cost.statements:>12}{cost.rows:>9}{cost.kilobytes:>9.1f}{cost.ms:>15.1f}"
    print(f"{page.name:<18}{number:>9}{figures}   {budget}{'   OVER' if any(faults) else ''}", flush=True)
    return any(faults)


@contextmanager
def scratch_database() -> Iterator[Client]:
    """A migrated database with the pack, in a temporary folder, and an officer's browser."""
    own = connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory() as folder:
        connections.close_all()
        connection.settings_dict["NAME"] = str(Path(folder) / "bench.sqlite3")
        try:
            call_command("migrate", verbosity=0, interactive=False)
            packs.load(setup.pack_folder())
            setup.collect_static()
            yield _officer()
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = own


def _officer() -> Client:
    authority = _authority()
    user = people.add_user(email="bench@localhost", name="Bench", by=SYSTEM)
    people.give_role(user=user, authority=authority, role=Role.PROCUREMENT_OFFICER, by=None)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "made up"})
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend=BACKEND)
    return client


def _authority() -> Authority:
    authority = the_authority()
    assert authority is not None  # noqa: S101  the pack was loaded just now
    return authority


def cost_of(client: Client, address: str) -> Cost:
    """The counts of one visit and the median time of several, after one that warms up."""
    _visit(client, address)
    with counted() as counts:
        size = _visit(client, address)
    return Cost(
        counts["statements"], counts["rows"], size / 1000, calibrated_ms(lambda: _visit(client, address))
    )


def _visit(client: Client, address: str) -> int:
    response: Any = client.get(address)
    if response.status_code not in (200, 302):
        raise RuntimeError(f"{address} answered {response.status_code}")
    return len(response.getvalue())


def calibrated_ms(work: Callable[[], object]) -> float:
    """The median milliseconds of the work, on the budgets' machine."""
    found = []
    for _ in range(TIMES):
        before, took, after = loop_ms(), _ms(work), loop_ms()
        found.append(took * LOOP_MS / ((before + after) / 2))
    return statistics.median(found)


def loop_ms() -> float:
    """Milliseconds of a fixed amount of pure Python."""
    return _ms(lambda: sum(n * n % 7 for n in range(60_000)))


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


@contextmanager
def counted() -> Iterator[dict[str, int]]:
    """Counts statements and rows fetched while it is open."""
    counts = {"statements": 0, "rows": 0}

    class Counting(CursorWrapper):
        def fetchone(self) -> Any:
            row = self.cursor.fetchone()
            counts["rows"] += row is not None
            return row

        def fetchmany(self, *size: int) -> Any:
            rows = self.cursor.fetchmany(*size)
            counts["rows"] += len(rows)
            return rows

    def note(execute: Any, *said: Any) -> Any:
        counts["statements"] += 1
        return execute(*said)

    connection.ensure_connection()
    connection.make_cursor = lambda cursor: Counting(cursor, connection)  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(note):
            yield counts
    finally:
        del connection.make_cursor
