"""The triggers with which the database itself refuses to change the event log, and whether they still stand."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from django.db import connection

WRITTEN: Final = import_module(
    "socialvalue.machinery.migrations.0002_refuse_changes"
)  # who put them in place
QUESTIONS: Final = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'machinery_event'",
    "postgresql": """
        SELECT tgname, pg_get_triggerdef(t.oid) || ' AS ' || p.prosrc
        FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE tgrelid = 'machinery_event'::regclass AND tgenabled IN ('O', 'A')""",
}


def fallen() -> list[str]:
    """The names of the triggers that are missing, switched off or no longer what they were."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTIONS[connection.vendor])
        standing = {name: _plain(text) for name, text in cursor.fetchall()}
    return [name for name, text in _expected().items() if standing.get(name) != text]


def _expected() -> dict[str, str]:
    if connection.vendor == "sqlite":
        return {name: _plain(text) for name, text in WRITTEN.SQLITE.items()}
    bodies, triggers = {}, {}
    for name, text in WRITTEN.POSTGRESQL.items():
        if "$$" in text:
            bodies[name] = text.split("$$")[1]
        else:
            triggers[name] = text
    return {
        name: _plain(
            f"{text} AS {next(body for function, body in bodies.items() if f'{function}()' in text)}"
        )
        for name, text in triggers.items()
    }


def _plain(text: str) -> str:
    return " ".join(text.replace("public.", "").split())
