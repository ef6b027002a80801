"""What the policy means where it is open: a question, an answer, the clauses it is about, its states (GOV-2, PUR-2)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from socialvalue.foundation.refusal import Refusal, shown
from socialvalue.foundation.states import StateTable, Step

SHORTEST_TEXT: Final = 10  # characters of a question, an answer, a reason
MOST_CLAUSES: Final = 8
ID: Final = re.compile(r"[A-Z]{3}-\d{1,2}")

RULING: Final = StateTable(  # an answer is never rewritten: another replaces it
    noun="ruling",
    begins="draft",
    steps=(
        Step("draft", "record", "in-force", "ruling_recorded"),
        Step("in-force", "replace", "replaced", "ruling_replaced"),
        Step("in-force", "withdraw", "withdrawn", "ruling_withdrawn"),
    ),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question about the policy and its answer, as they are recorded."""

    question: str
    answer: str
    applies: str  # to which procurements, contracts or steps
    clauses: tuple[str, ...]
    asked_by: str  # a role
    decided_by: str  # a role
    decided_on: date


def clauses_in(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The clauses that a person typed, "EXC-1, sco-1", each once. Refuses none, too many, and unknown ones."""
    typed = [word.upper() for word in re.split(r"[\s,;]+", text.strip()) if word]
    for word in typed:
        if not ID.fullmatch(word) or word not in known:
            raise Refusal("clause-unknown", f"There is no clause “{shown(word)}”.", field="clauses")
    found = tuple(dict.fromkeys(typed))
    if not 0 < len(found) <= MOST_CLAUSES:
        raise Refusal("clauses-number", f"Enter one to {MOST_CLAUSES} clauses.", field="clauses")
    return found


def check_ruling(given: Answered, today: date) -> None:
    """Refuses a ruling that says nothing, or was decided on a day to come."""
    for name in ("question", "answer", "applies"):
        if len(getattr(given, name).strip()) < SHORTEST_TEXT:
            raise Refusal("ruling-short", f"Enter at least {SHORTEST_TEXT} characters.", field=name)
    if given.decided_on > today:
        raise Refusal("decided-ahead", "Enter today or an earlier day.", field="decided_on")
