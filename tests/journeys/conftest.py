"""The real product, started as a newcomer starts it: server, worker, demonstration data; and a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.running import desks_of, open_service, seats, wait_for_the_past


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running service, with one contract of each situation."""
    with open_service(tmp_path_factory.mktemp("service"), 13) as opened:
        yield opened.address


@pytest.fixture(scope="session")
def desks(chromium: Any, service: str) -> Callable[[str], Any]:
    """The cookies of someone of the demonstration, signed in once a run."""
    return desks_of(chromium, service)


@pytest.fixture
def sit_at(chromium: Any, service: str, desks: Callable[[str], Any]) -> Iterator[Callable[..., Any]]:
    """A page of the browser at somebody's desk in the service that all journeys share."""
    with seats(chromium, service, desks) as opened:
        yield opened


@pytest.fixture(scope="session")
def past(service: str) -> None:
    """Wait until the made-up past is written."""
    wait_for_the_past(service)
