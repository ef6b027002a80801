"""A whole installation of its own for tests with real processes: data folder, database, command line."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "src"
BOOT = "from socialvalue.entrance.boot import boot\nboot()\n"


@dataclass
class Installation:
    """Where its data stand, and which PostgreSQL database it uses (none: SQLite)."""

    data: Path
    url: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        plain = {
            name: value
            for name, value in os.environ.items()  # noqa: TID251  a process needs the rest
            if not name.startswith("SOCIALVALUE_") and name != "DATABASE_URL"
        }
        given = {"SOCIALVALUE_DATA": str(self.data), "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "ignore"}
        return plain | given | ({"DATABASE_URL": self.url} if self.url else {}) | self.settings

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """One command to its end."""
        command = [sys.executable, "-m", "socialvalue", *arguments]
        return subprocess.run(
            command,
            env=self.environment(),
            capture_output=True,
            text=True,
            input=typed,
            timeout=120,
            check=False,
        )

    def start(self, code: str = "", *arguments: str) -> subprocess.Popen[str]:
        """Python code inside the booted product, or (without code) a command, left running."""
        command = (
            [sys.executable, "-c", BOOT + code] if code else [sys.executable, "-m", "socialvalue", *arguments]
        )
        process = subprocess.Popen(
            command, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.started.append(process)
        return process

    def ask(self, question: str) -> list[Any]:
        """Rows straight from the database."""
        if not self.url:
            with closing(sqlite3.connect(self.data / "socialvalue.sqlite3", timeout=20)) as link:
                return link.execute(question).fetchall()
        import psycopg  # noqa: PLC0415  only where there is a PostgreSQL

        with psycopg.connect(self.url) as link:
            return link.execute(question).fetchall()

    def events(self) -> int:
        return int(self.ask("SELECT count(*) FROM machinery_event")[0][0])

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
