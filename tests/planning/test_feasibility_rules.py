"""Draft requirements tested in the market, as pure rules: links, answers, what is decided and disclosed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import (
    DraftKnown,
    Link,
    Verdict,
    check_answer,
    check_closing,
    digest_of,
    link_of,
    tally,
    unsettled,
)

pytestmark = pytest.mark.clause("PRE-3")
LAST = date(2027, 3, 1)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "revoked", "planning", "link"),
    [
        (LAST - ONE, False, True, Link.OPEN),
        (LAST, False, True, Link.OPEN),
        (LAST + ONE, False, True, Link.CLOSED),
        (LAST, False, False, Link.CLOSED),
        (LAST, True, True, Link.REVOKED),
        (LAST + ONE, True, False, Link.REVOKED),
    ],
)
def test_a_link_opens_until_the_last_day_unless_it_is_revoked(
    today: date, revoked: bool, planning: bool, link: Link
) -> None:
    assert link_of(closes_on=LAST, is_revoked=revoked, in_planning=planning, today=today) is link


def test_of_a_token_only_its_sha_256_is_kept() -> None:
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("days", "code"),
    [(-1, "closes-behind"), (0, "closes-behind"), (1, ""), (92, ""), (93, "closes-too-late")],
)
def test_a_test_ends_within_three_months(days: int, code: str) -> None:
    try:
        check_closing(LAST + days * ONE, LAST)
    except Refusal as refusal:
        assert refusal.code == code
    else:
        assert code == ""


@pytest.mark.parametrize(
    ("verdict", "words", "fits"),
    [
        (Verdict.ACHIEVABLE, "", True),
        (Verdict.WITH_CHANGES, "", False),
        (Verdict.WITH_CHANGES, " ab ", False),
        (Verdict.WITH_CHANGES, "two", True),
        (Verdict.NOT_ACHIEVABLE, "", False),
        (Verdict.NOT_ACHIEVABLE, "Too many.", True),
    ],
)
def test_an_answer_says_which_changes_or_why_not(verdict: Verdict, words: str, fits: bool) -> None:
    if fits:
        check_answer(verdict, words)
        return
    with pytest.raises(Refusal) as refused:
        check_answer(verdict, words, field="words_4")
    assert refused.value.field == "words_4"
    assert ("changes" in refused.value.text) == (verdict is Verdict.WITH_CHANGES)


@given(st.lists(st.sampled_from(list(Verdict))))
def test_answers_are_counted_by_what_they_say(verdicts: list[Verdict]) -> None:
    found = tally(verdicts)
    assert found.total == len(verdicts)
    assert found.with_changes == sum(each is Verdict.WITH_CHANGES for each in verdicts)
    assert found.not_achievable == sum(each is Verdict.NOT_ACHIEVABLE for each in verdicts)


def left(*items: DraftKnown, **changes: Any) -> tuple[str, ...]:
    plain: dict[str, Any] = {"closes_on": LAST, "is_ended": False, "is_disclosed": True, "today": LAST + ONE}
    return unsettled(items, **(plain | changes))


KEPT, CHANGED, DROPPED = (
    DraftKnown("A", "kept", True),
    DraftKnown("B", "changed", False),
    DraftKnown("C", "dropped", False),
)


@pytest.mark.clause("TEN-2")
def test_a_test_is_settled_once_it_has_ended_and_all_is_decided_done_and_disclosed() -> None:
    assert left(KEPT, CHANGED, DROPPED) == ()


@pytest.mark.clause("TEN-2")
def test_until_the_last_day_has_passed_or_an_officer_ended_it_suppliers_can_still_answer() -> None:
    assert "still answer" in left(KEPT, today=LAST)[0]
    assert left(KEPT, today=LAST, is_ended=True) == ()


@pytest.mark.clause("TEN-2")
def test_what_is_undecided_is_named() -> None:
    undecided = [DraftKnown(name, "", True) for name in "ABC"]
    assert "“A” after" in left(undecided[0])[0]
    assert "“A” and 1 other after" in left(*undecided[:2])[0]
    assert "“A” and 2 others after" in left(*undecided)[0]


@pytest.mark.clause("TEN-2")
@pytest.mark.parametrize(
    ("item", "said"),
    [
        (DraftKnown("A", "dropped", True), "to be dropped, and still stands as it was: remove it under"),
        (DraftKnown("A", "changed", True), "to be changed, and still stands as it was: change it under"),
        (DraftKnown("A", "kept", False), "to be kept, and was removed"),
    ],
)
def test_what_was_decided_is_also_done(item: DraftKnown, said: str) -> None:
    assert said in left(item)[0]


@pytest.mark.clause("TEN-2")
def test_what_suppliers_said_is_disclosed_to_everyone() -> None:
    (said,) = left(KEPT, is_disclosed=False)
    assert said.startswith("Disclose to every bidder")
