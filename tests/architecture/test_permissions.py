"""Who may do what: every address asks, and answers every role as the table says."""

import ast
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from socialvalue.entrance.urls import THIRD_PARTY
from socialvalue.machinery.permissions import PUBLIC, SIGNED_IN, TABLE, Role
from socialvalue.machinery.routes import ROUTES, Route
from socialvalue.people.models import Authority
from tests import make
from tests.architecture.test_source import modules, tree
from tests.cast import Play
from tests.delivery import made
from tests.evaluation import made as evaluations
from tests.planning import engagement
from tests.recognition import made as badges
from tests.tendering import made as tenders


@dataclass(frozen=True)
class Address:
    """One address of the product."""

    name: str
    path: str
    needs: str
    guarded: bool


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> list[Address]:
    """Every address that the product answers, as Django resolves it."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += addresses(entry, path)
        elif isinstance(entry, URLPattern):
            name = entry.name or ""
            ours = ROUTES.get(name)
            needs = ours.needs if ours else THIRD_PARTY.get(name, "")
            found.append(Address(name, path, needs, guarded=getattr(entry.callback, "__name__", "") != ""))
    return found


ALL = addresses()
OURS = sorted(ROUTES.values(), key=lambda route: route.name)
EVERY_ROLE = list(Role)
NOT_ASKED_YET = {"organisation:view", "operations:view"}  # declared ahead of their pages

# How to make the record that an address names, for an authority. A new kind of address says so here.
RECORDS: dict[str, Callable[[Authority], dict[str, Any]]] = {
    "procurements": lambda of: {"reference": make.procurement(of=of).reference},
    "imports": lambda of: {"uid": make.import_run(of=of).uid},
    "badges": lambda of: {"uid": badges.badge(of=of).uid},
    "case-studies": lambda of: {"uid": made.case_study(of=of).uid},
    "deliveries": lambda of: {"reference": made.reported(of=of).reference},
    "requirements": lambda of: {"requirement": make.requirement(make.procurement(of=of)).id},
    "exemptions": lambda of: {"reference": make.exemption(make.procurement(of=of)).reference},
    "contracts": lambda of: {"reference": make.contract(make.procurement(of=of)).reference},
    "rulings": lambda of: {"reference": make.ruling(of=of).reference},
    "breaches": lambda of: {"reference": make.breach(make.procurement(of=of)).reference},
}
RECORDS |= {
    "initiatives": lambda of: {"reference": made.initiative(of=of).reference},
    "events": lambda of: {"reference": engagement.event(of=of).reference},
    "attendances": lambda of: {"attendance": engagement.attendance(engagement.event(of=of)).id},
    "feasibility": lambda of: {"test": engagement.feasibility(make.procurement(of=of)).id},
    "drafts": lambda of: {"item": engagement.feasibility(make.procurement(of=of)).items.get().id},
    "sent-invitations": lambda of: {"invitation": engagement.invitation(of=of).id},
    "invitations": lambda of: {"token": engagement.link(of=of)},
    "opportunities": lambda of: {"reference": tenders.opportunity(of=of).reference},
    "tender-feedback": lambda of: {"feedback": evaluations.feedback(of=of).id},
    "bids": lambda of: {"reference": tenders.opened_bid(of=of)},
    "scoring": lambda of: {"seat": evaluations.a_seat(of=of)},
}
PLAIN_PARTS: dict[str, dict[str, str]] = {  # addresses whose parts name no record
    "design-brand": {"version": "0"},
    "design-favicon": {"version": "0"},
    "design-layout": {"layout": "record"},
    "guide": {"slug": "first-bid"},
    "guide-pdf": {"slug": "first-bid"},
    "guide-word": {"slug": "first-bid"},
    "measure": {"code": "EM-1.1"},
    "need-place": {"code": "E07000114"},
    "engagement-year": {"year": "2026-27"},
    "engagement-organisations": {"year": "2026-27"},
    "engagement-organisations-csv": {"year": "2026-27"},
    "engagement-tests": {"year": "2026-27"},
    "statement": {"year": "2026-27"},
    "statement-csv": {"year": "2026-27"},
    "statement-places": {"year": "2026-27"},
    "statement-place": {"year": "2026-27", "code": "E07000114"},
    "figure": {"year": "2026-27", "code": "EM-1.1"},
    "figure-csv": {"year": "2026-27", "code": "EM-1.1"},
}


BY_LINK = {"invitation"}  # whoever holds the link, whatever their roles and whosever the record


def test_every_address_is_in_the_table() -> None:
    assert [address.path for address in ALL if not address.needs] == []


def test_no_name_leads_to_two_addresses() -> None:
    assert {name: number for name, number in Counter(each.name for each in ALL).items() if number > 1} == {}


def test_the_table_names_no_address_that_is_gone() -> None:
    assert set(THIRD_PARTY) - {address.name for address in ALL} == set()


def permissions_in_code() -> set[str]:
    """Every text of the form `resource:verb` that stands in code, but where permissions are declared."""
    texts = {
        node.value
        for path in modules()
        if path.name != "permissions.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {each for each in texts if each in TABLE.rows}


def test_every_permission_is_asked_for_and_held() -> None:
    asked = {route.needs for route in OURS} | permissions_in_code()
    assert asked - {PUBLIC, SIGNED_IN} - set(TABLE.rows) == set(), "asked for, but no room declares it"
    assert set(TABLE.rows) - asked == NOT_ASKED_YET, "declared, but nothing asks for it"
    assert [name for name, rows in TABLE.rows.items() if not any(row.roles for row in rows)] == []


def test_a_permission_reads_like_a_sentence() -> None:
    for name, rows in TABLE.rows.items():
        assert re.fullmatch(r"[a-z-]+:[a-z-]+", name)
        assert all(row.says and row.says[0].islower() and not row.says.endswith(".") for row in rows), name


def of_a_record(route: Route) -> bool:
    return "<" in route.pattern and route.name not in PLAIN_PARTS


OF_RECORDS = [route for route in OURS if of_a_record(route) and route.name not in BY_LINK]


def address_of(route: Route, of: Authority) -> str:
    """An address of this route for a record of this authority."""
    if not of_a_record(route):
        return reverse(route.name, kwargs=PLAIN_PARTS.get(route.name))
    kind = route.pattern.removeprefix("engagement/").partition("/")[0]
    return reverse(route.name, kwargs=RECORDS[kind](of))


def holds(role: Role, needs: str) -> bool:
    return needs in (PUBLIC, SIGNED_IN) or any(role in row.roles for row in TABLE.rows[needs])


def only_own(role: Role, needs: str) -> bool:
    """Whether a role holds this only for records that it has to do with: a stranger's is a 404."""
    rows = [row for row in TABLE.rows.get(needs, ()) if role in row.roles]
    return bool(rows) and all(row.relation for row in rows)


def tried(client: Client, address: str) -> tuple[int, int]:
    """The status of looking and of sending an empty form."""
    return client.get(address).status_code, client.post(address).status_code


def plain(client: Client) -> Client:
    """The same person without the strict reading of pages, which is not in question here."""
    same = Client()
    same.cookies = client.cookies
    return same


@pytest.mark.slow
@pytest.mark.parametrize("route", OURS, ids=lambda route: route.name)
def test_every_role_is_answered_as_the_table_says(play: Play, route: Route) -> None:
    own = address_of(route, make.authority())
    for role in EVERY_ROLE:
        for status in tried(plain(play.with_role(role).client), own):
            if of_a_record(route) and only_own(role, route.needs):
                assert status == 404, f"{role} has nothing to do with this record and got {status}"
            elif holds(role, route.needs):
                assert status not in {401, 403, 404, 500}, f"{role} holds {route.needs} and got {status}"
            else:
                assert status == 403, f"{role} does not hold {route.needs} and got {status}"


@pytest.mark.parametrize("route", OURS, ids=lambda route: route.name)
def test_someone_without_a_role_is_refused(play: Play, route: Route) -> None:
    expected = {403} if route.needs not in (PUBLIC, SIGNED_IN) else {200, 302, 422, 503}
    assert set(tried(plain(play("nora").client), address_of(route, make.authority()))) <= expected


@pytest.mark.parametrize("route", OURS, ids=lambda route: route.name)
def test_someone_not_signed_in_is_sent_to_sign_in(db: None, route: Route) -> None:
    client, address = Client(), address_of(route, make.authority())
    for response in (client.get(address), client.post(address)):
        if route.needs == PUBLIC:
            assert response.status_code in {200, 422, 503}
        else:
            assert response.status_code == 302 and response["Location"].startswith("/account/")


@pytest.mark.slow
@pytest.mark.parametrize("route", OF_RECORDS, ids=lambda route: route.name)
def test_another_authoritys_record_does_not_exist(play: Play, route: Route) -> None:
    theirs = address_of(route, make.other_authority())
    for role in EVERY_ROLE:
        expected = 404 if holds(role, route.needs) else 403
        assert tried(plain(play.with_role(role).client), theirs) == (expected, expected), role


@pytest.mark.parametrize("route", OF_RECORDS, ids=lambda route: route.name)
def test_their_own_people_see_it(play: Play, route: Route) -> None:
    other = make.other_authority()
    theirs = address_of(route, other)
    fit = (role for role in EVERY_ROLE if holds(role, route.needs) and not only_own(role, route.needs))
    role = next(fit, None)
    if role is None:
        pytest.skip("only whoever has to do with the record may")
    assert play.with_role(role, authority=other).client.get(theirs).status_code in {200, 302}


@pytest.mark.parametrize("name", sorted(THIRD_PARTY))
def test_pages_of_the_sign_in_library_open_only_to_whom_the_table_says(db: None, name: str) -> None:
    links = {
        "account_reset_password_from_key": {"uidb36": "1", "key": "a-b"},
        "account_confirm_email": {"key": "a"},
    }
    parts = links.get(name)
    response = Client().get(reverse(name, kwargs=parts))
    if THIRD_PARTY[name] == SIGNED_IN:
        assert response.status_code == 302 and response["Location"].startswith("/account/")
    else:
        assert response.status_code in {200, 302}


def test_a_forged_form_is_refused(play: Play) -> None:
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = play("priya").client.cookies
    assert guarded.post(address_of(ROUTES["determination-confirm"], make.authority())).status_code == 403
