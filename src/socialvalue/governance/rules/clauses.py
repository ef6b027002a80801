"""The clause register: for each clause of the policy, how far the system carries it out and what proves it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum


class Carried(StrEnum):
    """How far a clause is carried out."""

    OPEN = "open"
    PARTLY = "partly"
    WHOLLY = "wholly"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: what it asks, in short; where it is carried out; which tests prove it; what is still missing."""

    id: str
    paper: str  # P: the policy; D: the record of decision
    group: str
    asks: str
    state: Carried
    where: tuple[str, ...]  # pages, commands, documents
    tests: tuple[str, ...]  # test files, from the project's folder
    open: str  # what is missing, in a sentence


def read_register(text: str) -> tuple[Clause, ...]:
    """The clauses of a register file, in the policy's own order. Raises `KeyError` or `ValueError` on a fault."""
    return tuple(
        Clause(
            id=entry["id"],
            paper=entry["paper"],
            group=entry["group"],
            asks=entry["asks"],
            state=Carried(entry["state"]),
            where=tuple(entry.get("where", ())),
            tests=tuple(entry.get("tests", ())),
            open=entry.get("open", ""),
        )
        for entry in tomllib.loads(text)["clause"]
    )
