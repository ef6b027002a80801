"""Backup, restore and check: one file that holds the database and every stored file, and proves itself.

The archive is a plain tar: `manifest.json` first, then the database (an SQLite file or a PostgreSQL dump) and the files
by digest. Secrets are not in it; keep `data/secrets` apart (docs/running/backup.md).
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

import orjson
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit, files
from socialvalue.machinery.models import Beat, Checkpoint, Event

FORMAT: Final = "socialvalue-backup/1"
SQLITE: Final = "database.sqlite3"
DUMP: Final = "database.dump"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at by `check`, and what was found."""

    what: str
    sound: bool
    text: str


def backup(folder: Path) -> Path:
    """Write one archive into the folder and answer its path. Safe while the service runs."""
    folder.mkdir(parents=True, exist_ok=True)
    now = instant_now()
    target = folder / f"socialvalue-{now:%Y%m%dT%H%M%S%fZ}.tar"
    with tempfile.TemporaryDirectory(dir=folder) as work:
        database = _dump(Path(work))
        members = {database.name: database, **_stored_files()}
        head = Event.objects.order_by("-index").values_list("index", "digest").first()
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(),
            "database": database.name,
            "events": head[0] + 1 if head else 0,
            "head": bytes(head[1]).hex() if head else "",
            "members": {name: _sha256(path) for name, path in members.items()},
        }
        draft = Path(work) / "archive"
        with tarfile.open(draft, "w") as archive:
            _add_bytes(archive, "manifest.json", orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
            for name, path in members.items():
                archive.add(path, arcname=name, recursive=False)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(target)
    Beat.objects.update_or_create(what="backup", defaults={"at": now, "detail": target.name})
    return target


def _dump(work: Path) -> Path:
    if connection.vendor == "sqlite":
        target = work / SQLITE
        with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as source:
            source.execute("VACUUM INTO ?", [str(target)])
        return target
    target = work / DUMP
    _run_postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={target}", _database_name())
    return target


def _stored_files() -> dict[str, Path]:
    root = Path(settings.FILES)
    return {f"files/{path.parent.name}/{path.name}": path for path in sorted(root.glob("[0-9a-f][0-9a-f]/*"))}


def restore(archive: Path, *, replace: bool = False) -> dict[str, Any]:
    """Put an archive's database and files into this installation and answer its manifest.

    Everything is unpacked and compared with the manifest before anything is touched. Refuses a database that already
    holds events unless `replace`. Raises a `Refusal` that says what is wrong with the archive.
    """
    if not replace and _holds_events():
        raise Refusal(
            code="restore-over-data",
            text="This installation already holds data. "
            "Stop the service and add --replace to put the backup in its place.",
        )
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data) as work:
        manifest = _unpack(archive, Path(work))
        for name in manifest["members"]:
            if name.startswith("files/"):
                target = Path(settings.FILES).joinpath(*PurePosixPath(name).parts[1:])
                target.parent.mkdir(parents=True, exist_ok=True)
                Path(work, name).replace(target)
        _load_database(Path(work) / manifest["database"])
    return manifest


def _unpack(archive: Path, work: Path) -> dict[str, Any]:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(work, filter="data")
        manifest: dict[str, Any] = orjson.loads((work / "manifest.json").read_bytes())
        wrong = [name for name, digest in manifest["members"].items() if _sha256(work / name) != digest]
    except (OSError, tarfile.TarError, orjson.JSONDecodeError, KeyError) as fault:
        raise Refusal(
            code="archive-unreadable", text=f"“{archive.name}” is not a whole backup: {fault}."
        ) from None
    if manifest.get("format") != FORMAT or wrong:
        which = wrong[0] if wrong else "manifest.json"
        raise Refusal(
            code="archive-damaged", text=f"“{archive.name}” is damaged: {which} is not what was saved."
        )
    kind = SQLITE if connection.vendor == "sqlite" else DUMP
    if manifest["database"] != kind:
        raise Refusal(
            code="archive-other-database",
            text=f"“{archive.name}” holds {manifest['database']}; this installation needs {kind}. Change DATABASE_URL.",
        )
    return manifest


def _load_database(dump: Path) -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        target = Path(settings.DATABASES["default"]["NAME"])
        for leftover in (target.with_name(target.name + "-wal"), target.with_name(target.name + "-shm")):
            leftover.unlink(missing_ok=True)
        shutil.move(dump, target)
        return
    _run_postgresql(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction",
        f"--dbname={_database_name()}", str(dump),
    )  # fmt: skip


def check() -> Iterator[Finding]:
    """Look at everything an operator relies on. Every finding is one line; none may be unsound."""
    yield _database_check()
    waiting = MigrationExecutor(connection).migration_plan(
        MigrationExecutor(connection).loader.graph.leaf_nodes()
    )
    yield Finding(
        "migrations",
        not waiting,
        f"{len(waiting)} waiting: run “socialvalue migrate”" if waiting else "all applied",
    )
    if waiting:
        return
    verdict = audit.verify()
    yield Finding("event log", verdict.sound, verdict.fault or f"{verdict.events} events, unbroken")
    yield Finding(
        "checkpoints",
        verdict.sound,
        f"{Checkpoint.objects.count()} hold" if verdict.sound else "see event log",
    )
    broken = list(files.broken_files())
    yield Finding(
        "files",
        not broken,
        f"missing or changed: {', '.join(broken[:5])}" if broken else "all match their digest",
    )


def _database_check() -> Finding:
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


def _holds_events() -> bool:
    return "machinery_event" in connection.introspection.table_names() and Event.objects.exists()


def _database_name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _run_postgresql(*command: str) -> None:
    database = settings.DATABASES["default"]
    pairs = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    # The password goes by environment, never on the command line where other users could read it.
    environment = {**os.environ, **{name: str(database[key]) for name, key in pairs.items() if database[key]}}  # noqa: TID251
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(
            code="database-tool-failed", text=f"{command[0]} failed: {done.stderr.strip()[:300]}", status=503
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
