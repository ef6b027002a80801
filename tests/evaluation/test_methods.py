"""What each method makes of offers: expected scores worked out by hand."""

from decimal import Decimal

import pytest

from socialvalue.evaluation.rules import Bid, rounded, score, without
from socialvalue.foundation.refusal import Refusal
from socialvalue.tendering.rules import Band, Criterion, Method, Methodology, Per, Rounding, RoundingMode
from tests.evaluation.methods import alone, bid, codes, criterion, demonstration, scored

D = Decimal


@pytest.mark.clause("SCO-1", "SCO-4")
@pytest.mark.parametrize(
    ("method", "figures", "offers", "totals"),
    [
        (Method.RELATIVE_TO_BEST, {}, ("40", "60", "200"), ["1.00", "1.50", "5.00"]),
        (Method.CAPPED_RELATIVE, {}, ("40", "60", "200"), ["2.00", "3.00", "5.00"]),
        (Method.CAPPED_RELATIVE, {}, ("10", "40"), ["1.25", "5.00"]),  # the best is below the cap
        (Method.TARGET_RATIO, {}, ("0", "50", "100", "400"), ["0.00", "2.50", "5.00", "5.00"]),
        (Method.BANDS, {}, ("0", "9.99", "10", "99.99", "100"), ["0.00", "0.00", "2.50", "2.50", "5.00"]),
        (Method.BANDS, {"bands": (Band(D(5), D(1)),)}, ("4", "5"), ["0.00", "1.00"]),
        (Method.POINTS, {}, ("30", "100", "250"), ["1.50", "5.00", "5.00"]),
        (Method.QUALITATIVE, {}, ("0", "1", "3", "4"), ["0.00", "1.25", "3.75", "5.00"]),
    ],
)
def test_offers_score_as_published(
    method: Method, figures: dict[str, object], offers: tuple[str, ...], totals: list[str]
) -> None:
    assert scored(criterion(method, **figures), *offers) == totals


def test_value_for_each_pound_is_the_offer_over_the_price() -> None:
    """Law and practice §4.3: a target of £0.25 for each £1, and a price of £800,000."""
    each = criterion(Method.TARGET_RATIO, target=D("0.25"), per=Per.PRICE)
    prices = ("800000",) * 3
    assert scored(each, "50000", "100000", "400000", prices=prices) == ["1.25", "2.50", "5.00"]


@pytest.mark.parametrize("method", [each for each in Method if each.is_relative])
@pytest.mark.rule(25)
def test_all_zero_scores_zero_for_all(method: Method) -> None:
    methodology = alone(criterion(method))
    found = score(methodology, [bid("A", "0"), bid("B", "0"), bid("C")])
    assert [str(each.total) for each in found.bids] == ["0.00"] * 3
    assert {"all-zero", "missing", "tie"} <= codes(found)


@pytest.mark.rule(22)
def test_missing_is_told_and_zero_is_not() -> None:
    found = score(alone(criterion(Method.TARGET_RATIO)), [bid("A", "0"), bid("B")])
    assert [each.text for each in found.warnings if each.code == "missing"] == [
        "B: the offer for “sv” is missing; it scores 0. That is not the same as a zero."
    ]


def test_a_missing_offer_is_not_in_a_band_that_starts_at_zero() -> None:
    each = criterion(Method.BANDS, bands=(Band(D(0), D(2)),))
    assert [str(it.total) for it in score(alone(each), [bid("A", "0"), bid("B")]).bids] == ["2.00", "0.00"]


def test_only_the_total_is_rounded() -> None:
    """Three criteria of 1⅔ each are 5.00 together, and shown as 1.67: 5.01 would be wrong."""
    criteria = tuple(criterion(Method.TARGET_RATIO, "5", name, target=D(3)) for name in "abc")
    offers = {name: D(1) for name in "abc"}
    found = score(Methodology(D(15), criteria), [Bid("A", None, offers, {})]).bids[0]
    assert (str(found.total), {str(each) for each in found.criteria.values()}) == ("5.00", {"1.67"})


@pytest.mark.parametrize(
    ("mode", "halves"),
    [
        (RoundingMode.HALF_UP, ["0.3", "0.4", "0.3"]),
        (RoundingMode.HALF_EVEN, ["0.2", "0.4", "0.3"]),
        (RoundingMode.HALF_DOWN, ["0.2", "0.3", "0.3"]),
        (RoundingMode.UP, ["0.3", "0.4", "0.3"]),
        (RoundingMode.DOWN, ["0.2", "0.3", "0.2"]),
    ],
)
def test_every_way_to_round(mode: RoundingMode, halves: list[str]) -> None:
    assert [str(rounded(each, 100, Rounding(1, mode))) for each in (25, 35, 26)] == halves
    assert str(rounded(30, 100, Rounding(1, mode))) == "0.3"


@pytest.mark.rule(25)
def test_a_disqualified_bid_goes_and_the_rest_is_scored_anew() -> None:
    methodology, bids = demonstration(with_c=True)
    again = score(methodology, without(bids, "C"))
    assert [(each.supplier, str(each.total)) for each in again.bids] == [("A", "86.50"), ("B", "87.20")]
    assert len(bids) == 3  # the earlier run can still be repeated


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ({"weight": D(0)}, "give a weight above 0"),
        ({"id": " "}, "give each criterion an id"),
        ({"target": None}, "needs “target”"),
        ({"target": D(-1)}, "“target” must be above 0"),
        ({"method": Method.CAPPED_RELATIVE}, "needs “cap”"),
        ({"method": Method.POINTS, "points_per_unit": D(1)}, "needs “full_points”"),
        ({"method": Method.BANDS}, "needs “bands”"),
        ({"method": Method.QUALITATIVE, "max_mark": D(4), "per": Per.PRICE}, "not divided by the price"),
        ({"method": Method.BANDS, "bands": (Band(D(1), D(1)), Band(D(1), D(2)))}, "ascending order"),
        ({"method": Method.BANDS, "bands": (Band(D(1), D(2)), Band(D(2), D(1)))}, "must not score less"),
        ({"method": Method.BANDS, "bands": (Band(D(1), D(6)),)}, "more than the weight of 5"),
        ({"method": Method.BANDS, "bands": (Band(D(-1), D(1)),)}, "must be 0 or more"),
    ],
)
def test_a_criterion_that_cannot_be_scored_is_refused(figures: dict[str, object], says: str) -> None:
    sound = {"id": "sv", "weight": D(5), "method": Method.TARGET_RATIO, "target": D(1)}
    with pytest.raises(Refusal) as refused:
        Criterion(**(sound | figures))  # type: ignore[arg-type]
    assert says in refused.value.text
