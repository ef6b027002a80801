"""Nobody runs a contract of the organisation they work for, whatever role they hold (ruling 17)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from socialvalue.delivery import actions
from socialvalue.delivery.rules import Instalment
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Mail
from socialvalue.machinery.permissions import Person, Role
from socialvalue.people import actions as people
from socialvalue.people.queries import person_of
from tests import make
from tests.cast import Player
from tests.delivery import made
from tests.evaluation import made as evaluations

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CON-1")]
LESS = (Instalment(date(2027, 6, 30), Decimal(1)),)
WHY = "Both sides agreed to it."


@pytest.fixture
def insider(sam: Player) -> Person:
    """Sam of the supplier, who was made a contract manager too."""
    people.give_role(user=sam.user, authority=make.authority(), role=Role.CONTRACT_MANAGER, by=None)
    return person_of(sam.user)


def refused(deed: object) -> None:
    with pytest.raises(Refusal, match="work for a party") as told:
        deed()  # type: ignore[operator]
    assert told.value.status == 403


def test_what_ones_own_side_promised_is_not_varied(insider: Person, sam: Player, carol: Player) -> None:
    own = made.contract(supplier=sam.user.organisation)
    made.commitment(own, carol.person)
    refused(
        lambda: actions.vary_commitment(
            contract=own.reference, number=1, holds_from=date(2026, 5, 1), steps=LESS, reason=WHY, by=insider
        )
    )


@pytest.mark.rule(34)
def test_the_supplier_is_told_that_what_is_asked_of_it_has_changed(sam: Player, carol: Player) -> None:
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person)
    actions.vary_commitment(
        contract=its.reference, number=1, holds_from=date(2026, 5, 1), steps=LESS, reason=WHY, by=carol.person
    )
    told = Mail.objects.get(to=sam.user.email)
    assert told.subject == f"What {its.reference} asks of you has changed" and WHY in told.text


def test_nothing_is_written_into_ones_own_contract(insider: Person, sam: Player) -> None:
    own = made.contract(supplier=sam.user.organisation)
    refused(lambda: made.commitment(own, insider))


def test_ones_own_contract_is_not_ended(insider: Person, sam: Player) -> None:
    own = made.contract(supplier=sam.user.organisation).reference
    refused(
        lambda: actions.terminate_contract(
            contract=own, terminated_on=date(2026, 9, 1), reason=WHY, by=insider
        )
    )


def test_ones_own_award_is_not_made_into_a_contract(insider: Person, sam: Player) -> None:
    lot = evaluations.awarded(first=sam.user.organisation)
    day = date(2029, 4, 1)
    refused(
        lambda: actions.make_contract(
            procurement=lot.reference, lot=1, signed_on=day, starts_on=day, ends_on=day, by=insider
        )
    )
