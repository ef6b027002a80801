"""What the tests of the machinery share: installations with real processes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.machinery.installation import Installation

_numbers = count(1)


@pytest.fixture
def installations(db: None, tmp_path: Path) -> Iterator[Callable[[], Installation]]:
    """Makes installations with a loaded database of the kind that this run is about."""
    made: list[Installation] = []

    def make() -> Installation:
        data = tmp_path / f"data-{len(made)}"
        data.mkdir()
        made.append(Installation(data, _loaded_database(data)))
        return made[-1]

    yield make
    for each in made:
        each.end()
        if each.url:
            _on_server(f'DROP DATABASE IF EXISTS "{each.url.rpartition("/")[2]}" WITH (FORCE)')


@pytest.fixture
def installation(installations: Callable[[], Installation]) -> Installation:
    return installations()


def _loaded_database(data: Path) -> str:
    if connection.vendor == "sqlite":
        shutil.copyfile(Path(settings.DATA).parent / "template.sqlite3", data / "socialvalue.sqlite3")
        return ""
    url = str(settings.CONFIGURATION.database_url)
    server, _, name = url.rpartition("/")
    mine = f"{connection.settings_dict['NAME']}_{next(_numbers)}"
    _on_server(f'CREATE DATABASE "{mine}" TEMPLATE "{name}_template" STRATEGY FILE_COPY')
    return f"{server}/{mine}"


def _on_server(statement: str) -> None:
    import psycopg  # noqa: PLC0415  only where there is a PostgreSQL

    url = str(settings.CONFIGURATION.database_url)
    with psycopg.connect(f"{url.rpartition('/')[0]}/postgres", autocommit=True) as link:
        link.execute(statement)
