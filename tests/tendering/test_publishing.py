"""Publishing an opportunity: what stands in the way, what is frozen, what everyone reads."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.foundation.canonical import digest
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning.models import ActRecord, Determination, Lot, Procurement, Question, Requirement
from socialvalue.tendering import queries, readings
from socialvalue.tendering.models import Methodology, Opportunity
from socialvalue.toms.models import Measure
from tests import make
from tests.cast import Play, Player
from tests.strict import Browser, page, text_of
from tests.tendering import made

pytestmark = pytest.mark.django_db
FORM = {
    "notice_reference": "2026/S 000-012345", "closes_time": "12:00",
    "closes_on_day": "1", "closes_on_month": "6", "closes_on_year": "2028",
    "starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2028",
    "ends_on_day": "31", "ends_on_month": "8", "ends_on_year": "2030",
}  # fmt: skip


def refusal_of(procurement: Procurement, **given: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        made.publish(procurement, **given)
    assert not Opportunity.objects.exists()
    assert Procurement.objects.get(id=procurement.id).stage == "planning"
    return refused.value


@pytest.mark.clause("SCO-1")
@pytest.mark.rule(15)
def test_below_the_minimum_it_is_refused() -> None:
    procurement = made.tender()
    made.weigh(procurement, social=Decimal("9.99"), weights={"q1": Decimal("9.99"), "r1": Decimal(0)})
    found = refusal_of(procurement)
    assert (found.code, found.status) == ("not-publishable", 409)
    made.weigh(procurement, social=Decimal("10.99"), weights={"q1": Decimal("9.99"), "r1": Decimal(1)})
    assert "below the minimum" in refusal_of(procurement).text


@pytest.mark.clause("SCO-1")
@pytest.mark.rule(15)
def test_at_the_minimum_it_is_published() -> None:
    procurement = made.tender()
    made.weigh(procurement, social=Decimal(11), weights={"q1": Decimal(10), "r1": Decimal(1)})
    made.publish(procurement)
    assert Procurement.objects.get(id=procurement.id).stage == "tendering"


@pytest.mark.clause("CAT-1")
def test_a_mandatory_procurement_needs_confirmed_requirements() -> None:
    procurement = made.tender()
    made.weigh(procurement)
    Requirement.objects.update(state="draft")
    assert "requirements in draft" in refusal_of(procurement).text
    Requirement.objects.update(state="removed")
    assert "no confirmed requirement" in refusal_of(procurement).text


def test_a_proposed_determination_stands_in_the_way() -> None:
    procurement = make.procurement()
    assert refusal_of(procurement).clause == "INC-4"


@pytest.mark.clause("CTX-1")
def test_publication_waits_for_the_record_of_the_act_where_it_applies() -> None:
    procurement = made.tender()
    made.weigh(procurement)
    ActRecord.objects.all().delete()
    refused = refusal_of(procurement)
    assert (refused.clause, refused.text) == (
        "CTX-1",
        "Record how the Social Value Act duty was considered.",
    )
    Determination.objects.update(social_value_act_applies=False)
    made.publish(procurement)


def test_everything_missing_is_listed_at_once_with_where_it_is_done(olive: Player) -> None:
    procurement = make.procurement()
    shown = page(olive.client.get(f"/procurements/{procurement.reference}/readiness"))
    words = text_of(shown)
    assert "5 things are still missing" in words
    for said in (
        "Confirm or correct the determination",
        "Social Value Act",
        "whether the market was engaged",
        "no confirmed requirement",
        "question",
    ):
        assert said in words
    base = f"/procurements/{procurement.reference}"
    links = {link.get("href") for link in shown.iter("a")}
    assert {base, f"{base}/requirements#act", f"{base}/requirements#lot-1", f"{base}/methodology"} <= links


@pytest.mark.parametrize("band", ["mandatory", "undetermined"])
def test_how_bids_are_scored_comes_after_what_is_asked(band: str) -> None:
    procurement = make.procurement(determination={"band": band})
    ready = queries.readiness(reference=procurement.reference, person=made.officer())
    states = {need.where: need.state.value for need in ready.needs}
    assert (states["methodology"], states["weighting"]) == ("not-yet", "not-yet")


def test_a_lot_that_is_ready_says_so_and_what_was_published_is_shown(priya: Player) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    address = f"/procurements/{procurement.reference}/readiness"
    assert "Nothing is missing" in text_of(page(priya.client.get(address)))
    made.publish(procurement)
    assert "2026/S 000-012345" in text_of(page(priya.client.get(address)))


@pytest.mark.rule(21)
def test_marks_for_where_the_bidder_is_are_refused() -> None:
    procurement = made.tender()
    Question.objects.update(text="Is the bidder based in the area?")
    made.weigh(procurement)
    assert "asks about the bidder itself" in refusal_of(procurement).text


@pytest.mark.rule(21)
def test_spend_with_small_local_firms_may_be_asked_for() -> None:
    procurement = made.tender()
    made.weigh(procurement)
    Measure.objects.update(
        title="Spending with small local firms",
        definition="What you pay small firms. A small firm has fewer than 50 staff.",
    )
    Requirement.objects.update(
        local_means="The firm works in Kent, and was based in Kent before the contract."
    )
    made.publish(procurement)
    assert Opportunity.objects.filter(procurement=procurement).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: {"closes_at": instant_now() - timedelta(seconds=1)},
        lambda: {"starts_on": instant_now().date()},
        lambda: {"ends_on": made.STARTS - timedelta(days=1)},
        lambda: {"notice_reference": "  "},
    ],
    ids=["closed already", "starts before it closes", "ends before it starts", "no notice"],
)
def test_dates_that_cannot_be_and_a_missing_notice_are_refused(
    wrong: Callable[[], dict[str, object]],
) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    assert refusal_of(procurement, **wrong()).status == 422


@pytest.mark.clause("SCO-4")
@pytest.mark.rule(20)
def test_publication_freezes_the_methodology_and_its_digest_stands_in_the_log(priya: Player) -> None:
    procurement = made.opportunity()
    row = Methodology.objects.get()
    (lot,) = queries.lots(procurement_id=procurement.id)
    assert row.frozen_at and row.digest == digest(queries.canonical(lot))
    event = events.history(procurement.uid)[0]
    assert (event.deed, event.after["methodologies"]) == ("opportunity_published", {"lot-1": row.digest})
    with pytest.raises(Refusal):
        made.weigh(procurement, priya.person)
    with pytest.raises(Refusal):
        made.publish(procurement, priya.person)


@pytest.mark.clause("SCO-4")
@pytest.mark.rule(20)
def test_weights_that_waited_for_the_lot_while_it_was_published_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    procurement = made.tender()
    read = readings.lots

    def published_meanwhile(**given: Any) -> Any:
        Procurement.objects.filter(id=procurement.id).update(stage="tendering")
        return read(**given)

    monkeypatch.setattr(readings, "lots", published_meanwhile)
    with pytest.raises(Refusal, match="only while the record is planning"):
        made.weigh(procurement)
    assert not Methodology.objects.exists()


@pytest.mark.clause("CAT-2")
@pytest.mark.clause("SCO-4")
def test_everyone_reads_what_is_asked_until_when_and_what_follows(visitor: Browser) -> None:
    procurement = made.opportunity()
    shown = text_of(page(visitor.get(f"/opportunities/{procurement.reference}")))
    assert "UK time" in shown and "day" in shown
    assert "2026/S 000-012345" in shown
    assert "leaves this unanswered scores 0 for it" in shown
    assert "Worked example" in shown
    assert procurement.title in text_of(page(visitor.get("/opportunities")))


def test_a_procurement_that_is_not_published_is_not_shown(visitor: Browser) -> None:
    procurement = made.tender()
    assert visitor.get(f"/opportunities/{procurement.reference}").status_code == 404
    assert procurement.title not in visitor.get("/opportunities").content.decode()


def test_the_page_publishes(priya: Player) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    sent = priya.client.post(f"/procurements/{procurement.reference}/publish", FORM)
    assert sent.status_code == 302, text_of(page(sent))
    assert Opportunity.objects.get().closes_at.isoformat() == "2028-06-01T11:00:00+00:00"  # noon, UK time
    shown = text_of(page(priya.client.get(sent["Location"])))
    assert "Thursday 1 June 2028 at 12:00pm, UK time" in shown


def test_the_page_says_what_stands_in_the_way_and_keeps_what_was_typed(priya: Player) -> None:
    procurement = made.tender()
    made.weigh(procurement, social=Decimal(6), weights={"q1": Decimal(5), "r1": Decimal(1)})
    sent = priya.client.post(f"/procurements/{procurement.reference}/publish", FORM)
    assert sent.status_code == 422
    shown = page(sent)
    assert "below the minimum of 10%" in text_of(shown)
    assert shown.find(".//input[@name='notice_reference']").get("value") == "2026/S 000-012345"
    assert not Opportunity.objects.exists()


@pytest.mark.parametrize("name", ["olive", "stan", "sam"])
def test_only_a_procurement_officer_publishes(play: Play, name: str) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    with pytest.raises(Refusal) as refused:
        made.publish(procurement, play(name).person)
    assert refused.value.status == 403


def test_each_lot_needs_its_methodology() -> None:
    procurement = made.tender()
    made.weigh(procurement)
    lot = Lot.objects.create(procurement=procurement, number=2, title="The north")
    made.asked(lot)
    made.question(lot)
    assert refusal_of(procurement).text == "Lot 2 has no methodology."


@pytest.mark.rule(21)
@pytest.mark.clause("SCO-4")
def test_a_requirement_about_the_bidder_itself_stops_publication() -> None:
    """It may have been confirmed while the procurement was thought to be below threshold."""
    procurement = made.tender()
    made.weigh(procurement)
    Requirement.objects.filter(lot__procurement=procurement).update(need="Ashford suppliers win too little.")
    assert "asks about the bidder itself" in refusal_of(procurement).text
