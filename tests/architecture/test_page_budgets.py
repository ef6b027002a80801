"""Every page of the product within its budget: 12 statements of the whole request, a list 8; 60 kB."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import resolve, reverse

from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Role
from socialvalue.machinery.routes import ROUTES, Route
from socialvalue.planning.rules import Condition
from tests import make
from tests.architecture.test_permissions import EVERY_ROLE, OURS, address_of, holds, plain
from tests.cast import Play
from tests.delivery import made
from tests.evaluation import made as evaluations
from tests.measure import Measured
from tests.planning import made as asked
from tests.tendering import made as tenders

LIST, RECORD = 8, 12  # statements, session and account among them
KILOBYTES = 60
LISTS = {
    "badges", "bids", "breaches", "case-studies", "contracts", "encouraged", "engagement", "exemptions", "imports",
    "initiatives", "opportunities", "procurements", "requirements", "rulings", "scoring", "search", "statements",
}  # fmt: skip


def budget_of(name: str) -> int:
    """How many statements a page may take."""
    return LIST if name in LISTS else RECORD


def readers(play: Play, route: Route) -> Iterator[Client]:
    """Everyone who may open pages of this kind."""
    for role in EVERY_ROLE:
        if holds(role, route.needs):
            yield plain(play.with_role(role).client)


@pytest.mark.slow
@pytest.mark.parametrize("route", OURS, ids=lambda route: route.name)
def test_a_page_costs_no_more_than_its_budget(play: Play, route: Route) -> None:
    address = address_of(route, make.authority())
    reader = next((each for each in readers(play, route) if each.get(address).status_code == 200), None)
    if reader is None:
        pytest.skip("opens only in another state of the record: its room's tests hold it to its budget")
    with Measured() as cost:
        body = reader.get(address).getvalue()
    assert cost.statements <= budget_of(route.name), str(cost)
    if not route.name.endswith("-csv"):  # a download is as long as what was asked for
        assert len(body) <= KILOBYTES * 1000, f"{len(body)} bytes"


def test_lists_are_pages_that_there_are() -> None:
    assert LISTS - set(ROUTES) == set()


def of_a_bid(play: Play) -> dict[str, str]:
    """Pages of a bid that is not sent yet."""
    sam = play("sam")
    label = tenders.draft(tenders.opportunity(), sam.person)
    names = ("bid-offer", "bid-more", "bid-question", "bid-price", "bid-check", "bid")
    parts = {"bid-offer": "?number=1", "bid-question": "?number=1"}
    return {reverse(name, args=[label]) + parts.get(name, ""): "sam" for name in names}


def of_a_sent_bid(play: Play) -> dict[str, str]:
    """Pages of a bid that was sent."""
    sam = play("sam")
    label = tenders.draft(tenders.opportunity(), sam.person)
    tenders.send(label, sam.person)
    names = ("bid", "bid-replace", "bid-withdraw", "bid-receipt")
    return {reverse(name, args=[label]): "sam" for name in names}


def of_an_evaluation(play: Play) -> dict[str, str]:
    """Pages of a lot whose result stands, and of somebody's seat in another."""
    lot, other = evaluations.complete(), evaluations.opened()
    seat = other.ready(play("ed").person)
    names = ("evaluation", "consensus", "result", "award")
    desk = {reverse("scoring-lot", args=[seat]): "ed"}
    desk[reverse("scoring-question", args=[seat]) + "?question=q1"] = "ed"
    return {reverse(name, args=[lot.reference]) + "?lot=1": "priya" for name in names} | desk


def of_an_award(play: Play) -> dict[str, str]:
    """What follows an award: its contract, and the bidder's result."""
    sam = play("sam")
    lot = evaluations.complete(first=sam.user.organisation)
    lot.award("Thanet Growers CIC")
    bid = lot.bids["Thanet Growers CIC"]
    return {f"/bids/{bid}/result": "sam", f"/procurements/{lot.reference}/evaluation": "priya"}


def of_a_delivery(play: Play) -> dict[str, str]:
    """Pages of a delivery and of a case study that wait for a decision."""
    row, study = made.reported(), made.case_study()
    return {
        f"/deliveries/{row.reference}": "carol",
        f"/deliveries/{row.reference}/decide": "carol",
        f"/case-studies/{study.uid}": "carol",
        f"/case-studies/{study.uid}/decide": "carol",
    }


def of_an_exemption(play: Play) -> dict[str, str]:
    """Pages of deeds about exemptions and breaches, each in the state in which it is possible."""
    play.with_role(Role.STANDARDS_TEAM), play.with_role(Role.MANAGEMENT_TEAM)
    make.ruling().clauses.create(clause="EXC-1")
    waiting, reviewed, granted = (asked.ask(asked.ahead(), play("olive")) for _ in range(3))
    for label in (reviewed, granted):
        asked.review(label, play)
    one = Condition("Report in May.", play("carol").person.account(), business_today())
    asked.grant(granted, play, conditions=[one])
    breach = make.breach(make.procurement()).reference
    return {
        f"/exemptions/{waiting}/review": "stan",
        f"/exemptions/{waiting}/add-paper": "olive",
        f"/exemptions/{waiting}/sheet": "dee",
        f"/exemptions/{reviewed}/determine": "dee",
        f"/exemptions/{granted}": "stan",
        f"/exemptions/{granted}/public-words": "stan",
        f"/exemptions/{granted}/condition?number=1": "carol",
        f"/breaches/{breach}/plan": "stan",
        f"/breaches/{breach}/settle?deed=dismiss": "stan",
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "state",
    [of_a_bid, of_a_sent_bid, of_an_evaluation, of_an_award, of_a_delivery, of_an_exemption],
    ids=lambda state: state.__name__,
)
def test_pages_of_records_in_other_states_cost_no_more(
    play: Play, state: Callable[[Play], dict[str, str]]
) -> None:
    for address, who in state(play).items():
        reader = plain(play(who).client)
        reader.get(address)
        with Measured() as cost:
            response = reader.get(address)
        assert response.status_code == 200, (address, response)
        budget = budget_of(str(resolve(address.partition("?")[0]).url_name))
        assert cost.statements <= budget, f"{address}: {cost}"
