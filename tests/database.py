"""One loaded database a run, cloned for every worker and after every transactional test.

The event log refuses deletion, so Django's flush cannot empty a database. Instead the whole database goes back to the
loaded template: a file copy on SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL. Ordinary tests roll back.
"""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from socialvalue.entrance import packs
from socialvalue.policy.pack import default_pack_path

PATIENCE = 180  # seconds that a worker waits for the one that builds


class Copies:
    """The template of this run and this worker's copy of it."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.folder, self.worker = folder, worker
        self.place: SqliteFiles | PostgresqlDatabases = (
            SqliteFiles(folder, worker) if connection.vendor == "sqlite" else PostgresqlDatabases(worker)
        )

    def begin(self) -> None:
        """Build the template if no other worker has, then take a copy."""
        done = self.folder / f"{connection.vendor}-template-is-built"
        try:
            (self.folder / f"{connection.vendor}-template-is-being-built").mkdir()
        except FileExistsError:
            self._wait_for(done)
        else:
            self.place.build(load)
            done.touch()
        self.place.copy()
        TransactionTestCase._fixture_teardown = lambda _case: self.place.copy()  # type: ignore[method-assign]

    def _wait_for(self, done: Path) -> None:
        waited = 0.0
        while not done.exists():
            waited += 0.1
            if waited > PATIENCE:
                raise RuntimeError("The worker that builds the test database did not finish: see its error.")
            time.sleep(0.1)

    def end(self) -> None:
        self.place.drop()


def load() -> None:
    """An installation as it stands before its first user: migrated, with the default pack."""
    call_command("migrate", verbosity=0, interactive=False)
    packs.load(default_pack_path())


class SqliteFiles:
    """Copies of a file."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.template, self.mine = folder / "template.sqlite3", folder / worker / "socialvalue.sqlite3"
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")

    def build(self, load: Any) -> None:
        connection.settings_dict["NAME"] = str(self.template)
        load()
        connections.close_all()  # folds the write-ahead log in before anyone copies the file

    def copy(self) -> None:
        connections.close_all()
        for ending in ("-wal", "-shm"):
            self.mine.with_name(self.mine.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self.template, self.mine)
        connection.settings_dict["NAME"] = str(self.mine)

    def drop(self) -> None:
        connections.close_all()


class PostgresqlDatabases:
    """Databases made from a template, on the server of the run."""

    def __init__(self, worker: str) -> None:
        self.template = f"{connection.settings_dict['NAME']}_template"
        self.mine = f"{connection.settings_dict['NAME']}_{worker}"

    def build(self, load: Any) -> None:
        self._run(
            f'DROP DATABASE IF EXISTS "{self.template}" WITH (FORCE)', f'CREATE DATABASE "{self.template}"'
        )
        connection.settings_dict["NAME"] = self.template
        load()
        connections.close_all()

    def copy(self) -> None:
        connections.close_all()
        self.drop()
        self._run(f'CREATE DATABASE "{self.mine}" TEMPLATE "{self.template}" STRATEGY FILE_COPY')
        connection.settings_dict["NAME"] = self.mine

    def drop(self) -> None:
        connections.close_all()
        self._run(f'DROP DATABASE IF EXISTS "{self.mine}" WITH (FORCE)')

    def _run(self, *statements: str) -> None:
        import psycopg  # noqa: PLC0415  only where there is a PostgreSQL

        server = connection.settings_dict
        names = {
            "host": server["HOST"],
            "port": server["PORT"],
            "user": server["USER"],
            "password": server["PASSWORD"],
        }
        given: Any = {key: value for key, value in names.items() if value}
        link = psycopg.connect(dbname="postgres", autocommit=True, **given)
        with suppress(psycopg.errors.InvalidCatalogName), link:
            for statement in statements:
                link.execute(statement)
        link.close()
