"""`socialvalue ledger`: what of a contract's commitments was due, reported and verified.

From a file it needs no settings and no database.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from socialvalue.delivery import rules
from socialvalue.delivery.ledger_file import LedgerFile, read_instant, read_ledger_file
from socialvalue.delivery.rules import Moment, Position
from socialvalue.delivery.rules.words import plain
from socialvalue.foundation.calendar import format_date, format_instant, parse_date
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack import default_pack_path, load_policy

DONE, DONE_WITH_PROBLEMS, REFUSED = 0, 1, 2

HELP = """\
How the commitments of a contract stand on a day, and why.

  --file contract.json --as-at 2028-03-31
  --file contract.json --as-at 2028-03-31 --known-at 2028-04-30T23:59:59Z
  --contract CT-2028-0001 --as-at 2028-03-31

Two times: --as-at counts what was delivered on or before that day; --known-at leaves out what had not been reported,
and takes back what had not been decided, by that instant. A day alone is the end of that day in London.

The file ({…}? may be left out):
  {"contract": {"start", "end", "terminated"?, "termination_decided_at"?},
   "commitments": [{"id", "measure"?, "unit", "quantity", "profile": [{"due", "quantity"}],
     "variations"?: [{"from", "profile", "decided_at"?}],
     "deliveries"?: [{"date", "quantity", "state": "reported" | "accepted" | "rejected",
       "accepted_quantity"?, "reported_at"?, "decided_at"?}]}]}

A delivery without reported_at or decided_at counts as now; where --known-at depends on it, the file is refused.

Exit codes: 0 answered, 1 answered but something should be looked at, 2 refused: one line says why."""


def ledger(arguments: list[str]) -> int:
    """Answer for the contract in a file; the exit code is 0, 1 or 2 (see HELP)."""
    try:
        return _answer(arguments)
    except Refusal as refusal:
        print("".join(each if each.isprintable() else " " for each in refusal.text), file=sys.stderr)
        return REFUSED


def _answer(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    for key in ("as_at",) if given.contract else ("file", "as_at"):
        if getattr(given, key) is None:
            raise Refusal("arguments", f"Give --{key.replace('_', '-')}. Help: socialvalue ledger --help")
    if given.contract and given.file:
        raise Refusal("arguments", "Give --contract or --file, not both. Help: socialvalue ledger --help")
    known_at = None if given.known_at is None else read_instant(given.known_at, "known-at")
    at = Moment(parse_date(given.as_at, field="as-at"), known_at)
    held, grace_days = _of_the_database(given.contract, at) if given.contract else _of_a_file(given)
    positions = rules.ledger(held.commitments, held.term, at, grace_days=grace_days)
    print(json.dumps(as_json(positions)) if given.json else as_text(positions, held, at))
    problems = list(held.problems())
    for problem in problems:
        print(f"{problem}.", file=sys.stderr)
    return DONE_WITH_PROBLEMS if problems else DONE


def _of_a_file(given: Namespace) -> tuple[LedgerFile, int]:
    """The contract in a file, and the days of grace of a pack."""
    policy = load_policy(Path(given.pack) if given.pack else default_pack_path())
    return read_ledger_file(_content(given.file)), policy.grace_days


def _of_the_database(reference: str, at: Moment) -> tuple[LedgerFile, int]:
    """A contract of the database, and the days of grace of its authority's policy."""
    from socialvalue.delivery.ledgers import ledger_held  # noqa: PLC0415  Django: models are importable only now

    term, commitments, grace_days = ledger_held(reference, at.as_at)
    return LedgerFile(term, commitments), grace_days


def _parser() -> Arguments:
    parser = Arguments("ledger", HELP)
    parser.add_argument("--file", help="a contract as a JSON file; - for standard input")
    parser.add_argument("--contract", help="the reference of a contract in the database")
    parser.add_argument("--as-at", help="a day like 2028-03-31: what was delivered by then")
    parser.add_argument(
        "--known-at", help="an instant like 2028-04-30T12:00:00Z: what was known by then (now)"
    )
    parser.add_argument("--pack", help="the folder of a council's data pack, for its days of grace")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    return parser


def _content(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not the name of a file"
        raise Refusal("file-unreadable", f"{name} cannot be read: {reason}", field="file") from None


def as_json(positions: Sequence[Position]) -> dict[str, object]:
    """The answer as JSON values; quantities are decimal texts without an exponent."""
    return {"commitments": [_row(each) for each in positions]}


def _row(position: Position) -> dict[str, str]:
    return {
        "id": position.commitment,
        "committed": plain(position.committed),
        "due": plain(position.due),
        "reported": plain(position.reported),
        "verified": plain(position.verified),
        "state": position.state.value,
        "why": position.why,
    }


def as_text(positions: Sequence[Position], held: LedgerFile, at: Moment) -> str:
    """The answer for a person: the moment, then each commitment with its figures and why."""
    known = "" if at.known_at is None else f", as known on {format_instant(at.known_at)}"
    lines = [f"As at {format_date(at.as_at)}{known}"]
    if not held.commitments:
        lines += ["", "The contract has no commitments."]
    for each in positions:
        share = "" if each.percentage is None else f"  ({plain(each.percentage)}% of what is due)"
        lines += [
            "",
            f"{each.commitment}: {each.state.value.replace('-', ' ')} ({each.unit})",
            f"  committed {plain(each.committed)}  due {plain(each.due)}  reported {plain(each.reported)}  "
            f"verified {plain(each.verified)}{share}",
            f"  {each.why}",
        ]
    return "\n".join(lines)


def roll_up(arguments: list[str]) -> int:
    """socialvalue roll-up: add every cell of the roll-up up again from the deliveries, after a repair."""
    Arguments("roll-up", roll_up.__doc__ or "").parse_args(arguments)
    from socialvalue.delivery.actions import roll_up_again  # noqa: PLC0415  Django: models are importable only now

    print(f"{roll_up_again()} cells, equal to the deliveries.")
    return DONE
