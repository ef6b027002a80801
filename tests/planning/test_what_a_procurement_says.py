"""The page of a procurement warns where an officer should look twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from socialvalue.planning.models import Estimate
from tests import make
from tests.cast import Player

pytestmark = pytest.mark.django_db


def shown(player: Player, **given: bool) -> str:
    made = make.procurement(is_own=given.get("is_own", True))
    if given.get("is_assumed"):
        Estimate.objects.filter(procurement=made).update(amount=Decimal(416_667), is_assumed=True)
    page: str = player.client.get(f"/procurements/{made.reference}").content.decode()
    return page


@pytest.mark.rule(5)
def test_an_added_vat_is_said_beside_the_answer(priya: Player) -> None:
    assert "the notice gives £416,667.00 without VAT, and 20% was added" in shown(priya, is_assumed=True)
    assert "20% was added" not in shown(priya)


def test_another_buyers_procurement_is_said_to_be(priya: Player) -> None:
    assert "Another public body is the buyer" in shown(priya, is_own=False)
    assert "Another public body is the buyer" not in shown(priya, is_own=True)
