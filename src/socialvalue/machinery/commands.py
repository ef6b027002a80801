"""The operator's commands: backup, restore, check, audit, work."""

from __future__ import annotations

import sys
from pathlib import Path

import orjson
from django.conf import settings

from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.references import new_uid
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit, backup, checking, notes, restore, worker


def run_backup(arguments: list[str]) -> int:
    """socialvalue backup [FOLDER]: write one archive of database and files (left out: data/backups)."""
    parser = Arguments("backup", run_backup.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(settings.DATA) / "backups")
    print(backup.backup(parser.parse_args(arguments).folder))
    return 0


def run_restore(arguments: list[str]) -> int:
    """socialvalue restore ARCHIVE [--replace]: put a backup into this installation and check it."""
    parser = Arguments("restore", run_restore.__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--replace", action="store_true", help="replace the data that is here")
    given = parser.parse_args(arguments)
    manifest = restore.restore(given.archive, replace=given.replace)
    print(f"Restored {given.archive.name}: {manifest['events']} events, made {manifest['made_at']}.")
    return run_check([])


def run_check(arguments: list[str]) -> int:
    """socialvalue check [--json]: database, migrations, event log, checkpoints, files."""
    parser = Arguments("check", run_check.__doc__)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    findings = list(checking.check())
    if given.json:
        found = [{"what": f.what, "sound": f.sound, "text": f.text} for f in findings]
        print(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
    else:
        for finding in findings:
            print(f"{'ok   ' if finding.sound else 'FAULT'} {finding.what}: {finding.text}")
    return 0 if all(finding.sound for finding in findings) else 1


def run_audit(arguments: list[str]) -> int:
    """Check the event log, sign it as it stands, or print the key that proves our signatures.

    socialvalue audit verify [NOTE …] [--key VERIFIER …] [--json]
    socialvalue audit checkpoint
    socialvalue audit key

    NOTE: files with checkpoints that were kept elsewhere; the log must still match them.
    """
    parser = Arguments("audit", run_audit.__doc__)
    parser.add_argument("what", choices=["verify", "checkpoint", "key"])
    parser.add_argument("notes", nargs="*", type=Path, metavar="NOTE")
    parser.add_argument("--key", action="append", default=[], help="a further verifier key to believe")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    if given.what == "verify":
        return _tell(audit.verify([_text_of(path) for path in given.notes], given.key), as_json=given.json)
    if given.what == "key":
        print(notes.verifier_key(audit.signing_key()))
        return 0
    point = audit.make_checkpoint()
    print(point.note if point else "Nothing new to sign.")
    return 0


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(code="note-unreadable", text=f"“{path}” cannot be read: {fault}.") from None


def _tell(verdict: audit.Verdict, *, as_json: bool) -> int:
    if as_json:
        print(orjson.dumps(verdict, option=orjson.OPT_INDENT_2).decode())
    elif verdict.sound:
        print(
            f"The log is sound: {verdict.events} events, {verdict.checkpoints} checkpoints, "
            f"{verdict.erased} erased texts, head {verdict.head[:16]}."
        )
    else:
        print(verdict.fault, file=sys.stderr)
    return 0 if verdict.sound else 1


def run_work(arguments: list[str]) -> int:
    """socialvalue work [--batch]: run background tasks until stopped (or until the queue is empty)."""
    parser = Arguments("work", run_work.__doc__)
    parser.add_argument("--batch", action="store_true", help="stop when the queue is empty")
    name = f"worker-{new_uid()}"
    if parser.parse_args(arguments).batch:
        worker.make_worker(name, batch=True).run()
    else:
        worker.run(name)
    return 0
