"""What a contract is worth, as Schedule 3 of the Procurement Act 2023 counts it."""

from datetime import date
from decimal import Decimal

import pytest

from socialvalue.policy.rules import Kind, ThresholdRow, ThresholdTable
from socialvalue.policy.rules.valuation import (
    Component,
    Estimate,
    Part,
    Valuation,
    aggregate,
    call_off_obstacle,
    concession,
    estimate_in_use,
    framework,
    mixed,
    over_term,
    whole_contract,
)

BEGAN = date(2026, 2, 1)
THRESHOLDS = ThresholdTable(
    ThresholdRow(row, kind, Decimal(amount), date(2026, 1, 1), date(2027, 12, 31), "SI 2025/1200")
    for row, kind, amount in ((12, "goods-services", 207720), (8, "light-touch", 663540))
)


@pytest.mark.rule(6)
def test_options_to_extend_count_from_the_start() -> None:
    valuation = whole_contract(
        [
            Component("initial term", over_term(Decimal("60000.00"), Decimal(2))),
            Component("first option", Decimal("60000.00")),
            Component("second option", Decimal("60000.00")),
        ]
    )
    assert valuation.value == Decimal("240000.00")
    assert valuation.treated_as_above == ()
    assert "£120,000.00 + first option £60,000.00 + second option" in valuation.reasons[0].text
    assert valuation.reasons[0].clause == "PA23 Sch 3 para 1"


@pytest.mark.rule(7)
@pytest.mark.parametrize("components", [[], [Component("term", over_term(Decimal(50), None))]])
def test_a_value_that_cannot_be_estimated_is_treated_as_above(components: list[Component]) -> None:
    valuation = whole_contract([Component("set-up fee", Decimal(100)), *components] if components else [])
    assert valuation.value is None
    assert [reason.clause for reason in valuation.treated_as_above] == ["PA23 Sch 3 para 5"]


@pytest.mark.rule(7)
def test_every_part_beyond_estimate_is_named_and_no_other() -> None:
    parts = [Component("fee", Decimal(1)), Component("term", None), Component("option", None)]
    assert "The value of term, option cannot be estimated" in whole_contract(parts).reasons[0].text
    assert "The value of the contract cannot be estimated" in whole_contract([]).reasons[0].text


@pytest.mark.rule(6)
def test_a_part_that_costs_nothing_is_shown_as_nothing() -> None:
    text = whole_contract([Component("term", Decimal(5)), Component("option", Decimal(0))]).reasons[0].text
    assert "term £5.00 + option £0.00 = £5.00" in text


@pytest.mark.rule(8)
def test_contracts_for_one_need_are_valued_together() -> None:
    own, other = Decimal("120000.00"), Decimal("120000.00")
    together = aggregate(own, [other], kept_apart_because="", approved_by="")
    assert together.value == Decimal("240000.00")
    assert together.reasons[0].clause == "PA23 Sch 3 para 4"
    assert "2 contracts for the same need" in together.reasons[0].text
    assert aggregate(own, [], kept_apart_because="", approved_by="") == Valuation(own, ())


@pytest.mark.rule(8)
@pytest.mark.parametrize(
    ("because", "by", "value"),
    [
        ("Different skills, different markets", "Olive", "120000"),
        ("Different skills", " ", "240000"),
        (" ", "Olive", "240000"),
    ],
)
def test_to_keep_them_apart_takes_reasons_and_an_approver(because: str, by: str, value: str) -> None:
    valuation = aggregate(Decimal(120000), [Decimal(120000)], kept_apart_because=because, approved_by=by)
    assert valuation.value == Decimal(value)


@pytest.mark.rule(10)
def test_a_concession_is_worth_what_the_supplier_could_receive() -> None:
    valuation = concession(
        [Component("from the Council", Decimal(0)), Component("from users", Decimal(6000000))]
    )
    assert valuation.value == Decimal(6000000)
    assert "from users and the Council" in valuation.reasons[0].text


@pytest.mark.rule(13)
def test_a_framework_is_worth_all_that_may_be_called_off() -> None:
    valuation = framework([Component(f"call-off {n}", Decimal(80000)) for n in range(1, 5)])
    assert valuation.value == Decimal(320000)


@pytest.mark.rule(13)
def test_a_call_off_cannot_add_a_criterion_that_its_framework_lacked() -> None:
    obstacle = call_off_obstacle(framework_scored_social_value=False)
    assert obstacle is not None
    assert obstacle.clause == "PA23 s.46(8)"
    assert call_off_obstacle(framework_scored_social_value=True) is None


def care_with_goods(goods: str, *, separable: bool, is_call_off: bool = False) -> Valuation:
    parts = [
        Part(Kind.LIGHT_TOUCH, Decimal(400000), separable=True),
        Part(Kind.GOODS_SERVICES, Decimal(goods), separable=separable),
    ]
    return mixed(parts, THRESHOLDS, BEGAN, is_call_off=is_call_off)


@pytest.mark.rule(12)
@pytest.mark.parametrize(
    ("goods", "separable", "value", "above"),
    [
        ("150000", True, "550000", False),
        ("210000", True, "610000", True),
        ("207720", True, "607720", True),
        ("207719.99", True, "607719.99", False),
        ("210000", False, "610000", False),
    ],
)
def test_a_separable_part_that_is_above_alone_lifts_the_whole(
    goods: str, separable: bool, value: str, above: bool
) -> None:
    valuation = care_with_goods(goods, separable=separable)
    assert valuation.value == Decimal(value)
    assert [reason.clause for reason in valuation.treated_as_above] == (["PA23 s.5"] if above else [])


def test_section_5_is_not_for_call_offs_nor_guessed_without_a_threshold() -> None:
    assert care_with_goods("210000", separable=True, is_call_off=True).treated_as_above == ()
    works = [Part(Kind.WORKS, Decimal(9000000), separable=True)]
    assert mixed(works, THRESHOLDS, BEGAN, is_call_off=False).treated_as_above == ()


@pytest.mark.rule(14)
def test_after_commencement_the_estimate_is_frozen_and_later_ones_warn() -> None:
    first = Estimate(Decimal(200000), date(2026, 1, 10), "Olive")
    second = Estimate(Decimal(205000), BEGAN, "Olive")
    third = Estimate(Decimal(250000), date(2026, 2, 2), "Olive")
    in_use = estimate_in_use([third, first, second], BEGAN)
    assert in_use.estimate == second
    assert in_use.warning is not None
    assert "£250,000.00 of 2 February 2026" in in_use.warning.text


@pytest.mark.rule(14)
def test_before_commencement_the_latest_estimate_counts() -> None:
    first = Estimate(Decimal(200000), date(2026, 1, 10), "Olive")
    again = Estimate(Decimal(210000), date(2026, 1, 10), "Olive")
    assert estimate_in_use([first, again], None).estimate == again
    assert estimate_in_use([first, again], BEGAN).warning is None
    assert estimate_in_use([], BEGAN).estimate is None
    assert estimate_in_use([first], date(2026, 1, 9)).estimate is None


@pytest.mark.rule(14)
def test_the_warning_shows_what_is_frozen_beside_the_latest_of_several() -> None:
    made = [
        Estimate(Decimal(amount), date(2026, 1, day), "Olive") for amount, day in ((1, 10), (2, 20), (3, 30))
    ]
    in_use = estimate_in_use(made, date(2026, 1, 15))
    assert in_use.estimate == made[0] and in_use.warning is not None
    assert "frozen at £1.00" in in_use.warning.text
    assert "£3.00 of 30 January 2026" in in_use.warning.text
