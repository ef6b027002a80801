"""Reads of governance."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from socialvalue.governance.rules import Clause, read_register

PACKAGED: Final = Path(__file__).with_name("clauses.toml")  # put there when a wheel is built
CHECKOUT: Final = Path(__file__).parents[3] / "docs" / "clauses.toml"


@cache
def clauses() -> tuple[Clause, ...]:
    """The clause register of this version of the software."""
    source = PACKAGED if PACKAGED.exists() else CHECKOUT
    return read_register(source.read_text(encoding="utf-8"))


def clause_ids() -> tuple[str, ...]:
    """The ids of every clause, in the policy's own order."""
    return tuple(clause.id for clause in clauses())
