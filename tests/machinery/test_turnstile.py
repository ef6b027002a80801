"""How often one may try: a count a window of time, by comer; seen through proxies that are believed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from socialvalue.machinery.turnstile import Turnstile, address_of

TWO: Turnstile = Turnstile("tests", most=2, within=timedelta(minutes=10))


def test_it_is_full_after_so_many_tries_and_for_nobody_else(db: None) -> None:
    cache.clear()
    TWO.count("one")
    assert not TWO.is_full("one")
    TWO.count("one")
    assert TWO.is_full("one") and not TWO.is_full("two")
    assert not Turnstile("other", most=2, within=TWO.within).is_full("one")


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
