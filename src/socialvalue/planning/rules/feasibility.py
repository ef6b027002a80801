"""Draft requirements tested in the market (PRE-3): who may answer until when, what was answered, what is decided.

What invited suppliers heard and said gives nobody an advantage: it is decided and disclosed to every bidder (TEN-2).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from socialvalue.foundation.refusal import Refusal

SHORTEST_WORDS: Final = 3  # characters of an answer that asks for words: "no" explains nothing
LONGEST_TEST: Final = timedelta(days=92)  # a link that nobody looks after ends by itself


class Verdict(StrEnum):
    """What a supplier says of one draft requirement."""

    ACHIEVABLE = "achievable"
    WITH_CHANGES = "with-changes"
    NOT_ACHIEVABLE = "not-achievable"


class Decision(StrEnum):
    """What becomes of a draft requirement after the test."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


class Link(StrEnum):
    """Whether an invitation can be answered."""

    OPEN = "open"
    CLOSED = "closed"  # the last day has passed, or the requirements are being put to tender
    REVOKED = "revoked"


def link_of(*, closes_on: date, is_revoked: bool, in_planning: bool, today: date) -> Link:
    """What an invitation's link opens today. The last day counts."""
    if is_revoked:
        return Link.REVOKED
    return Link.OPEN if in_planning and today <= closes_on else Link.CLOSED


def digest_of(token: str) -> str:
    """What is kept of a link's token: enough to know it again, not enough to open the link."""
    return hashlib.sha256(token.encode()).hexdigest()


def check_closing(closes_on: date, today: date) -> None:
    """Refuses a last day that has been, or that lies too far ahead."""
    if closes_on <= today:
        raise Refusal("closes-behind", "Enter a later day than today.", field="closes_on", clause="PRE-3")
    if closes_on > today + LONGEST_TEST:
        text = f"Enter a day within {LONGEST_TEST.days} days from now."
        raise Refusal("closes-too-late", text, field="closes_on", clause="PRE-3")


def check_answer(verdict: Verdict, words: str, *, field: str = "words") -> None:
    """Refuses changes without saying which, and a no without saying why."""
    if verdict is Verdict.ACHIEVABLE or len(words.strip()) >= SHORTEST_WORDS:
        return
    changes = verdict is Verdict.WITH_CHANGES
    text = "Say which changes would make it achievable." if changes else "Say why it is not achievable."
    raise Refusal("answer-without-words", text, field=field, clause="PRE-3")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many organisations gave each verdict on one draft requirement."""

    achievable: int
    with_changes: int
    not_achievable: int

    @property
    def total(self) -> int:
        """How many answered at all."""
        return self.achievable + self.with_changes + self.not_achievable


def tally(verdicts: Iterable[str]) -> Tally:
    """The answers counted."""
    counts = Counter(verdicts)
    return Tally(counts[Verdict.ACHIEVABLE], counts[Verdict.WITH_CHANGES], counts[Verdict.NOT_ACHIEVABLE])


@dataclass(frozen=True, slots=True)
class DraftKnown:
    """A draft requirement as the rule for disclosure sees it. `stands`: it has not been removed."""

    title: str
    decision: str
    stands: bool


def unsettled(
    items: Sequence[DraftKnown], *, closes_on: date, is_ended: bool, is_disclosed: bool, today: date
) -> tuple[str, ...]:
    """What keeps a test from being disclosed to every bidder, one sentence each; empty: it is settled."""
    found = []
    if not is_ended and today <= closes_on:
        found.append(
            "Suppliers can still answer about the draft requirements: wait until the test has ended."
        )
    undecided = [each.title for each in items if not each.decision]
    if undecided:
        found.append(
            f"Decide what becomes of “{undecided[0]}”{_and_more(undecided)} after what suppliers said."
        )
    found += [
        f"“{each.title}” was to be {each.decision}, and still stands as it was: "
        f"{'change' if each.decision == Decision.CHANGED else 'remove'} it under “Requirements”."
        for each in items
        if each.decision in (Decision.CHANGED, Decision.DROPPED) and each.stands
    ]
    found += [
        f"“{each.title}” was to be kept, and was removed: decide about it again."
        for each in items
        if each.decision == Decision.KEPT and not each.stands
    ]
    if not is_disclosed:
        found.append("Disclose to every bidder what suppliers said about the draft requirements.")
    return tuple(found)


def _and_more(titles: Sequence[str]) -> str:
    others = len(titles) - 1
    return f" and {others} other{'s' if others > 1 else ''}" if others else ""
