"""The sentences of an answer say what a reader can act on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from socialvalue.policy.pack import Pack
from socialvalue.policy.rules import Band, Facts, Kind, Nature, Vat, VatStatus, determine


def first_reason(pack: Pack, value: str, on: date, vat: VatStatus = VatStatus.INCLUSIVE) -> str:
    found = determine(Facts(Kind.GOODS_SERVICES, None, Decimal(value), Vat(vat), on), pack.policy)
    assert found.band is Band.UNDETERMINED
    return found.reasons[0].text


@pytest.mark.clause("INC-4")
def test_before_the_act_the_earlier_law_governs(pack: Pack) -> None:
    text = first_reason(pack, "100000.00", date(2025, 2, 23))
    assert "counts from 24 February 2025" in text
    assert "23 February 2025 runs under the law before it" in text


@pytest.mark.clause("INC-4")
def test_after_the_last_row_new_figures_are_needed(pack: Pack) -> None:
    text = first_reason(pack, "100000.00", date(2028, 1, 1))
    assert "ends on 31 December 2027" in text
    assert "begins on 1 January 2028 a new one is needed" in text


@pytest.mark.rule(5)
@pytest.mark.parametrize(("value", "either_way"), [("207720.00", True), ("207719.99", False)])
def test_unknown_vat_says_when_it_makes_no_difference(pack: Pack, value: str, *, either_way: bool) -> None:
    text = first_reason(pack, value, date(2026, 5, 1), VatStatus.UNKNOWN)
    assert ("without VAT on top it is too" in text) is either_way


@pytest.mark.parametrize(("kind", "told"), [(Kind.LIGHT_TOUCH, True), (Kind.GOODS_SERVICES, False)])
def test_only_light_touch_services_are_told_of_their_lower_figure(
    pack: Pack, kind: Kind, *, told: bool
) -> None:
    facts = Facts(kind, Nature.SERVICES, Decimal(700000), commenced_on=date(2026, 5, 1))
    duty = [each for each in determine(facts, pack.policy).reasons if each.clause == "PSSVA 2012 s.1"]
    assert len(duty) == 1
    assert ("the duty starts at £207,720.00 including VAT" in duty[0].text) is told


@pytest.mark.rule(13)
@pytest.mark.parametrize(("value", "told"), [("300000.00", True), ("50000.00", False)])
def test_a_call_off_is_told_what_its_framework_leaves_it(pack: Pack, value: str, *, told: bool) -> None:
    facts = Facts(Kind.GOODS_SERVICES, None, Decimal(value), commenced_on=date(2026, 5, 1), is_call_off=True)
    texts = " ".join(reason.text for reason in determine(facts, pack.policy).reasons)
    assert "Social Value Act asks nothing of a call-off" in texts
    assert ("only the award criteria of its framework" in texts) is told


@pytest.mark.clause("GOV-6")
@pytest.mark.parametrize(
    ("began", "told"), [(date(2026, 8, 31), True), (date(2026, 9, 1), False), (None, False)]
)
def test_what_began_before_the_policy_is_said_to_be_a_baseline(
    pack: Pack, began: date | None, *, told: bool
) -> None:
    facts = Facts(Kind.WORKS, None, Decimal(1), commenced_on=began, decided_on=date(2026, 11, 1))
    assert ("only as a baseline" in determine(facts, pack.policy).reasons[-1].text) is told


@pytest.mark.clause("GOV-6")
def test_earlier_contracts_can_be_in_scope(pack: Pack) -> None:
    others = [each for each in pack.policy.parameters if each.name != "earlier_contracts"]
    scope = pack.policy.parameter("earlier_contracts")
    assert scope is not None
    policy = replace(pack.policy, parameters=(*others, replace(scope, value="in-scope")))
    facts = Facts(Kind.WORKS, None, Decimal(1), commenced_on=date(2026, 8, 31), decided_on=date(2026, 11, 1))
    assert "baseline" not in determine(facts, policy).reasons[-1].text
