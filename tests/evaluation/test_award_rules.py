"""Who may be awarded a lot, in which order, with which reasons; when a contract may be signed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.evaluation import rules
from socialvalue.evaluation.rules import Bid, Total
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack import default_pack_path, load_pack
from socialvalue.tendering.rules import (
    TIE_BY_EXACT_TOTAL,
    TIE_BY_PRICE,
    Criterion,
    Method,
    Methodology,
    ShareOf,
)

D = Decimal
MARK = Criterion("q1", D(20), Method.QUALITATIVE, max_mark=D(4))


def order(marks: dict[str, int], other: dict[str, str], prices: dict[str, int], **given: Any) -> list[Total]:
    """The final order of bids with these marks out of four, other points and prices."""
    plain: dict[str, Any] = {
        "weight_percent": D(20), "criteria": (MARK,), "ties": (TIE_BY_EXACT_TOTAL, TIE_BY_PRICE)
    }  # fmt: skip
    methodology = Methodology(**(plain | given))
    bids = [Bid(name, D(prices[name]), {}, {"q1": D(mark)}) for name, mark in marks.items()]
    scored = rules.score(methodology, bids).bids
    return list(rules.final_order(methodology, bids, scored, {name: D(p) for name, p in other.items()}))


def test_social_value_and_the_other_parts_are_added_up() -> None:
    found = order({"A": 4, "B": 2}, {"A": "50", "B": "65"}, {"A": 100, "B": 200})
    assert [(each.bid, each.total, each.rank) for each in found] == [
        ("B", D("75.00"), 1),
        ("A", D("70.00"), 2),
    ]


def test_equal_totals_go_to_the_lower_price_as_published() -> None:
    found = order({"A": 4, "B": 2}, {"A": "50", "B": "60"}, {"A": 200, "B": 199})
    assert [(each.bid, each.rank) for each in found] == [("B", 1), ("A", 2)]


def test_what_nothing_separates_shares_a_rank_and_cannot_be_awarded() -> None:
    found = order({"A": 4, "B": 4}, {"A": "50", "B": "50"}, {"A": 200, "B": 200})
    assert [each.rank for each in found] == [1, 1]
    with pytest.raises(Refusal, match="A and B share the first rank and no published rule"):
        rules.check_winner(found, "A")


def test_price_for_each_quality_point_puts_the_cheapest_point_first() -> None:
    found = order(
        {"A": 4, "B": 2},
        {"A": "70", "B": "50"},
        {"A": 900, "B": 540},
        share_of=ShareOf.PRICE_PER_QUALITY_POINT,
    )
    assert [(each.bid, each.price_per_point) for each in found] == [("B", D("9.00")), ("A", D("10.00"))]


def test_only_the_first_can_win() -> None:
    found = order({"A": 4, "B": 2}, {"A": "50", "B": "50"}, {"A": 1, "B": 1})
    rules.check_winner(found, "A")
    for name in ("B", "C", ""):
        with pytest.raises(Refusal, match="Only the bid that is first"):
            rules.check_winner(found, name)


@pytest.mark.parametrize("points", ["-0.0001", "80.0001", "1.00001", "NaN"])
def test_other_points_stay_within_what_social_value_leaves(points: str) -> None:
    methodology = Methodology(D(20), (MARK,))
    rules.check_other(methodology, ["A"], {"A": D("80")})
    with pytest.raises(Refusal, match="from 0 to 80"):
        rules.check_other(methodology, ["A"], {"A": D(points)})


@pytest.mark.parametrize("names", [[], ["A"], ["A", "B", "C"]])
def test_other_points_are_given_for_every_bid_and_no_other(names: list[str]) -> None:
    with pytest.raises(Refusal, match="every bid"):
        rules.check_other(Methodology(D(20), (MARK,)), ["A", "B"], {name: D(1) for name in names})


@pytest.mark.rule(27)
@pytest.mark.parametrize("reason", ["", "         x", "too short"])
def test_every_criterion_of_every_bid_has_a_reason(reason: str) -> None:
    wanted = [("A", "q1"), ("B", "q1")]
    rules.check_reasons(wanted, dict.fromkeys(wanted, "It says so."))
    with pytest.raises(Refusal, match="“q1” of B has none"):
        rules.check_reasons(wanted, {("A", "q1"): "It says so.", ("B", "q1"): reason})


@pytest.mark.rule(29)
def test_eight_working_days_count_the_day_of_the_notice() -> None:
    holidays = load_pack(default_pack_path()).bank_holidays
    found = rules.pause(date(2026, 5, 1), "goods-services", "mandatory", holidays)  # 4 May is a bank holiday
    assert found and (found.last_day, found.may_sign_from) == (date(2026, 5, 13), date(2026, 5, 14))


@pytest.mark.rule(29)
@pytest.mark.parametrize(
    ("kind", "band", "needed"),
    [
        ("goods-services", "mandatory", True),
        ("works", "undetermined", True),
        ("", "mandatory", True),
        ("light-touch", "mandatory", False),
        ("light-touch-concession", "mandatory", False),
        ("goods-services", "encouraged", False),
        ("works", "voluntary", False),
    ],
)
def test_light_touch_and_below_threshold_need_no_pause(kind: str, band: str, needed: bool) -> None:
    assert rules.needs_standstill(kind, band) is needed
