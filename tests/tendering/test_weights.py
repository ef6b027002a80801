"""Weights as they add up, and unanswered Defined requirements."""

from decimal import Decimal
from fractions import Fraction

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.tendering.rules import (
    Consequence,
    Criterion,
    Method,
    Methodology,
    Part,
    Requirement,
    percent,
    standing,
    weighting_of,
    weights_as_they_add_up,
)

D = Decimal
SOCIAL_VALUE = Part("Social Value", D(10), (Part("Plan", D(6)), Part("Jobs", D(4))))


@pytest.mark.clause("SCO-4", "TEN-2")
@pytest.mark.rule(20)
def test_every_part_stands_under_its_parent_with_both_shares() -> None:
    tender = (Part("Price", D(40)), Part("Quality", D(60), (Part("Method", D(50)), SOCIAL_VALUE)))
    assert [
        (each.depth, each.name, each.of_total, each.of_parent) for each in weights_as_they_add_up(tender)
    ] == [
        (0, "Price", 40, 40),
        (0, "Quality", 60, 60),
        (1, "Method", 50, Fraction(250, 3)),
        (1, "Social Value", 10, Fraction(50, 3)),
        (2, "Plan", 6, 60),
        (2, "Jobs", 4, 40),
    ]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (
            (Part("Price", D(40)), Part("Quality", D(59))),
            "The parts of the total add up to 99%, and it weighs 100%: 1% too little",
        ),
        ((Part("All", D(100), (Part("a", D(60)), Part("b", D("40.5")))),), "All add up to 100.5%"),
        ((Part("All", D(110)), Part("Less", D(-10))), "give a weight above 0"),
        ((Part("All", D(100)), Part("None", D(0))), "None: give a weight above 0"),
    ],
)
def test_parts_that_do_not_add_up_are_refused_with_the_difference(parts: tuple[Part, ...], says: str) -> None:
    with pytest.raises(Refusal) as refused:
        weights_as_they_add_up(parts)
    assert says in refused.value.text


def test_a_methodology_knows_its_weighting() -> None:
    plan = Criterion("plan", D(6), Method.QUALITATIVE, max_mark=D(5))
    jobs = Criterion("jobs", D(4), Method.TARGET_RATIO, target=D(8))
    found = weighting_of(Methodology(D(10), (plan, jobs)), D(60))
    assert (found.social_value, found.judged, found.price) == (10, 6, 40)


def test_a_share_is_never_shown_as_more_than_it_is() -> None:
    assert [percent(D(each)) for each in ("9.999", "10", "0.5", "100")] == ["9.99%", "10%", "0.5%", "100%"]


JOBS = Requirement("jobs", "Jobs for local people", Consequence.ZERO)
PLAN = Requirement("plan", "Your plan", Consequence.NOT_COMPLIANT)


@pytest.mark.rule(22)
@pytest.mark.clause("CAT-2")
@pytest.mark.parametrize(
    ("answers", "compliant", "zero"),
    [
        ({"jobs": D(3), "plan": "We will."}, True, ()),
        ({"jobs": D(0), "plan": "We will."}, True, ()),
        ({"plan": "We will."}, True, ("jobs",)),
        ({"jobs": None, "plan": "We will."}, True, ("jobs",)),
        ({"jobs": D(3)}, False, ()),
        ({"jobs": D(3), "plan": "  "}, False, ()),
        ({}, False, ("jobs",)),
    ],
)
def test_the_published_consequence_follows_and_zero_is_an_answer(
    answers: dict[str, Decimal | str | None], compliant: bool, zero: tuple[str, ...]
) -> None:
    found = standing([JOBS, PLAN], answers)
    assert (found.is_compliant, found.scored_zero) == (compliant, zero)


@pytest.mark.rule(22)
def test_the_bidder_is_told_before_it_sends() -> None:
    told = [each.text for each in standing([JOBS, PLAN], {}).unanswered]
    assert "“Jobs for local people”. If you send the bid like this, it scores 0" in told[0]
    assert "it is not compliant and will not be scored" in told[1]
    assert all("enter 0: that is an answer" in each for each in told)
