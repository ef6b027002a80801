"""Addresses that only someone looking for a fault would send: answered, never a fault of ours."""

from __future__ import annotations

import pytest

from tests.cast import Player

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/procurements/PR%00",
        "/search?q=%00",
        "/procurements?q=a%00b",
        "/imports?page=%00",
        "/places?postcode=%00",
    ],
)
def test_a_nul_in_an_address_is_refused(priya: Player, address: str) -> None:
    assert priya.client.get(address).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/procurements?page=99999999999999999999",
        "/procurements?sort=-",
        "/procurements?published=x&band=&kind=&whose=%F0%9F%92%A3",
        "/procurements/..%2F..%2Fetc%2Fpasswd",
        "/search?q=" + "a" * 5000,
        "/imports/not-a-uid",
        "/places?postcode=%3Cscript%3E",
    ],
)
def test_odd_but_readable_addresses_are_answered(priya: Player, address: str) -> None:
    assert priya.client.get(address).status_code in {200, 404, 422}
