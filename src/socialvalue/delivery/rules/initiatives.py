"""Voluntary initiatives (INC-3, rulings 5): offered by a supplier, accepted by the service, counted nowhere else."""

from __future__ import annotations

from datetime import date
from typing import Final

from socialvalue.foundation.reasons import length
from socialvalue.foundation.refusal import Refusal
from socialvalue.foundation.states import StateTable, Step

SHORTEST: Final = 10  # characters: what is proposed, asked, answered or declined is said in words

INITIATIVE: Final = StateTable(
    noun="voluntary initiative",
    begins="draft",
    steps=(
        Step("draft", "start", "proposed", "initiative_proposed"),
        Step("proposed", "ask", "asked", "initiative_asked"),
        Step("proposed", "accept", "accepted", "initiative_accepted"),
        Step("proposed", "decline", "declined", "initiative_declined"),
        Step("proposed", "withdraw", "withdrawn", "initiative_withdrawn"),
        Step("asked", "answer", "proposed", "initiative_answered"),
        Step("asked", "accept", "accepted", "initiative_accepted"),
        Step("asked", "decline", "declined", "initiative_declined"),
        Step("asked", "withdraw", "withdrawn", "initiative_withdrawn"),
    ),
)


def check_when(starts_on: date, ends_on: date, today: date) -> None:
    """Refuses days that cannot be: it ends before it starts, or was over before anybody was asked."""
    if ends_on < starts_on:
        raise Refusal(
            "ends-before", "Enter a last day on or after the first.", field="ends_on", clause="INC-3"
        )
    if ends_on < today:
        raise Refusal(
            "over-already", "Enter a last day that is still to come.", field="ends_on", clause="INC-3"
        )


def in_words(text: str, field: str) -> str:
    """The text without white space around it; refuses one that says nothing."""
    if length(text) < SHORTEST:
        raise Refusal(
            "said-too-little", f"Write at least {SHORTEST} characters.", field=field, clause="INC-3"
        )
    return text.strip()
