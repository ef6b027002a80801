"""A contract that runs past vesting is not awarded before the successor's consent is recorded (rulings 22)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.actions import record_consent
from socialvalue.planning.rules.vesting import Vesting
from tests.cast import Player
from tests.evaluation import made

DIRECTED = Vesting(date(2026, 4, 1), Decimal(100_000), Decimal(1_000_000), date(2026, 1, 5))
WINNER = "Thanet Growers CIC"
pytestmark = pytest.mark.clause("TEN-3")


def directed(monkeypatch: pytest.MonkeyPatch, vesting: Vesting | None) -> None:
    monkeypatch.setattr("socialvalue.planning.queries.plans.vesting_of", lambda _: vesting)


def test_without_a_direction_nothing_waits(db: None) -> None:
    made.complete().award(WINNER)


def test_once_a_direction_is_made_the_award_waits_for_consent(
    priya: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    lot = made.complete()
    directed(monkeypatch, DIRECTED)
    with pytest.raises(Refusal) as told:
        lot.award(WINNER)
    assert (told.value.code, told.value.status) == ("consent-missing", 409)
    record_consent(
        reference=lot.reference, given_on=date(2026, 2, 2), given_for="New council", document="LGR/1",
        by=priya.person,
    )  # fmt: skip
    lot.award(WINNER)


def test_a_contract_that_ends_before_vesting_does_not_wait(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    lot = made.complete()
    directed(monkeypatch, Vesting(date(2099, 4, 1), *[Decimal(1)] * 2, date(2026, 1, 5)))
    lot.award(WINNER)
