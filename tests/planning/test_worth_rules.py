"""What a contract is worth from its parts (rules 5 to 8, 10, 12, 13): to the penny, with the reasons. Pure rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.worth import (
    Method,
    OtherKind,
    Similar,
    Valued,
    Worth,
    check_method,
    over_call_offs,
    value,
)
from socialvalue.policy.pack import default_pack_path, load_policy
from socialvalue.policy.rules import Kind, Vat

D = Decimal
THRESHOLDS = load_policy(default_pack_path()).thresholds
BEGINS = date(2027, 2, 1)
POUNDS = st.decimals(min_value=0, max_value=10**8, places=2)


def valued(
    *parts: str | None, vat: str = "inclusive", other: OtherKind | None = None, **given: Any
) -> Valued:
    named = tuple((f"Part {n}", None if part is None else D(part)) for n, part in enumerate(parts, 1))
    worth = Worth(given.pop("method", Method.CONTRACT), named, Vat.of(vat), other)
    facts = {"kind": Kind.GOODS_SERVICES, "similar": (), "thresholds": THRESHOLDS, "commenced_on": BEGINS}
    return value(worth, **(facts | given))


@pytest.mark.rule(6)
def test_the_parts_add_up_and_the_sum_is_written_out() -> None:
    found = valued("120000", "120000.50")
    assert found.stated == found.value_inc_vat == D("240000.50")
    assert "Part 1 £120,000.00 + Part 2 £120,000.50 = £240,000.50" in found.reasons[0].text
    assert found.above == ()


@pytest.mark.rule(5)
@pytest.mark.parametrize(
    ("vat", "inc_vat"),
    [
        ("inclusive", "173100.00"),
        ("exempt", "173100.00"),
        ("net:20", "207720.00"),
        ("net:5", "181755.00"),
        ("unknown", None),
    ],
)
def test_vat_is_added_once_to_the_sum(vat: str, inc_vat: str | None) -> None:
    found = valued("173000", "100", vat=vat)
    assert found.stated == D(173_100)
    assert found.value_inc_vat == (None if inc_vat is None else D(inc_vat))


@pytest.mark.rule(7)
def test_one_part_that_cannot_be_estimated_makes_the_whole_above_threshold() -> None:
    found = valued("100", None)
    assert (found.stated, found.value_inc_vat) == (None, None)
    assert [reason.clause for reason in found.above] == ["PA23 Sch 3 para 5"]


@pytest.mark.rule(10)
@pytest.mark.parametrize(
    ("method", "says"),
    [
        (Method.CONTRACT, "The most the Council could expect to pay"),
        (Method.CONCESSION, "The most the supplier could expect to receive"),
        (Method.FRAMEWORK, "All contracts that may be called off"),
    ],
)
def test_each_method_counts_by_its_own_paragraph(method: Method, says: str) -> None:
    assert says in valued("1", method=method).reasons[0].text


@pytest.mark.rule(12)
@pytest.mark.parametrize(
    ("amount", "separable", "call_off", "above"),
    [
        ("207720.00", True, False, True),
        ("207719.99", True, False, False),
        ("207720.00", False, False, False),
        ("207720.00", True, True, False),  # section 5 does not apply to call-offs
    ],
)
def test_a_separable_part_over_its_own_threshold_lifts_the_whole(
    amount: str, separable: bool, call_off: bool, above: bool
) -> None:
    goods = OtherKind(Kind.GOODS_SERVICES, D(amount), separable)
    found = valued("400000", kind=Kind.LIGHT_TOUCH, other=goods, is_call_off=call_off)
    assert found.value_inc_vat == D(400_000) + D(amount)
    assert bool(found.above) is above and all(reason.clause == "PA23 s.5" for reason in found.above)


@pytest.mark.rule(12)
def test_the_main_part_is_never_said_to_be_separable() -> None:
    care = OtherKind(Kind.LIGHT_TOUCH, D(10_000), False)
    assert valued("300000", other=care).above == ()  # its own threshold says it already


@pytest.mark.rule(12)
def test_the_part_of_another_kind_is_compared_with_its_vat() -> None:
    goods = OtherKind(Kind.GOODS_SERVICES, D("173100.00"), True)  # 207,720.00 with 20%
    assert valued("100000", kind=Kind.LIGHT_TOUCH, other=goods, vat="net:20").above
    assert not valued("100000", kind=Kind.LIGHT_TOUCH, other=goods, vat="exempt").above


@pytest.mark.parametrize("unknown", [{"kind": None}, {"commenced_on": None}, {"vat": "unknown"}])
def test_without_kind_day_or_vat_a_mixture_is_only_added_up(unknown: dict[str, Any]) -> None:
    goods = OtherKind(Kind.WORKS, D(9_000_000), True)
    found = valued("100", other=goods, **unknown)
    assert found.stated == D(9_000_100) and found.above == ()
    assert "£9,000,000.00" in found.reasons[-1].text


@pytest.mark.rule(8)
def test_needs_that_are_counted_together_are_named_with_the_total() -> None:
    others = (Similar("PR-2026-0007", D(120_000)), Similar("PR-2026-0009", D(1)))
    found = valued("100000", vat="net:20", similar=others)
    assert (found.stated, found.value_inc_vat) == (D(100_000), D(240_001))
    assert "PR-2026-0007 £120,000.00" in found.reasons[-1].text
    assert "£240,001.00 in all" in found.reasons[-1].text


def test_needs_are_not_added_to_a_value_whose_vat_is_not_known() -> None:
    found = valued("100", vat="unknown", similar=(Similar("PR-1", D(1)),))
    assert found.value_inc_vat is None and len(found.reasons) == 1


@given(st.lists(POUNDS, min_size=1, max_size=6), POUNDS)
def test_another_part_never_makes_a_contract_worth_less(parts: list[Decimal], more: Decimal) -> None:
    before, after = (valued(*map(str, each)).value_inc_vat for each in (parts, [*parts, more]))
    assert before is not None and after == before + more


@pytest.mark.rule(13)
@pytest.mark.parametrize(("number", "total"), [(1, "80000"), (4, "320000"), (10_000, "800000000")])
def test_a_framework_is_worth_all_that_may_be_called_off(number: int, total: str) -> None:
    assert over_call_offs(number, D(80_000)) == D(total)


@pytest.mark.parametrize("number", [0, -1, 10_001])
def test_a_number_of_orders_that_no_framework_has_is_refused(number: int) -> None:
    with pytest.raises(Refusal) as told:
        over_call_offs(number, D(1))
    assert told.value.field == "call_offs"


@pytest.mark.rule(7)
@pytest.mark.rule(8)
def test_a_need_beyond_estimate_that_is_counted_together_lifts_both_and_adds_nothing() -> None:
    found = valued("1000", similar=(Similar("PR-1", None), Similar("PR-2", D(500))))
    assert found.value_inc_vat == D(1500)
    assert [each.clause for each in found.above] == ["PA23 Sch 3 para 4"]
    assert "PR-1, whose value cannot be estimated" in found.above[0].text
    assert any("PR-2 £500.00" in each.text and "PR-1" not in each.text for each in found.reasons)


@pytest.mark.rule(10)
@pytest.mark.parametrize(
    ("method", "kind", "says"),
    [
        (Method.CONTRACT, Kind.GOODS_SERVICES, ""),
        (Method.CONCESSION, Kind.CONCESSION, ""),
        (Method.FRAMEWORK, Kind.CONCESSION, ""),  # the framework counts whatever its orders are
        (Method.CONCESSION, None, ""),
        (Method.CONCESSION, Kind.GOODS_SERVICES, "this is not a concession."),
        (Method.CONTRACT, Kind.CONCESSION, "this is a concession."),
    ],
)
def test_a_concession_is_counted_as_one_and_nothing_else_is(
    method: Method, kind: Kind | None, says: str
) -> None:
    if not says:
        return check_method(method, kind)
    with pytest.raises(Refusal) as told:
        check_method(method, kind)
    assert says in told.value.text and told.value.field == "method"
    return None
