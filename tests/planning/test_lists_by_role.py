"""A role for one council opens no list of another where the same person only bids (rulings 29)."""

from __future__ import annotations

import pytest

from socialvalue.machinery.permissions import Person, Role
from socialvalue.people import actions as people
from socialvalue.people.queries import person_of
from socialvalue.planning import queries
from tests import make
from tests.cast import Player

pytestmark = pytest.mark.django_db


@pytest.fixture
def bids_elsewhere(priya: Player) -> Person:
    """Priya, who bids for work of another council as well."""
    people.give_role(user=priya.user, authority=make.other_authority(), role=Role.SUPPLIER, by=None)
    return person_of(priya.user)


def test_procurements_and_their_export_are_of_the_council_worked_for(bids_elsewhere: Person) -> None:
    here = make.procurement().reference
    make.procurement(of=make.other_authority())
    wanted = queries.Wanted()
    rows = queries.procurements(person=bids_elsewhere, wanted=wanted, order="-published", offset=0, limit=50)
    exported = queries.procurements_for_export(person=bids_elsewhere, wanted=wanted, order="-published")
    assert [row.reference for row in rows] == [row[0] for row in exported] == [here]
    assert queries.count_procurements(person=bids_elsewhere, wanted=wanted) == 1


def test_exemptions_are_of_the_council_worked_for(bids_elsewhere: Person) -> None:
    make.exemption(make.procurement())
    make.exemption(make.procurement(of=make.other_authority()))
    assert queries.count_exemptions(person=bids_elsewhere, wanted=queries.ExemptionsWanted()) == 1
