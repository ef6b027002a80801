"""The Plan tab and its deeds: what stands there, what each form keeps, what is refused beside its field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.planning.models import Estimate, Lot, Plan, Procurement, Regard, Requirement, SimilarNeed
from tests import make
from tests.cast import Player
from tests.measure import Measured
from tests.strict import page, text_of

ROUTE = {
    "service": "Adult social care", "category": "Care", "route": "competition", "framework": "",
    "framework_scored": "", "reservation": "anyone", "one_lot_because": "", "places": ["E07000114"],
}  # fmt: skip
TERM = {
    "labour": "most", "market": "small", "risk": "low", "complexity": "low", "is_capital": "no", "months": "24",
    "months_more": "24", "notice_on_day": "1", "notice_on_month": "6", "notice_on_year": "2027",
}  # fmt: skip
WORTH = {
    "method": "contract",
    "vat": "inclusive",
    "first": "120,000",
    "options": "£120,000",
    "basis": "Last year’s bills.",
}


def send(player: Player, its: Procurement, part: str, answers: dict[str, Any]) -> Any:
    return player.client.post(f"/procurements/{its.reference}/plan/{part}", answers)


def told(player: Player, its: Procurement) -> str:
    return text_of(page(player.client.get(f"/procurements/{its.reference}/plan")))


def test_an_empty_plan_says_what_each_part_is_for(olive: Player) -> None:
    text = told(olive, make.procurement())
    assert "Nobody has said yet which service needs it" in text
    assert "Enter the planned day of the tender notice" in text
    assert "Suggested today: 3 measures" in text


def test_route_and_term_are_kept_together_and_shown(olive: Player) -> None:
    its = make.procurement()
    assert send(olive, its, "route", ROUTE).status_code == 302
    assert send(olive, its, "term", TERM).status_code == 302
    plan = Plan.objects.order_by("-version")[0]
    assert (plan.version, plan.service, plan.months_more) == (2, "Adult social care", 24)
    text = told(olive, its)
    assert "24 months, and 24 more if every extension is used" in text and "Thanet" in text
    assert "One less: mostly small firms or charities bid." in text


def test_what_nobody_said_of_its_size_is_not_shown_as_said(olive: Player) -> None:
    its = make.procurement()
    send(olive, its, "route", ROUTE)
    text = told(olive, its)
    assert "Paid from capital" not in text and "Small and large" not in text
    assert "How long it lasts, who is likely to bid" in text


@pytest.mark.rule(7)
def test_a_term_without_a_known_end_is_set_against_the_estimate(olive: Player) -> None:
    its = make.procurement(commenced_on=date(2027, 6, 1))
    send(olive, its, "route", ROUTE)
    send(olive, its, "term", TERM | {"months": "", "months_more": ""})
    send(olive, its, "worth", WORTH)
    assert "The term is not known, or has no end" in told(olive, its)
    send(olive, its, "worth", WORTH | {"unknown": "on"})
    assert "The term is not known, or has no end" not in told(olive, its)


@pytest.mark.parametrize(
    ("begins", "warned"), [(date(2027, 6, 1), False), (date(2027, 6, 2), True), (None, False)]
)
def test_a_notice_planned_for_another_day_is_pointed_out(
    olive: Player, begins: date | None, warned: bool
) -> None:
    its = make.procurement(commenced_on=begins)
    send(olive, its, "route", ROUTE)
    send(olive, its, "term", TERM)
    assert ("for another day than the one on which" in told(olive, its)) is warned


@pytest.mark.clause("PRE-1")
def test_the_timetable_is_counted_back_from_the_planned_notice(olive: Player) -> None:
    its = make.procurement()
    send(olive, its, "route", ROUTE)
    send(olive, its, "term", TERM)
    assert "17 May 2027" in told(olive, its)  # 10 working days before 1 June, over the bank holiday of 31 May


def test_term_first_leads_to_how_it_is_bought(olive: Player) -> None:
    its = make.procurement()
    response = olive.client.get(f"/procurements/{its.reference}/plan/term")
    assert response.url.endswith("/plan/route")


def test_a_call_off_without_its_framework_is_refused_beside_the_field(olive: Player) -> None:
    response = send(olive, make.procurement(), "route", ROUTE | {"route": "call-off"})
    assert response.status_code == 422
    assert "Enter the framework that it is called off" in text_of(page(response))


@pytest.mark.rule(6)
def test_the_estimate_shows_how_its_parts_make_the_value(olive: Player) -> None:
    its = make.procurement(commenced_on=date(2027, 6, 1))
    assert send(olive, its, "worth", WORTH).status_code == 302
    text = told(olive, its)
    assert "£240,000.00 inc. VAT" in text and "options included" in text
    assert Estimate.objects.order_by("-version")[0].made_by == olive.person.uid


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"first": "", "options": ""}, "Enter what it could cost, or tick that it cannot be estimated"),
        ({"other_kind": "works"}, "Enter what that part is worth"),
        ({"method": "framework", "call_offs": "0", "each": "80000"}, "Enter a number from 1 to 10,000"),
        ({"method": "concession", "first": "", "options": "", "users": ""}, "Enter what it could cost"),
    ],
)
def test_an_estimate_that_says_too_little_is_refused_beside_its_field(
    olive: Player, answers: dict[str, str], says: str
) -> None:
    response = send(olive, make.procurement(), "worth", WORTH | answers)
    assert response.status_code == 422
    assert says in text_of(page(response))


@pytest.mark.rule(13)
def test_a_framework_is_worth_all_its_orders(olive: Player) -> None:
    its = make.procurement(commenced_on=date(2027, 6, 1))
    send(
        olive,
        its,
        "worth",
        WORTH | {"method": "framework", "first": "", "options": "", "call_offs": "4", "each": "80000"},
    )
    assert "£320,000.00 inc. VAT" in told(olive, its)


@pytest.mark.rule(13)
@pytest.mark.parametrize(
    ("more", "told_of"),
    [
        ({"first": "", "options": "100000", "extras": "5000"}, "£425,000.00 inc. VAT"),
        ({"first": "1", "options": ""}, "Leave this empty for a framework"),
    ],
)
def test_nothing_that_is_typed_for_a_framework_is_left_out(
    olive: Player, more: dict[str, str], told_of: str
) -> None:
    its = make.procurement(commenced_on=date(2027, 6, 1))
    answers = WORTH | {"method": "framework", "call_offs": "4", "each": "80000"} | more
    sent = send(olive, its, "worth", answers)
    assert told_of in (told(olive, its) if sent.status_code == 302 else text_of(page(sent)))


@pytest.mark.parametrize("day", [date.min, date.max, date(1, 12, 31), date(9999, 1, 1)])
def test_a_day_that_a_notice_cannot_have_meant_breaks_no_page(olive: Player, day: date) -> None:
    assert "What it is worth" in told(olive, make.procurement(commenced_on=day))


def test_every_district_of_the_area_is_a_place_of_delivery(olive: Player) -> None:
    form = page(olive.client.get(f"/procurements/{make.procurement().reference}/plan/route"))
    places = [each.get("value") for each in form.iter("input") if each.get("name") == "places"]
    assert len(places) == 12 and {"E07000105", "E07000106", "E07000114"} <= set(places)


@pytest.mark.rule(8)
def test_needs_with_the_same_words_are_shown_and_decided(olive: Player) -> None:
    its, other = (
        make.procurement(title=f"School bus {name}", search_text="school bus") for name in ("north", "south")
    )
    assert other.reference in told(olive, its)
    answers = {"handling": "apart", "reason": "Two garages, far apart.", "approver": "Head of Law"}
    send(olive, its, f"like?of={other.reference}", answers)
    assert set(SimilarNeed.objects.values_list("approver", flat=True)) == {"Head of Law"}
    assert SimilarNeed.objects.count() == 2, "it is said of both"
    assert "Kept apart" in told(olive, its)


@pytest.mark.clause("CTX-3")
def test_regard_shows_what_the_requirements_serve_and_is_kept(olive: Player) -> None:
    its = make.procurement()
    make.requirement(its)
    address = f"/procurements/{its.reference}/plan/regard"
    assert "Skills for growth: EM-2" in text_of(page(olive.client.get(address)))
    day = {"considered_on_day": "1", "considered_on_month": "2", "considered_on_year": "2026"}
    given = {
        "priorities": ["1"],
        "how": "Four lots, so that small firms can bid.",
        "departs_because": "",
        **day,
    }
    send(olive, its, "regard", given)
    assert Regard.objects.get().considered_on == date(2026, 2, 1)


@pytest.mark.clause("INC-5")
def test_proportion_shows_hours_and_quantities_and_keeps_the_judgement(olive: Player) -> None:
    its = make.procurement()
    text = text_of(page(olive.client.get(f"/procurements/{its.reference}/plan/proportion")))
    assert "Suggested: 3 measures" in text and "A bid then costs its author about 3 hours" in text
    send(olive, its, "proportion", {"chosen": "2", "reason": "The market told us that two are enough."})
    assert "asks for 2 measures; 3 suggested" in told(olive, its)


@pytest.mark.rule(13)
def test_a_framework_is_told_so_much_for_so_many_pounds(olive: Player) -> None:
    its = make.procurement(determination={"value_inc_vat": Decimal(4_000_000)})
    send(olive, its, "route", ROUTE | {"route": "framework"})
    text = text_of(page(olive.client.get(f"/procurements/{its.reference}/plan/proportion")))
    assert "1 person for every £4,000,000.00 spent" in text  # 0.6 × 4 × ½ = 1.2 apprentices, whole people


def test_without_a_value_nothing_is_in_proportion(olive: Player) -> None:
    its = make.procurement(determination={"value_inc_vat": None})
    response = olive.client.get(f"/procurements/{its.reference}/plan/proportion")
    assert response.url.endswith("/plan/worth")


def test_consent_is_asked_for_where_it_runs_past_vesting(olive: Player, priya: Player) -> None:
    its = make.procurement()
    send(olive, its, "route", ROUTE)
    start = {"starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2027"}
    send(olive, its, "term", TERM | start)
    assert "It can run past 1 April 2028" in told(olive, its)
    day = {"given_on_day": "1", "given_on_month": "2", "given_on_year": "2026"}
    send(priya, its, "consent", {**day, "given_for": "The new council", "document": "LGR/12"})
    assert "The new council consented on 1 February 2026: LGR/12" in told(olive, its)


@pytest.mark.clause("FIN-1")
def test_a_copy_brings_lots_plan_and_requirements_as_drafts_and_nothing_to_be_judged_anew(
    olive: Player,
) -> None:
    its = make.procurement(title="School transport", reference="PR-2025-9001")
    make.requirement(its, state="confirmed")
    send(olive, its, "route", ROUTE)
    once = {"key": str(make.new_uid())}
    first, response = (olive.client.post(f"/procurements/{its.reference}/copy", once) for _ in range(2))
    assert first.url == response.url and Procurement.objects.count() == 2, (
        "a second click copies no second time"
    )
    copy = Procurement.objects.get(reference=response.url.split("/")[2])
    assert copy.title == "School transport" and copy.commenced_on is None
    assert list(Requirement.objects.filter(lot__procurement=copy).values_list("state", flat=True)) == [
        "draft"
    ]
    assert copy.determinations.get().band == "undetermined" and copy.estimates.count() == 0
    assert (
        Lot.objects.filter(procurement=copy).count() == 1 and copy.plans.get().service == "Adult social care"
    )


def test_a_full_plan_costs_no_more_than_a_record(olive: Player) -> None:
    its = make.procurement(commenced_on=date(2027, 6, 1), determination={"value_inc_vat": Decimal(300_000)})
    make.procurements(200, commenced_on=date(2027, 6, 1))
    for part, answers in (("route", ROUTE), ("term", TERM), ("worth", WORTH)):
        send(olive, its, part, answers)
    olive.client.get(f"/procurements/{its.reference}/plan")
    with Measured() as cost:
        body = olive.client.get(f"/procurements/{its.reference}/plan").content
    assert cost.statements <= 12, str(cost)
    assert cost.rows <= 150 and len(body) <= 60_000, str(cost)
