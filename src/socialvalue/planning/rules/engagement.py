"""Market engagement (PRE-2; sections 16 and 17 of the Procurement Act 2023): what a statement about it must say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from socialvalue.foundation.refusal import Refusal

SHORTEST_SENTENCE: Final = 10  # characters
CLAUSE: Final = "PRE-2"


class EventKind(StrEnum):
    """How an authority met the market."""

    BRIEFING = "briefing"
    MEET_THE_BUYER = "meet-the-buyer"
    WORKSHOP = "workshop"
    ONE_TO_ONE = "one-to-one"
    SURVEY = "survey"
    OTHER = "other"


class NotHeld(StrEnum):
    """Why the market was not engaged, in a word: for the figures. A sentence says it in full."""

    KNOWN_MARKET = "known-market"
    URGENT = "urgent"
    FIXED = "fixed"  # a framework or another body fixed what is asked
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Statement:
    """What an officer states: engagement was held (when, with whom, what was shared), or not held, and why."""

    is_held: bool
    ground: str = ""
    because: str = ""
    engaged_on: date | None = None
    with_whom: str = ""
    shares_priorities: bool = False
    need_version: str = ""  # of the council's analysis of need; empty: it was not shared
    not_shared_because: str = ""
    notice_reference: str = ""  # of the preliminary market engagement notice, UK2
    no_notice_because: str = ""


def check_statement(statement: Statement, *, today: date, has_event: bool) -> None:
    """Refuses a statement that leaves out what its kind asks for. `has_event`: an event held for it is on record."""
    if statement.is_held:
        _check_held(statement, today)
        _check_shared(statement)
        _check_notice(statement)
        return
    if has_event:
        _refuse(
            "engagement-on-record", "An event that was held is on record: say that it was held.", "is_held"
        )
    if not statement.ground:
        _refuse("ground-missing", "Select why the market was not engaged.", "ground")
    _sentence(statement.because, "Say in a sentence why the market was not engaged.", "because")


def _check_held(statement: Statement, today: date) -> None:
    if statement.engaged_on is None:
        _refuse("engaged-when", "Enter the day on which the market was engaged.", "engaged_on")
    elif statement.engaged_on > today:
        _refuse("engaged-later", "Enter a day that has been: today or earlier.", "engaged_on")
    _sentence(statement.with_whom, "Say which organisations, or which kinds of them, took part.", "with_whom")


def _check_shared(statement: Statement) -> None:
    if not (statement.shares_priorities and statement.need_version.strip()):
        wanted = "Say why the priorities or the analysis of need were not shared."
        _sentence(statement.not_shared_because, wanted, "not_shared_because")


def _check_notice(statement: Statement) -> None:
    """A notice was published before the tender notice, or the tender notice says why not (section 17)."""
    has_notice, has_reason = (
        bool(statement.notice_reference.strip()),
        bool(statement.no_notice_because.strip()),
    )
    if has_notice and has_reason:
        text = "Enter the reference of the notice or why there is none, not both."
        _refuse("notice-or-reason", text, "no_notice_because")
    if not has_notice:
        wanted = "Enter the reference of notice UK2, or say why none was published."
        _sentence(statement.no_notice_because, wanted, "notice_reference")


def _sentence(text: str, wanted: str, field: str) -> None:
    if len(text.strip()) < SHORTEST_SENTENCE:
        _refuse("sentence-missing", wanted, field)


def _refuse(code: str, text: str, field: str) -> None:
    raise Refusal(code, text, field=field, clause=CLAUSE)
