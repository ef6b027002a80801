"""Making an installation ready: migrations, pack, static files, demonstration data. Each step is safe to repeat."""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from socialvalue.entrance import packs
from socialvalue.entrance.demonstration import making
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.checking import migrations_waiting
from socialvalue.people.queries import the_authority
from socialvalue.policy.pack_policy import PACKS, default_pack_path


def say(message: str) -> None:
    """Progress goes to standard error: an answer on standard output stays clean."""
    print(message, file=sys.stderr, flush=True)


def make_ready() -> None:
    """Before a command that needs the database. The embedded database is brought up to date by itself.

    A PostgreSQL database is shared and may be large: there the operator migrates, and this only says so.
    """
    waiting = migrations_waiting()
    if waiting and connection.vendor != "sqlite":
        raise Refusal(
            code="migrations-waiting",
            text=f"{waiting} migrations wait. Run “socialvalue migrate” first.",
            status=503,
        )
    if waiting:
        migrate()
    if the_authority() is None:
        packs.load(pack_folder())


def migrate() -> None:
    """Bring the database up to date."""
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    say("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)


def pack_folder() -> Path:
    """The pack that the settings name, or the default one."""
    return PACKS / settings.PACK if settings.PACK else default_pack_path()


def collect_static() -> None:
    """Put fingerprinted static files in place; skipped when nothing has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / "stamp"
    newest = str(
        max(path.stat().st_mtime_ns for path in Path(settings.SOURCE).rglob("static/**/*") if path.is_file())
    )
    if not stamp.exists() or stamp.read_text() != newest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(newest)


def everything() -> None:
    """A fresh start up to the first page."""
    if migrations_waiting():
        migrate()
    if the_authority() is None:
        say("Loading the council's data pack …")
        packs.load(pack_folder())
    collect_static()
    if settings.DEMONSTRATION:
        making.make(settings.DEMONSTRATION_CONTRACTS)


def run_migrate(arguments: list[str]) -> int:
    """socialvalue migrate: bring the database up to date."""
    Arguments("migrate", run_migrate.__doc__).parse_args(arguments)
    migrate()
    return 0


def run_demo(arguments: list[str]) -> int:
    """socialvalue demo: make the demonstration data (only in demonstration mode)."""
    Arguments("demo", run_demo.__doc__).parse_args(arguments)
    if not settings.DEMONSTRATION:
        raise Refusal(
            code="not-a-demonstration", text="Set SOCIALVALUE_DEMONSTRATION=true to make made-up data."
        )
    making.make(settings.DEMONSTRATION_CONTRACTS)
    return 0
