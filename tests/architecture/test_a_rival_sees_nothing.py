"""Sam's records and Rita: on every address that a supplier may open at all, a rival gets "not found", never a hint."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from socialvalue.machinery.permissions import TABLE, Role
from socialvalue.machinery.routes import ROUTES, Route
from tests.architecture.test_permissions import of_a_record, plain
from tests.cast import Play, Player
from tests.delivery import made
from tests.evaluation import made as evaluations
from tests.recognition import made as badges
from tests.tendering import made as tenders

pytestmark = pytest.mark.django_db
OF_EVERYONE = {"bid-begin"}  # an opportunity is no supplier's own


def for_suppliers(route: Route) -> bool:
    return any(Role.SUPPLIER in row.roles for row in TABLE.rows.get(route.needs, ()))


OWN = [
    route
    for route in sorted(ROUTES.values(), key=lambda route: route.name)
    if of_a_record(route) and for_suppliers(route) and route.name not in OF_EVERYONE
]
SAMS: dict[str, Callable[[Player], dict[str, object]]] = {
    "contracts": lambda sam: {"reference": made.contract(supplier=sam.user.organisation).reference},
    "deliveries": lambda sam: {
        "reference": made.reported(within=made.contract(supplier=sam.user.organisation)).reference
    },
    "case-studies": lambda sam: {
        "uid": made.case_study(within=made.contract(supplier=sam.user.organisation)).uid
    },
    "initiatives": lambda sam: {"reference": made.initiative(supplier=sam.user.organisation).reference},
    "tender-feedback": lambda sam: {"feedback": evaluations.feedback(organisation=sam.user.organisation).id},
    "bids": lambda sam: {"reference": tenders.draft(tenders.opportunity(), sam.person)},
}


def address(route: Route, sam: Player) -> str:
    return reverse(route.name, kwargs=SAMS[route.pattern.partition("/")[0]](sam))


@pytest.mark.parametrize("route", OWN, ids=lambda route: route.name)
def test_a_rival_is_told_that_there_is_no_such_record(play: Play, route: Route) -> None:
    asked = address(route, play("sam"))
    made.contract(supplier=play("rita").user.organisation)  # she has one of her own
    rita = plain(play("rita").client)
    assert (rita.get(asked).status_code, rita.post(asked).status_code) == (404, 404)


def test_lists_hold_only_ones_own(play: Play) -> None:
    sam = play("sam")
    contract = made.contract(supplier=sam.user.organisation)
    label = tenders.draft(tenders.opportunity(), sam.person)
    for where, mark in (("/contracts", contract.reference), ("/bids", label)):
        assert mark in sam.client.get(where).content.decode()
        assert mark not in play("rita").client.get(where).content.decode()


@pytest.mark.clause("REC-1")
def test_a_badge_is_public_but_what_nobody_was_awarded_is_not(play: Play) -> None:
    none = badges.badge(within=made.contract(supplier=play("sam").user.organisation), level="none")
    assert plain(play("rita").client).get(f"/badges/{none.uid}").status_code == 404
