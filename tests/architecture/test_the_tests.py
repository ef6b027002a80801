"""What the other tests stand on: clones of the database, the strict browser, the counting."""

import socket

import pytest
from django.db import connection
from django.test import override_settings

from socialvalue.machinery.models import Event
from socialvalue.machinery.permissions import SYSTEM, Role
from socialvalue.people import actions
from socialvalue.people.models import User
from socialvalue.policy.models import PolicyVersion
from tests import make, measure, strict
from tests.cast import Play, Player


def add_someone() -> None:
    assert not User.objects.exists(), "the database was not given back"
    actions.add_user(email="someone@example.org", name="Someone", by=SYSTEM)


@pytest.mark.parametrize("turn", [1, 2])
def test_an_ordinary_test_is_rolled_back(db: None, turn: int) -> None:
    add_someone()


@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_gets_a_fresh_database_although_events_are_never_deleted(
    transactional_db: None, turn: int
) -> None:
    add_someone()
    connection.close()
    assert Event.objects.filter(deed="user_added").count() == 1


def test_the_pack_is_loaded(db: None) -> None:
    assert PolicyVersion.objects.count() == 1


def test_the_cast_can_sign_in_and_the_rival_works_for_someone_else(sam: Player, rita: Player) -> None:
    assert sam.client.get("/").status_code == 200
    assert sam.person.organisation_id != rita.person.organisation_id


def test_a_role_can_be_held_for_another_authority(play: Play) -> None:
    other = make.other_authority()
    assert play.with_role(Role.AUDIT, authority=other).person.authorities() == {other.id}


def test_sockets_reach_only_this_machine() -> None:
    with socket.socket() as socket_, pytest.raises(RuntimeError, match="this machine only"):
        socket_.connect(("192.0.2.1", 80))


def test_rows_and_statements_are_counted(db: None, measured: type[measure.Measured]) -> None:
    make.procurements(3)
    with measured() as cost:
        list(PolicyVersion.objects.all())
    assert (cost.statements, cost.rows) == (1, 1)


GOOD = '<!doctype html><html lang="en"><title>Lots</title><h1>Lots</h1>{}</html>'


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p id="a"></p><p id="a"></p>', "stands 2 times"),
        ("<h1>Lots</h1>", "2 h1"),
        ('<input name="q">', "No label"),
        ('<p style="color:red"></p>', "inline style"),
        ('<p onclick="x()"></p>', "inline onclick"),
        ("<script>x()</script>", "without a nonce"),
        ('<input aria-label="q" aria-describedby="hint">', "is not there"),
    ],
)
def test_a_fault_of_a_page_is_seen(body: str, fault: str) -> None:
    strict.check_page(GOOD.format(""))
    with pytest.raises(AssertionError, match=fault):
        strict.check_page(GOOD.format(body))


def test_a_page_with_a_wrong_nesting_is_refused() -> None:
    with pytest.raises(Exception, match=r"end tag|unexpected"):
        strict.check_page(GOOD.format("<p><b></p>"))


@override_settings(DEMONSTRATION=False)
def test_settings_are_those_of_a_plain_installation() -> None:
    from django.conf import settings  # noqa: PLC0415  the value under test

    assert not settings.PRODUCTION and "socialvalue-tests-" in str(settings.DATA)
