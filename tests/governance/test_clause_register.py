"""The clause register is complete, and everything it names is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from socialvalue.entrance.cli import COMMANDS
from socialvalue.governance.queries import clauses
from socialvalue.governance.rules import Carried, Clause
from socialvalue.machinery.routes import ROUTES

ROOT = Path(__file__).parents[2]
PAPER = ROOT.parent / "shared" / "policy" / "clauses.md"  # the policy's own list, kept outside this project
MARK = re.compile(r"mark\.clause\(([^)]*)\)")
ID = re.compile(r"[A-Z]{3}-\d+")


@pytest.fixture(params=clauses(), ids=lambda clause: clause.id)
def clause(request: pytest.FixtureRequest) -> Clause:
    """Each clause in turn."""
    found: Clause = request.param
    return found


def marks(path: Path) -> set[str]:
    """The clauses that a test file names."""
    return {name for mark in MARK.findall(path.read_text(encoding="utf-8")) for name in ID.findall(mark)}


def pages() -> Iterator[str]:
    """Every address as the register writes it: "/procurements/<reference>"."""
    import socialvalue.entrance.urls  # noqa: F401, PLC0415  it fills the table of routes

    return ("/" + re.sub(r"<\w+:(\w+)>", r"<\1>", route.pattern) for route in ROUTES.values())


def test_every_clause_stands_once_and_in_the_papers_order() -> None:
    ours = [(clause.id, clause.paper) for clause in clauses()]
    assert len(set(ours)) == len(ours) == 65
    if not PAPER.exists():
        pytest.skip("the policy's list of clauses is not on this machine")
    assert ours == re.findall(
        r"^\| ([A-Z]{3}-\d+) \| ([PD]) \|", PAPER.read_text(encoding="utf-8"), re.MULTILINE
    )


def test_what_a_clause_asks_is_one_short_sentence(clause: Clause) -> None:
    assert clause.group and clause.asks.endswith(".")
    assert len(clause.asks.split()) <= 30


def test_what_is_missing_is_said_until_nothing_is(clause: Clause) -> None:
    assert bool(clause.open) is (clause.state is not Carried.WHOLLY)


def test_what_is_carried_out_is_somewhere_and_proved(clause: Clause) -> None:
    if clause.state is not Carried.OPEN:
        assert clause.where and clause.tests


def test_every_test_is_there_and_names_the_clause(clause: Clause) -> None:
    for name in clause.tests:
        assert clause.id in marks(ROOT / name), name


def test_every_place_is_there(clause: Clause) -> None:
    known = set(pages())
    for place in clause.where:
        if place.startswith("/"):
            assert place in known
        elif place.startswith("socialvalue "):
            assert place.removeprefix("socialvalue ") in COMMANDS
        else:
            assert (ROOT / place).exists(), place


def test_tests_name_only_clauses_that_there_are() -> None:
    known = {clause.id for clause in clauses()}
    for path in (ROOT / "tests").rglob("test_*.py"):
        assert marks(path) <= known, path
