"""What the figures make people look at: reversal, outliers, ties, small price effects; and the rule lab."""

from dataclasses import replace
from decimal import Decimal

import pytest

from socialvalue.evaluation.rules import Signal, lab, score
from socialvalue.foundation.refusal import Refusal
from socialvalue.tendering.rules import Band, Method, Methodology, Per, ShareOf
from tests.evaluation.methods import alone, bid, codes, criterion, demonstration

D = Decimal


def told(signals: tuple[Signal, ...], code: str) -> list[str]:
    return [each.text for each in signals if each.code == code]


@pytest.mark.rule(25)
def test_a_losing_bid_turns_the_first_two_round_and_the_designer_is_warned() -> None:
    two, three = score(*demonstration(with_c=False)), score(*demonstration(with_c=True))
    assert [str(each.total) for each in two.bids] == ["86.50", "87.20"]
    assert two.ranking == ("B", "A")
    assert [str(each.total) for each in three.bids] == ["84.63", "83.45", "65.00"]
    assert three.ranking == ("A", "B", "C")
    assert "rank-reversal" not in codes(two)
    assert told(three.warnings, "rank-reversal") == [
        "Rank reversal: A is ahead of B only because C bid. Without C, B would be ahead of A."
    ]


@pytest.mark.rule(25)
def test_the_lab_says_which_offer_would_turn_them_round() -> None:
    """B leads by 2.5 on social value and is 1.8 behind on the rest: level where 5 × 50,000 ÷ b = 1.8."""
    methodology, bids = demonstration(with_c=False)
    (text,) = told(lab(methodology, bids, minimum_judged=D(10)), "could-flip")
    assert "more than 138,888.8889 would put A ahead of B" in text
    more = [*bids, bid("C", "138889", mark="0")]
    assert score(methodology, more).bids[0].exact_total > score(methodology, more).bids[1].exact_total
    less = [*bids, bid("C", "138888", mark="0")]
    assert score(methodology, less).bids[0].exact_total < score(methodology, less).bids[1].exact_total


def test_a_cap_can_hold_the_order() -> None:
    methodology, bids = demonstration(with_c=False)
    other = methodology.criteria[0]
    for cap, flips in (("138888", False), ("138889", True)):
        capped = replace(methodology, criteria=(other, criterion(Method.CAPPED_RELATIVE, cap=D(cap))))
        assert bool(told(lab(capped, bids, minimum_judged=D(10)), "could-flip")) is flips


@pytest.mark.rule(26)
def test_an_outlier_is_asked_about_and_scores_the_same() -> None:
    methodology = alone(criterion(Method.TARGET_RATIO))
    found = score(methodology, [bid("A", "10"), bid("B", "20"), bid("C", "61")])
    assert "C: “sv” is more than 3 times the median of 20." in told(found.warnings, "outlier")[0]
    assert str(found.bids[2].total) == "3.05"
    assert "outlier" not in codes(score(methodology, [bid("A", "10"), bid("B", "20"), bid("C", "60")]))
    assert "outlier" not in codes(score(methodology, [bid("A", "1"), bid("B", "60")]))


def test_a_tie_shares_its_rank_and_is_told() -> None:
    found = score(alone(criterion(Method.TARGET_RATIO)), [bid("B", "10"), bid("C", "5"), bid("A", "10")])
    assert [each.rank for each in found.bids] == [1, 3, 1]
    assert found.ranking == ("A", "B", "C")
    assert told(found.warnings, "tie") == [
        "A and B share rank 1 with 0.50: no published rule separates them."
    ]


@pytest.mark.parametrize(
    ("ties", "first"),
    [((), 1), (("lower-price",), 2), (("exact-total",), 1), (("sv",), 1), (("lower-price", "sv"), 2)],
)
def test_a_published_rule_settles_a_tie(ties: tuple[str, ...], first: int) -> None:
    """Totals of 0.502 and 0.50 are both 0.50; the second asks less."""
    methodology = replace(alone(criterion(Method.TARGET_RATIO)), ties=ties)
    found = score(methodology, [bid("A", "10.04", price="900"), bid("B", "10", price="800")])
    assert [each.rank for each in found.bids] == ([1, 1] if not ties else [first, 3 - first])
    assert ("Before rounding" in "".join(told(found.warnings, "tie"))) is (not ties)


def test_a_winner_by_a_hair_of_its_price_is_told() -> None:
    methodology = alone(criterion(Method.TARGET_RATIO, target=D(1), per=Per.PRICE))
    close = [bid("A", "800", price="1000"), bid("B", "800", price="1005")]
    clear = [bid("A", "800", price="1000"), bid("B", "800", price="1200")]
    assert (
        "were the price of A 1% higher, B would be first"
        in told(score(methodology, close).warnings, "price-effect")[0]
    )
    assert "price-effect" not in codes(score(methodology, clear))


@pytest.mark.rule(17)
@pytest.mark.parametrize(("judged", "is_told"), [("9.99", True), ("10", False), ("5", True)])
def test_a_qualitative_part_below_the_minimum_is_told(judged: str, is_told: bool) -> None:
    quantitative = criterion(Method.TARGET_RATIO, "5")
    methodology = Methodology(D(judged) + 5, (criterion(Method.QUALITATIVE, judged, "plan"), quantitative))
    found = lab(methodology, minimum_judged=D(10))
    assert bool(told(found, "judged-part-below-minimum")) is is_told


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        (criterion(Method.RELATIVE_TO_BEST), {"relative-method", "cap-missing"}),
        (criterion(Method.CAPPED_RELATIVE), {"relative-method"}),
        (criterion(Method.TARGET_RATIO), set()),
        (criterion(Method.TARGET_RATIO, per=Per.PRICE), {"price-counts-twice"}),
        (criterion(Method.BANDS, bands=(Band(D(1), D(4)),)), {"full-marks-out-of-reach"}),
        (criterion(Method.BANDS, bands=(Band(D(0), D(1)), Band(D(1), D(5)))), {"marks-for-nothing"}),
        (criterion(Method.POINTS), set()),
        (criterion(Method.QUALITATIVE), set()),
    ],
)
def test_the_lab_knows_what_each_method_brings(each: object, expected: set[str]) -> None:
    methodology = replace(alone(each), ties=("lower-price",))  # type: ignore[arg-type]
    assert {signal.code for signal in lab(methodology, minimum_judged=D(0))} == expected


def test_the_lab_asks_for_a_rule_for_ties_and_what_a_share_is_of() -> None:
    methodology = replace(alone(criterion(Method.QUALITATIVE)), share_of=ShareOf.QUALITY)
    assert {each.code for each in lab(methodology, minimum_judged=D(0))} == {
        "no-tie-rule",
        "share-of-quality",
    }


@pytest.mark.parametrize("price", ["-1", "NaN", "Infinity"])
def test_a_price_that_is_none_is_refused(price: str) -> None:
    with pytest.raises(Refusal, match="must be an amount of 0 or more"):
        score(alone(criterion(Method.TARGET_RATIO)), [bid("A", "1", price=price)])


@pytest.mark.parametrize("figure", ["-1", "NaN", "Infinity"])
def test_an_offer_that_is_none_is_refused(figure: str) -> None:
    with pytest.raises(Refusal, match="must be a number of 0 or more"):
        score(alone(criterion(Method.TARGET_RATIO)), [bid("A", figure)])


def test_marks_have_no_outliers_and_no_bids_no_warnings_of_theirs() -> None:
    judged = alone(criterion(Method.QUALITATIVE, "5", "other"))
    assert not codes(score(judged, [bid("A", mark="1"), bid("B", mark="1"), bid("C", mark="4")])) & {
        "outlier"
    }
    assert "all-zero" not in codes(score(alone(criterion(Method.RELATIVE_TO_BEST)), []))


def test_two_winners_have_no_price_effect() -> None:
    each = alone(criterion(Method.TARGET_RATIO, target=D(1), per=Per.PRICE))
    assert "price-effect" not in codes(score(each, [bid("A", "800"), bid("B", "800")]))
    assert "price-effect" not in codes(score(each, [bid("A", "800")]))


@pytest.mark.rule(25)
def test_a_bid_that_only_makes_a_tie_turns_nobody_round() -> None:
    """With C, A and B both have 0.00 for social value as shown; without it B is ahead by more than a rounding."""
    each = alone(criterion(Method.RELATIVE_TO_BEST, "1"))
    found = score(each, [bid("A", "1"), bid("B", "2"), bid("C", "10000")])
    assert [it.rank for it in found.bids] == [2, 2, 1]
    assert "rank-reversal" not in codes(found)
