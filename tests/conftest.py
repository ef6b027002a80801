"""What every test stands on: a clean environment, a database loaded once and cloned, the cast, a strict browser.

Nothing here may depend on the machine: settings come from this file alone, sockets reach only this machine, every
warning is an error, and the order is random (`-p randomly -p "randomly_seed=…"` repeats one).
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

HERE = Path(__file__).resolve().parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if not WORKER:  # the first process of a run: the others share its folder
    os.environ["SOCIALVALUE_TEST_FOLDER"] = tempfile.mkdtemp(prefix="socialvalue-tests-")
FOLDER = Path(os.environ["SOCIALVALUE_TEST_FOLDER"])
DATA = FOLDER / (WORKER or "alone")


def _clean_environment() -> None:
    for name in [name for name in os.environ if name.startswith("SOCIALVALUE_")]:
        if name != "SOCIALVALUE_TEST_FOLDER":
            del os.environ[name]
    os.environ["SOCIALVALUE_DATA"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "socialvalue.entrance.settings"
    if address := os.environ.pop("TEST_DATABASE_URL", ""):
        os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"] = address
    else:
        os.environ.pop("DATABASE_URL", None)
    (DATA / "cache" / "static").mkdir(parents=True, exist_ok=True)


_clean_environment()

from django.conf import settings

from socialvalue.entrance.boot import boot

boot()

from tests import cast, database, measure
from tests.chromium import CHROMIUM, FLAGS
from tests.strict import Browser

PLAIN_FILES = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"  # the real one needs a collected manifest
)
settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_FILES}}

relaxed = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
examples.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=relaxed)
examples.register_profile("default", max_examples=100, deadline=None, suppress_health_check=relaxed)
examples.register_profile("full", max_examples=1000, deadline=None, suppress_health_check=relaxed)
examples.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        wanted = [item for item in items if _touches_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
        items[:] = wanted


def _touches_the_database(item: pytest.Item) -> bool:
    return bool({"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))) or (
        item.get_closest_marker("django_db") is not None
    )


def pytest_unconfigure() -> None:
    if not WORKER:
        shutil.rmtree(FOLDER, ignore_errors=True)


LOOPBACK = ("127.", "::1", "localhost")
_connect = socket.socket.connect


def _only_this_machine(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
        raise RuntimeError(f"A test tried to reach {address[0]}. Tests use this machine only.")
    _connect(self, address)


socket.socket.connect = _only_this_machine  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A clone of the loaded template for this worker, and a fresh one after every transactional test."""
    with django_db_blocker.unblock():
        copies = database.Copies(FOLDER, WORKER or "alone")
        copies.begin()
    yield
    with django_db_blocker.unblock():
        copies.end()


@pytest.fixture
def visitor(db: None) -> Browser:
    """Someone who is not signed in."""
    return Browser()


@pytest.fixture
def play(db: None) -> cast.Play:
    """Anyone of the cast by name: `play("olive").client.get("/")`."""
    return cast.Play()


def _player(name: str) -> Any:
    @pytest.fixture(name=name)
    def player(play: cast.Play) -> cast.Player:
        return play(name)

    player.__doc__ = cast.CAST[name].says
    return player


for _name in cast.CAST:
    setattr(sys.modules[__name__], _name, _player(_name))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The one real browser of a worker: two in one process would share an event loop, which they refuse."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # its loop runs in this thread
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def measured() -> type[measure.Measured]:
    """`with measured() as cost: …` counts statements and rows loaded."""
    return measure.Measured
