"""The command line `socialvalue`: a table of commands, each in the room it belongs to.

Rule commands start without Django and without a database. Exit codes: 0 done, 1 done with reported problems,
2 refused input (rulings 40).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from socialvalue.foundation.refusal import Refusal

Command = Callable[[list[str]], int]


class Needs(Enum):
    """What a command needs before it starts."""

    NOTHING = "rules only"
    DJANGO = "settings and models"
    DATABASE = "a database that is up to date"


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: where its function stands, what it needs, one line of help."""

    function: str  # module:function
    needs: Needs
    says: str
    spared_by: str = ""  # the option with which it needs no database
    needed_by: str = ""  # the option without which it needs none


COMMANDS: Final[dict[str, Entry]] = {
    "determine": Entry(
        "socialvalue.policy.commands:determine",
        Needs.NOTHING,
        "what the policy asks of a procurement, and why",
    ),
    "ledger": Entry(
        "socialvalue.delivery.commands:ledger",
        Needs.DATABASE,
        "how a contract's commitments stand, and why",
        needed_by="--contract",
    ),
    "roll-up": Entry(
        "socialvalue.delivery.commands:roll_up",
        Needs.DATABASE,
        "add the roll-up up again from the deliveries",
    ),
    "score": Entry(
        "socialvalue.evaluation.commands:score", Needs.NOTHING, "score bids by a published method, exactly"
    ),
    "score lab": Entry(
        "socialvalue.evaluation.lab_command:lab", Needs.NOTHING, "check a method before it is published"
    ),
    "verify-receipt": Entry(
        "socialvalue.tendering.commands:verify_receipt",
        Needs.NOTHING,
        "check the receipt of a bid, without the service",
    ),
    "import ocds": Entry(
        "socialvalue.exchange.commands:import_ocds",
        Needs.DATABASE,
        "bring in procurement notices (OCDS files)",
        spared_by="--dry-run",
    ),
    "bench import": Entry(
        "socialvalue.exchange.commands:bench_import", Needs.NOTHING, "measure the import of notices"
    ),
    "run": Entry(
        "socialvalue.entrance.serve:run", Needs.DJANGO, "set up and open the service: server and worker"
    ),
    "work": Entry("socialvalue.machinery.commands:run_work", Needs.DATABASE, "run background tasks"),
    "migrate": Entry("socialvalue.entrance.setup:run_migrate", Needs.DJANGO, "bring the database up to date"),
    "pack load": Entry(
        "socialvalue.entrance.pack_command:pack_load", Needs.DATABASE, "load a council's data pack"
    ),
    "demo": Entry("socialvalue.entrance.setup:run_demo", Needs.DATABASE, "make the demonstration data"),
    "user": Entry("socialvalue.people.commands:run_user", Needs.DATABASE, "add a user, give or end a role"),
    "backup": Entry(
        "socialvalue.machinery.commands:run_backup", Needs.DATABASE, "write one archive of everything"
    ),
    "restore": Entry(
        "socialvalue.machinery.commands:run_restore", Needs.DJANGO, "put an archive in place and check it"
    ),
    "check": Entry("socialvalue.machinery.commands:run_check", Needs.DJANGO, "check database, log and files"),
    "audit": Entry(
        "socialvalue.machinery.commands:run_audit", Needs.DATABASE, "verify or sign the event log"
    ),
    "bench": Entry("socialvalue.entrance.bench:run", Needs.DJANGO, "measure pages against their budgets"),
    "docs": Entry("socialvalue.entrance.documents:run", Needs.DJANGO, "write the generated documents"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and answer its exit code; a refusal is one line on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        name, rest = find(given)
        if name is None:
            print(overview())
            return 0
        return prepared(COMMANDS[name], rest)(rest)
    except Refusal as refusal:
        print(refusal.text, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our answer has stopped reading
        return 1
    except KeyboardInterrupt:
        return 130


def find(given: list[str]) -> tuple[str | None, list[str]]:
    """The command named by the first one or two words, and the rest."""
    if not given or given[0] in {"-h", "--help", "help"}:
        return None, []
    for words in (2, 1):
        name = " ".join(given[:words])
        if name in COMMANDS and len(given) >= words:
            return name, given[words:]
    near = [name for name in COMMANDS if name.split()[0] == given[0]]
    hint = f"Did you mean: {', '.join(near)}?" if near else "“socialvalue --help” lists the commands."
    raise Refusal(code="unknown-command", text=f"There is no command “{' '.join(given[:2])}”. {hint}")


def prepared(entry: Entry, rest: list[str]) -> Command:
    """The command's function, with as much of the product started as it needs."""
    given = {word.partition("=")[0] for word in rest}
    is_spared = bool(entry.spared_by and entry.spared_by in given) or bool(
        entry.needed_by and entry.needed_by not in given
    )
    needs = Needs.NOTHING if is_spared else entry.needs
    if needs is not Needs.NOTHING:
        importlib.import_module("socialvalue.entrance.boot").boot()
    if needs is Needs.DATABASE and not {"-h", "--help"} & set(rest):
        importlib.import_module("socialvalue.entrance.setup").make_ready()
    module, _, function = entry.function.partition(":")
    command: Command = getattr(importlib.import_module(module), function)
    return command


def overview() -> str:
    """Every command in one line."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {entry.says}" for name, entry in COMMANDS.items()]
    return (
        "socialvalue: run a council's Social Value policy\n\n"
        + "\n".join(lines)
        + "\n\nHelp: socialvalue COMMAND --help"
    )
