"""From the frozen methodology, the bids and agreed marks to the scorer, and to the file anyone can score again."""

import json
from decimal import Decimal

import pytest

from socialvalue.evaluation import rules
from socialvalue.evaluation.rules import Submitted
from socialvalue.evaluation.score_file import read
from socialvalue.foundation.refusal import Refusal
from socialvalue.tendering.rules import (
    TIE_BY_PRICE,
    Band,
    Criterion,
    Method,
    Methodology,
    Per,
    Rounding,
    RoundingMode,
)

D = Decimal
METHOD = Methodology(
    D(20),
    (
        Criterion("r1", D(5), Method.TARGET_RATIO, target=D("10.0000")),
        Criterion("q1", D(15), Method.QUALITATIVE, max_mark=D(4)),
    ),
    ties=(TIE_BY_PRICE,),
)
BIDS = [Submitted("B-1", D(100), {"r1": D(6)}), Submitted("B-2", D(90), {"r1": None})]
AGREED = {("B-1", "q1"): 4, ("B-2", "q1"): 0}


@pytest.mark.clause("SCO-4")
def test_the_published_method_gives_the_points_that_it_says() -> None:
    first, second = rules.score(METHOD, rules.as_scored(METHOD, BIDS, AGREED)).bids
    assert (first.total, second.total) == (D("18.00"), D("0.00"))  # 5 × 6 ÷ 10 + 15 × 4 ÷ 4


@pytest.mark.rule(22)
def test_unanswered_is_missing_and_zero_is_an_answer() -> None:
    zero = [BIDS[0], Submitted("B-2", D(90), {"r1": D(0)})]
    told = {
        name: [each.code for each in rules.score(METHOD, rules.as_scored(METHOD, bids, AGREED)).warnings]
        for name, bids in (("unanswered", BIDS), ("zero", zero))
    }
    assert "missing" in told["unanswered"]
    assert "missing" not in told["zero"]


def test_a_mark_that_was_not_agreed_is_never_a_zero() -> None:
    some = {("B-1", "q1"): 4}
    assert rules.not_agreed(METHOD, ["B-1", "B-2"], some) == (("B-2", "q1"),)
    with pytest.raises(Refusal, match="Agree a mark for every bid"):
        rules.as_scored(METHOD, BIDS, some)


def test_the_file_reads_back_as_what_was_scored() -> None:
    other = Methodology(
        D(10),
        (
            Criterion("a", D(4), Method.BANDS, bands=(Band(D(1), D(2)), Band(D(5), D(4)))),
            Criterion("b", D(3), Method.CAPPED_RELATIVE, Per.PRICE, cap=D("0.5")),
            Criterion("c", D(3), Method.POINTS, points_per_unit=D(2), full_points=D(10)),
        ),
        rounding=Rounding(3, RoundingMode.HALF_EVEN),
    )
    for methodology, submitted, agreed in (
        (METHOD, BIDS, AGREED),
        (other, [Submitted("B-1", D(100), {"a": D(1), "b": D(7), "c": D(2)})], {}),
    ):
        bids = rules.as_scored(methodology, submitted, agreed)
        assert read(json.dumps(rules.as_file(methodology, bids)).encode()) == (methodology, bids)
