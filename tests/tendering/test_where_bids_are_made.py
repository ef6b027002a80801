"""Bids are made where the notice says, unless the Council takes them here (FIN-1, rulings 20)."""

from __future__ import annotations

import pytest
from django.test import override_settings

from socialvalue.foundation.refusal import Refusal
from socialvalue.tendering import actions
from socialvalue.tendering.models import Bid, Opportunity
from tests.cast import Play, Player
from tests.strict import Browser, page, text_of
from tests.tendering import made

pytestmark = [pytest.mark.django_db, pytest.mark.clause("FIN-1")]
NOTICE = "https://www.find-tender.service.gov.uk/Notice/012345-2026"


def elsewhere(**given: str) -> str:
    procurement = made.tender()
    made.weigh(procurement)
    made.publish(procurement, here=False, **given)
    return procurement.reference


def test_the_pack_says_elsewhere_and_the_demonstration_says_here() -> None:
    for demonstration in (False, True):
        procurement = made.tender()
        made.weigh(procurement)
        with override_settings(DEMONSTRATION=demonstration):
            actions.publish_opportunity(
                reference=procurement.reference,
                notice_reference="2026/S 000-012345",
                closes_at=made.in_a_week(),
                starts_on=made.STARTS,
                ends_on=made.ENDS,
                by=made.officer(),
            )
        assert Opportunity.objects.get(procurement=procurement).takes_bids is demonstration


def test_the_page_says_where_with_the_notices_address(visitor: Browser) -> None:
    shown = page(visitor.get(f"/opportunities/{elsewhere(notice_address=NOTICE)}"))
    assert "Bids are not made here. Make yours as notice 2026/S 000-012345 says." in text_of(shown)
    assert NOTICE in {link.get("href") for link in shown.iter("a")}
    assert "Make your bid" not in text_of(shown)


def test_without_an_address_the_reference_stands_alone(visitor: Browser) -> None:
    assert "as notice 2026/S 000-012345 says" in text_of(page(visitor.get(f"/opportunities/{elsewhere()}")))


def test_no_bid_is_begun(sam: Player) -> None:
    reference = elsewhere()
    with pytest.raises(Refusal, match="are not made here") as refused:
        actions.begin_bid(reference=reference, lot=1, by=sam.person)
    assert (refused.value.code, refused.value.status) == ("bids-elsewhere", 409)
    assert sam.client.get(f"/opportunities/{reference}/bid").status_code == 302
    assert sam.client.post(f"/opportunities/{reference}/bid", {"lot": "1"}).status_code == 409
    assert not Bid.objects.exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org", "//example.org"])
def test_an_address_that_is_no_page_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(Refusal) as refused:
        elsewhere(notice_address=address)
    assert refused.value.field == "notice_address"


def test_the_officer_is_told_before_publishing(play: Play) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    address = f"/procurements/{procurement.reference}/publish"
    assert "where the notice says, not in this service" in text_of(page(play("priya").client.get(address)))
