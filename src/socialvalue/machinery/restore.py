"""Restore: an archive is unpacked and compared with its manifest before anything here is touched."""

from __future__ import annotations

import os
import re
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import orjson
from django.conf import settings
from django.db import DatabaseError, connection, connections

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit, postgresql
from socialvalue.machinery.backup import DUMP, FORMAT, SQLITE
from socialvalue.machinery.files import digest_of
from socialvalue.machinery.models import Event

KINDS: Final = {"made_at": str, "database": str, "events": int, "members": dict, "verifier_keys": list}
STORED: Final = re.compile(r"files/([0-9a-f]{2})/\1[0-9a-f]{62}")


def restore(archive: Path, *, replace: bool = False) -> dict[str, Any]:
    """Put an archive's database and files into this installation and answer its manifest.

    Files first, the database last and at one stroke: whoever is interrupted has the old state or the new one. Refuses
    a database that already holds events unless `replace`. Raises a `Refusal` that says what is wrong.
    """
    if not archive.is_file():
        said = "is a folder. Name the archive in it" if archive.is_dir() else "is not there"
        raise Refusal(code="archive-unreadable", text=f"“{archive}” {said}. Nothing was changed.")
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    if not replace and _holds_events():
        raise Refusal(
            code="restore-over-data",
            text="This installation already holds data. "
            "Stop the service and add --replace to put the backup in its place.",
        )
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=data) as work:
        manifest = _unpacked(archive, Path(work))
        for name in manifest["members"]:
            if STORED.fullmatch(name):
                target = Path(settings.FILES).joinpath(*name.split("/")[1:])
                target.parent.mkdir(parents=True, exist_ok=True)
                Path(work, name).replace(target)
        audit.trust(manifest["verifier_keys"])
        _load_database(Path(work) / manifest["database"])
    return manifest


def _unpacked(archive: Path, work: Path) -> dict[str, Any]:
    _extract(archive, work)
    manifest = _manifest_in(archive, work)
    if wrong := [name for name, digest in manifest["members"].items() if not _as_saved(work, name, digest)]:
        text = f"“{archive.name}” is damaged: {wrong[0]} is not what was saved. Nothing was changed."
        raise Refusal(code="archive-damaged", text=text)
    kind = SQLITE if connection.vendor == "sqlite" else DUMP
    if manifest["database"] != kind:
        text = f"“{archive.name}” holds {manifest['database']}; this installation needs {kind}. Change DATABASE_URL."
        raise Refusal(code="archive-other-database", text=text)
    return manifest


def _extract(archive: Path, work: Path) -> None:
    try:
        with tarfile.open(archive, "r:") as tar:
            tar.extractall(work, filter="data")
    except tarfile.FilterError:
        raise _not_whole(archive, "it holds something that would be written outside its own folder") from None
    except tarfile.TarError:
        raise _not_whole(archive, "it breaks off, or is no tar archive. Fetch it again") from None
    except OSError as fault:
        text = f"“{archive}” could not be read or unpacked: {fault.strerror or fault}. Nothing was changed."
        raise Refusal(code="archive-unreadable", text=text) from None


def _manifest_in(archive: Path, work: Path) -> dict[str, Any]:
    """What the archive says of itself, whole enough to be used without further question."""
    try:
        manifest = orjson.loads((work / "manifest.json").read_bytes())
    except OSError:
        raise _not_whole(archive, "it has no manifest.json") from None
    except orjson.JSONDecodeError:
        raise _not_whole(archive, "its manifest.json is damaged") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _not_whole(archive, f"its manifest.json is not of the form {FORMAT}")
    for name, kind in KINDS.items():
        if not isinstance(manifest.get(name), kind):
            raise _not_whole(archive, f"its manifest.json does not say “{name}”")
    if manifest["database"] not in manifest["members"]:
        raise _not_whole(archive, "its manifest.json names no database")
    return manifest


def _not_whole(archive: Path, why: str) -> Refusal:
    text = f"“{archive.name}” is not a whole backup: {why}. Nothing was changed."
    return Refusal(code="archive-unreadable", text=text)


def _as_saved(work: Path, name: str, digest: object) -> bool:
    known = name in {SQLITE, DUMP} or (STORED.fullmatch(name) and name.endswith(str(digest)))
    return bool(known) and (work / name).is_file() and digest_of(work / name) == digest


def _load_database(saved: Path) -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        _load_sqlite(saved, Path(connection.settings_dict["NAME"]))
        return
    postgresql.run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        str(saved),
    )


def _load_sqlite(saved: Path, target: Path) -> None:
    """In one rename. The old database is kept beside it until the next restore."""
    if target.exists():
        _close_its_journal(target)
        before = target.with_name(f"{target.name}.before-restore")
        before.unlink(missing_ok=True)
        os.link(target, before)
    os.replace(saved, target)  # noqa: PTH105  the very call that is atomic


def _close_its_journal(target: Path) -> None:
    """Fold the write-ahead log into the file: it must not be left to the new one. Refuses while someone uses it."""
    try:
        with closing(sqlite3.connect(target, timeout=2)) as old:
            old.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        raise Refusal(
            code="database-in-use", text="The service is still running. Stop it, then restore.", status=409
        ) from None
    except sqlite3.DatabaseError:  # not a database any more: that is why they restore
        for ending in ("-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)


def _holds_events() -> bool:
    try:
        return "machinery_event" in connection.introspection.table_names() and Event.objects.exists()
    except DatabaseError as fault:
        text = f"The database here cannot be read ({fault}). Add --replace to put the backup in its place."
        raise Refusal(code="restore-over-data", text=text) from None
