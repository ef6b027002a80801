"""The programs that come with PostgreSQL: where they are, and how they are told which database."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from django.db import connection

from socialvalue.foundation.refusal import Refusal

DEBIAN: Final = Path("/usr/lib/postgresql")  # keeps them off the PATH, a folder for each version


def run(program: str, *arguments: str) -> None:
    """Run one program against our database. Raises a `Refusal` with the first words of its complaint."""
    done = subprocess.run(
        [_found(program), *arguments, f"--dbname={connection.settings_dict['NAME']}"],
        env=_environment(connection.settings_dict),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        complaint = " ".join(done.stderr.split())[:300]
        raise Refusal(code="database-tool-failed", text=f"{program} failed: {complaint}", status=503)


def _found(program: str) -> str:
    """The newest on this machine: an older one refuses a newer server."""
    kept = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: _version(path.parts[-3]))
    found = str(kept[-1]) if kept else shutil.which(program)
    if found is None:
        text = f"There is no {program} on this machine. Install the PostgreSQL client programs."
        raise Refusal(code="database-tool-missing", text=text, status=503)
    return found


def _version(text: str) -> float:
    return float(text) if text.replace(".", "", 1).isdigit() else 0.0


def _environment(database: dict[str, Any]) -> dict[str, str]:
    """The password goes by environment, never on the command line where other users could read it."""
    pairs = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {name: str(database[key]) for name, key in pairs.items() if database[key]}
    if mode := database["OPTIONS"].get("sslmode"):
        given["PGSSLMODE"] = str(mode)
    return {**os.environ, **given}  # noqa: TID251  a child process needs the rest of it
