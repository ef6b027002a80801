"""A second role opens no list that it does not hold itself, nor one of another council (rulings 16 and 29)."""

from __future__ import annotations

import pytest

from socialvalue.delivery import queries
from socialvalue.delivery.queries import Wanted
from socialvalue.exchange import actions as exchange
from socialvalue.exchange import queries as imports
from socialvalue.exchange.models import ImportRun
from socialvalue.machinery.permissions import Person, Role
from socialvalue.people import actions as people
from socialvalue.people.models import Authority
from socialvalue.people.queries import person_of
from tests import make
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db


def with_role(player: Player, role: Role, authority: Authority | None = None) -> Person:
    """The same account with one role more."""
    people.give_role(user=player.user, authority=authority or make.authority(), role=role, by=None)
    return person_of(player.user)


def listed(person: Person) -> set[str]:
    rows = queries.contracts(person=person, wanted=Wanted(), order="-ends", offset=0, limit=50)
    return {row.reference for row in rows}


def test_a_supplier_who_evaluates_too_lists_only_its_own_contracts(sam: Player, rita: Player) -> None:
    own = made.contract(supplier=sam.user.organisation).reference
    made.contract(supplier=rita.user.organisation)
    assert listed(with_role(sam, Role.EVALUATOR)) == {own}


def test_a_supplier_elsewhere_lists_nothing_of_that_council(carol: Player) -> None:
    here, there = made.contract(), made.contract(of=make.other_authority())
    assert listed(with_role(carol, Role.SUPPLIER, make.other_authority())) == {here.reference}
    assert there.reference not in listed(carol.person)


def test_notices_come_in_only_where_somebody_may_bring_them(priya: Player) -> None:
    other = make.other_authority()
    both = with_role(priya, Role.EVALUATOR, other)
    make.import_run(of=other)
    assert imports.count_imports(person=both) == 0
    people.end_role(user=priya.user, authority=make.authority(), role=Role.PROCUREMENT_OFFICER, by=None)
    people.give_role(user=priya.user, authority=other, role=Role.PROCUREMENT_OFFICER, by=None)
    moved = with_role(priya, Role.EVALUATOR)
    uid = exchange.receive_notices(content=[b"{}"], name="a.json", by=moved, enqueue=lambda _: None)
    assert ImportRun.objects.get(uid=uid).authority_id == other.id
