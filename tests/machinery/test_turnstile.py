"""How often one may try: a count a window of time, by comer; seen through proxies that are believed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import RequestFactory

from socialvalue.machinery import housekeeping, turnstile
from socialvalue.machinery.models import Tries
from socialvalue.machinery.turnstile import Turnstile, address_of

TWO: Turnstile = Turnstile("tests", most=2, within=timedelta(minutes=10))


def test_it_is_full_after_so_many_tries_and_for_nobody_else(db: None) -> None:
    assert [TWO.admits("one") for _ in range(4)] == [True, True, False, False]
    assert TWO.admits("two")
    assert Turnstile("other", most=2, within=TWO.within).admits("one")


def test_the_time_runs_from_the_first_try_and_then_the_count_begins_anew(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    answers = []
    for minutes in (0, 9, 9.9, 10, 11, 12):
        monkeypatch.setattr(turnstile, "real_instant", lambda at=noon + timedelta(minutes=minutes): at)
        answers.append(TWO.admits("one"))
    assert answers == [True, True, False, True, True, False]


def test_old_counts_are_swept_out(db: None) -> None:
    TWO.admits("one")
    Turnstile("over", most=2, within=timedelta(0)).admits("one")
    housekeeping.sweep()
    assert [row.key.partition(":")[0] for row in Tries.objects.all()] == ["tests"]


@pytest.mark.slow
def test_of_many_tries_at_one_moment_no_more_than_allowed_get_through(transactional_db: None) -> None:
    def once(_: int) -> bool:
        try:
            return Turnstile("at once", most=5, within=TWO.within).admits("one")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(once, range(40))) == 5


def test_one_comer_has_a_whole_network_of_the_sixth_version() -> None:
    one, same, other = (
        address_of(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert one == same == "2001:db8:1:2::/64" != other


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.9"),
        (0, "1.1.1.1", "10.0.0.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "1.1.1.1, 10.0.0.8", "1.1.1.1"),
        (1, "", "10.0.0.9"),
    ],
)
def test_what_a_comer_says_of_itself_is_believed_only_of_proxies(
    settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.9", **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    )
    assert address_of(request) == address
