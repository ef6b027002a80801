"""`check`: everything an operator relies on, one finding a concern."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from socialvalue.machinery import audit, files


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and what was found."""

    what: str
    sound: bool
    text: str


OF_ROOMS: Final[list[Callable[[], Finding]]] = []  # what higher rooms look at in their own tables


def bind_checks(*checks: Callable[[], Finding]) -> None:
    """Replace the checks of higher rooms: called once, in `entrance/wiring.py`."""
    OF_ROOMS[:] = checks


def check() -> Iterator[Finding]:
    """Look at database, migrations, event log and files. None may be unsound."""
    try:
        yield _database()
        waiting = migrations_waiting()
        yield Finding(
            "migrations",
            not waiting,
            f"{waiting} waiting: run “socialvalue migrate”" if waiting else "all applied",
        )
        if not waiting:
            yield from _contents()
    except (DatabaseError, InterfaceError) as fault:
        yield Finding("database", sound=False, text=f"cannot be read: {fault}".strip())


def migrations_waiting() -> int:
    """How many migrations the database still needs."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _contents() -> Iterator[Finding]:
    verdict = audit.verify()
    sound = f"{verdict.events} events, unbroken; {verdict.checkpoints} checkpoints hold"
    yield Finding("event log", verdict.sound, verdict.fault or sound)
    broken = list(files.broken_files())
    told = f"missing or changed: {', '.join(broken[:5])}" if broken else "all match their digest"
    yield Finding("files", not broken, told)
    yield from (look() for look in OF_ROOMS)


def _database() -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            result = cursor.fetchone()[0]
            cursor.execute("PRAGMA foreign_key_check")
            orphans = len(cursor.fetchall())
            sound = result == "ok" and not orphans
            return Finding(
                "database", sound, "SQLite, sound" if sound else f"{result}; {orphans} orphaned rows"
            )
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE NOT convalidated")
        unproven = cursor.fetchone()[0]
        return Finding("database", not unproven, f"PostgreSQL, {unproven} unproven constraints")
