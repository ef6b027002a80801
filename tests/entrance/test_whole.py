"""The whole at a glance, for those who answer for it: reach, what is kept, what is late."""

from datetime import date

import pytest

from socialvalue.delivery.models import Party
from socialvalue.delivery.queries import coverage
from socialvalue.foundation.clock import business_day
from socialvalue.machinery.permissions import Role
from tests import make
from tests.cast import Play
from tests.delivery import made
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GOV-1")]
STARTS, DAY, ENDS = date(2026, 4, 1), date(2026, 6, 1), date(2029, 3, 31)


def contracts() -> None:
    """One mandatory contract with commitments, one without, one below the threshold."""
    for band, promised in (("mandatory", True), ("mandatory", False), ("encouraged", True)):
        decided = {"band": band, "state": "confirmed", "why": "Checked.", "made_by": make.new_uid()}
        its = make.contract(make.procurement(determination=decided), starts_on=STARTS, ends_on=ENDS)
        Party.objects.create(contract=its, organisation=make.organisation(), part="lead")
        if promised:
            made.commitments(its, 2)


def test_the_chief_sees_how_far_the_policy_reaches(play: Play) -> None:
    contracts()
    chief = play.with_role(Role.CHIEF_PROCUREMENT_OFFICER)
    with business_day(DAY):
        reach = coverage(chief.person)
        assert (reach.running, reach.with_commitments, reach.without_commitments) == (2, 1, 1)
        home = page(chief.client.get("/"))
        (gap,) = (each.get("href") for each in home.iter("a") if "commitments=no" in each.get("href", ""))
        listed = text_of(page(chief.client.get(gap)))
    shown = text_of(home)
    assert "Mandatory contracts with commitments 1 of 2" in shown
    assert "1 contract" in listed and "1 contracts" not in listed, (
        "the tile opens the contracts that it counts"
    )
    assert "Exemptions to settle 0" in shown


def test_a_service_officer_sees_their_queue_not_the_whole(play: Play) -> None:
    contracts()
    assert "The whole" not in text_of(page(play("olive").client.get("/")))
