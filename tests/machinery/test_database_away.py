"""A signed-in officer while the database is away: 503 and when to try again, never a 500."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection

from tests.cast import Player


def away(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    raise OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize("address", ["/", "/procurements", "/search?q=a", "/account/login/", "/status"])
def test_every_page_says_so(priya: Player, address: str) -> None:
    priya.client.raise_request_exception = False
    with connection.execute_wrapper(away):
        response = priya.client.get(address)
    assert response.status_code == 503, response.content

    assert response["Retry-After"] == "60"


def test_readiness_says_so_and_liveness_does_not_ask(priya: Player) -> None:
    with connection.execute_wrapper(away):
        assert priya.client.get("/alive").status_code == 200
        response = priya.client.get("/ready")
    assert (response.status_code, response.json()["ready"]) == (503, False)
