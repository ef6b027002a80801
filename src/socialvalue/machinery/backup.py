"""Backup: one file that holds the database and every stored file, and proves itself.

The archive is a plain tar: `manifest.json` first, then the database (an SQLite file or a PostgreSQL dump) and the files
by digest. Secrets are not in it; keep `data/secrets` apart (docs/running/backup.md).
"""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import orjson
from django.conf import settings
from django.db import connection, transaction

from socialvalue.foundation.clock import machine_instant, real_instant
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit, postgresql
from socialvalue.machinery.files import digest_of
from socialvalue.machinery.kept import OWNER_ONLY
from socialvalue.machinery.models import Beat

FORMAT: Final = "socialvalue-backup/1"
SQLITE: Final = "database.sqlite3"
DUMP: Final = "database.dump"
UNFINISHED: Final = ".unfinished-"
HEAD: Final = 'SELECT "index", digest FROM machinery_event ORDER BY "index" DESC LIMIT 1'
FILES: Final = "SELECT DISTINCT digest FROM machinery_storedfile WHERE state = 'accepted' ORDER BY digest"


def backup(folder: Path) -> Path:
    """Write one archive into the folder and answer its path. Safe while the service runs.

    What the manifest says of log and files is read from the very state that was saved.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_unfinished(folder)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as work:
            return _written(folder, Path(work))
    except OSError as fault:
        raise Refusal("backup-failed", f"The backup could not be written: {fault}.", status=503) from None


def _written(folder: Path, work: Path) -> Path:
    now = real_instant()
    database, head, digests = (
        _saved_sqlite(work) if connection.vendor == "sqlite" else _saved_postgresql(work)
    )
    members = {database.name: database} | {
        f"files/{digest[:2]}/{digest}": _place(digest) for digest in digests
    }
    manifest = {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "database": database.name,
        "events": head[0] + 1 if head else 0,
        "head": bytes(head[1]).hex() if head else "",
        "verifier_keys": audit.verifier_keys(),
        "members": {name: digest_of(path) for name, path in members.items() if path.exists()},
        "missing": [name for name, path in members.items() if not path.exists()],
    }
    draft, target = work / "archive", folder / f"socialvalue-{now:%Y%m%dT%H%M%S%fZ}.tar"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
        _pack(file, manifest, members)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    Beat.objects.update_or_create(what="backup", defaults={"at": now, "detail": target.name})
    return target


def _pack(file: Any, manifest: dict[str, Any], members: dict[str, Path]) -> None:
    with tarfile.open(fileobj=file, mode="w") as archive:
        content = orjson.dumps(manifest, option=orjson.OPT_INDENT_2)
        first = tarfile.TarInfo("manifest.json")
        first.size = len(content)
        archive.addfile(first, io.BytesIO(content))
        for name in manifest["members"]:
            archive.add(members[name], arcname=name, recursive=False)


Saved = tuple[Path, tuple[int, bytes] | None, list[str]]


def _saved_sqlite(work: Path) -> Saved:
    target = work / SQLITE
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=20)) as source:
        source.execute("VACUUM INTO ?", [str(target)])
    with closing(sqlite3.connect(target)) as saved:
        return target, saved.execute(HEAD).fetchone(), [row[0] for row in saved.execute(FILES)]


def _saved_postgresql(work: Path) -> Saved:
    target = work / DUMP
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        postgresql.run(
            "pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}"
        )
        cursor.execute(HEAD)
        head = cursor.fetchone()
        cursor.execute(FILES)
        return target, head, [row[0] for row in cursor.fetchall()]


def _place(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest


def _clear_unfinished(folder: Path) -> None:
    """What earlier backups left when they were killed."""
    yesterday = (machine_instant() - timedelta(days=1)).timestamp()
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.stat().st_mtime < yesterday:
            shutil.rmtree(left, ignore_errors=True)
