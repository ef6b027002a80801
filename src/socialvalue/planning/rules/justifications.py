"""What a reviewer asks of a request for an exemption (EXC-1): each answer is written, none is left to be guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.exemptions import Ground

SHORTEST_ANSWER: Final = 10  # characters, without white space around


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers beside the justification itself. What was not foreseen is asked only where it is urgent."""

    bought: str  # what is bought, for whom
    tried: str  # what was tried or considered instead
    market: str  # what the market said
    instead: str  # what will be done without it: a voluntary initiative, a later lot
    need: str  # what that means for the need of the area
    is_urgent: bool = False
    unforeseen: str = ""  # why it could not be foreseen


WRITTEN: Final = ("bought", "tried", "market", "instead", "need")


def check_answers(answers: Answers, ground: Ground) -> None:
    """Refuses a request that leaves a question open, or calls urgent what it does not explain."""
    for name in WRITTEN:
        if len(getattr(answers, name).strip()) < SHORTEST_ANSWER:
            raise _short(name)
    if ground is Ground.URGENT and not answers.is_urgent:
        raise Refusal(
            "urgency-denied",
            "You chose urgency as the ground. Say that it is urgent, or choose another ground.",
            field="is_urgent",
            clause="EXC-1",
        )
    if answers.is_urgent and len(answers.unforeseen.strip()) < SHORTEST_ANSWER:
        raise _short("unforeseen")
    if not answers.is_urgent and answers.unforeseen.strip():
        raise Refusal(
            "urgency-explained",
            "Leave this empty where it is not urgent, or say that it is.",
            field="unforeseen",
            clause="EXC-1",
        )


def _short(field: str) -> Refusal:
    return Refusal(
        "answer-short",
        f"Answer in at least {SHORTEST_ANSWER} characters. If there is nothing to tell, say why.",
        field=field,
        clause="EXC-1",
    )
