"""`socialvalue ledger --contract`: the same answer as the contract's page."""

from __future__ import annotations

import json

import pytest

from socialvalue.delivery.commands import ledger
from socialvalue.entrance.cli import COMMANDS, Needs
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db


def test_a_contract_of_the_database_answers(carol: Player, capsys: pytest.CaptureFixture[str]) -> None:
    contract = made.contract()
    made.commitment(contract, carol.person)
    assert ledger(["--contract", contract.reference, "--as-at", "2026-12-31", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)["commitments"][0]
    assert (row["id"], row["committed"], row["due"], row["state"]) == ("C1", "10", "4", "short")


def test_one_that_is_not_there_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger(["--contract", "CT-1999-0001", "--as-at", "2026-12-31"]) == 2
    assert capsys.readouterr().err == "There is no contract CT-1999-0001.\n"


def test_only_a_contract_of_the_database_needs_one() -> None:
    assert (COMMANDS["ledger"].needs, COMMANDS["ledger"].needed_by) == (Needs.DATABASE, "--contract")
