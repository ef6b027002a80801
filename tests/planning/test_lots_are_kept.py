"""A newer notice brings lots up to date: what hangs on a lot is never lost, and never stops an import."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.planning.intake import NewLot, NewProcurement, enter_procurements
from socialvalue.planning.models import Lot, Procurement, Requirement
from socialvalue.policy.rules import Band
from tests import make
from tests.tendering import made

pytestmark = pytest.mark.django_db
D = Decimal


def lot(number: int, title: str) -> NewLot:
    return NewLot(str(number), title, "", "active", D(100), D(120))


def entered(*lots: NewLot) -> Procurement:
    plain: dict[str, Any] = {
        "ocid": "ocds-h6vhtk-000009", "title": "Carers’ support", "description": "", "buyer_id": None,
        "buyer_name": "The Council", "is_own": True, "kind": "goods-services", "nature": "services", "regime": "",
        "source": "portal", "external_reference": "", "commenced_on": date(2027, 2, 1), "commenced_by": "",
        "published_on": date(2027, 2, 1), "search_words": (), "amount": D(500_000), "vat": "inclusive",
        "value_inc_vat": D(500_000), "is_assumed": False, "basis": "The notice.", "band": Band.MANDATORY,
        "answer": None, "reasons": (), "to_confirm": (), "policy_in_force": True,
    }  # fmt: skip
    ids = enter_procurements(
        authority_id=make.authority().id,
        policy_id=make.policy_version().id,
        new=[NewProcurement(**plain, lots=lots)],
        by=None,
    )
    return Procurement.objects.get(id=ids[plain["ocid"]])


def test_a_lot_with_requirements_takes_its_new_title() -> None:
    asked = made.asked(entered(lot(1, "East"), lot(2, "West")).lots.get(number=1))
    entered(lot(1, "East and north"), lot(2, "West"), lot(3, "South"))
    assert Requirement.objects.get().lot_id == asked.lot_id
    assert list(Lot.objects.order_by("number").values_list("title", flat=True)) == [
        "East and north",
        "West",
        "South",
    ]


def test_a_lot_that_is_gone_is_dropped_unless_something_hangs_on_it() -> None:
    procurement = entered(lot(1, "East"), lot(2, "West"), lot(3, "South"))
    made.asked(procurement.lots.get(number=2))
    entered(lot(1, "East"))
    assert list(Lot.objects.order_by("number").values_list("number", "status")) == [
        (1, "active"),
        (2, "not in the newest notice"),
    ]
