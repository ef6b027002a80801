"""What a request answers, what a review says, who may stand in for whom: pure rules (EXC-1, EXC-2, PUR-2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import Answers, Ground, Opinion, check_answers, check_deputy, check_review

pytestmark = pytest.mark.clause("EXC-1", "EXC-2")
TEN = "x" * 10  # the shortest answer
OLIVE, STAN, SUE, EVE = (UUID(int=number) for number in range(1, 5))


def answers(**changes: Any) -> Answers:
    plain: dict[str, Any] = dict.fromkeys(("bought", "tried", "market", "instead", "need"), TEN)
    return Answers(**plain | changes)


@pytest.mark.parametrize("name", ["bought", "tried", "market", "instead", "need"])
def test_every_question_is_answered_in_ten_characters(name: str) -> None:
    check_answers(answers(), Ground.OTHER)
    with pytest.raises(Refusal, match="at least 10 characters") as refused:
        check_answers(answers(**{name: " " + "x" * 9 + " "}), Ground.OTHER)
    assert refused.value.field == name


def test_what_is_urgent_says_why_it_was_not_foreseen() -> None:
    check_answers(answers(is_urgent=True, unforeseen=TEN), Ground.OTHER)
    with pytest.raises(Refusal) as refused:
        check_answers(answers(is_urgent=True, unforeseen="x" * 9), Ground.OTHER)
    assert refused.value.field == "unforeseen"
    with pytest.raises(Refusal, match="Leave this empty"):
        check_answers(answers(unforeseen=TEN), Ground.OTHER)


def test_urgency_as_the_ground_is_urgent() -> None:
    check_answers(answers(is_urgent=True, unforeseen=TEN), Ground.URGENT)
    with pytest.raises(Refusal, match="You chose urgency"):
        check_answers(answers(), Ground.URGENT)


@pytest.mark.rule(18)
def test_only_a_returned_request_does_not_go_on() -> None:
    assert {each: each.deed for each in Opinion} == {
        Opinion.SUPPORT: "forward",
        Opinion.WITH_CONDITIONS: "forward",
        Opinion.DO_NOT_SUPPORT: "forward",
        Opinion.RETURNED: "return",
    }


def test_conditions_are_named_and_questions_asked() -> None:
    check_review(Opinion.SUPPORT, "", "")
    check_review(Opinion.DO_NOT_SUPPORT, "", "")
    check_review(Opinion.WITH_CONDITIONS, "Report in May.", "")
    check_review(Opinion.RETURNED, "", "What did you try?")
    for opinion, field in ((Opinion.WITH_CONDITIONS, "conditions"), (Opinion.RETURNED, "questions")):
        with pytest.raises(Refusal) as refused:
            check_review(opinion, " ", " ")
        assert refused.value.field == field


@pytest.mark.clause("PUR-2")
@pytest.mark.parametrize(("stands_for", "allowed"), [(None, True), (SUE, True), (STAN, False), (EVE, False)])
def test_one_stands_in_only_for_somebody_else_who_could_do_it(stands_for: UUID | None, allowed: bool) -> None:
    def check() -> None:
        check_deputy(deputy=STAN, stands_for=stands_for, shut_out=OLIVE, holders={STAN, SUE, OLIVE})

    if allowed:
        check()
        return
    with pytest.raises(Refusal) as refused:
        check()
    assert refused.value.code == "deputy-unknown"


@pytest.mark.clause("PUR-2")
def test_nobody_stands_in_for_whoever_asked() -> None:
    with pytest.raises(Refusal):
        check_deputy(deputy=STAN, stands_for=OLIVE, shut_out=OLIVE, holders={STAN, OLIVE})
