"""What the policy asks of a procurement: to the penny, to the day, with its reasons."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.policy.rules import (
    Band,
    Determination,
    Facts,
    Kind,
    MinimumBasis,
    Nature,
    Policy,
    PolicyStatus,
    Reason,
    ThresholdRow,
    ThresholdTable,
    Vat,
    VatStatus,
    determine,
)

# Typed from the policy paper and from Schedule 1 (SI 2025/163, SI 2025/1200), not from any pack.
IN_2025 = (date(2025, 2, 24), date(2025, 12, 31), "SI 2025/163")
IN_2026_27 = (date(2026, 1, 1), date(2027, 12, 31), "SI 2025/1200")
FIGURES = [
    (12, "goods-services", "214904", "207720"),
    (10, "works", "5372609", "5193000"),
    (8, "light-touch", "663540", "663540"),
    (9, "concession", "5372609", "5193000"),
    (7, "light-touch-concession", "5372609", "5372609"),
]
POLICY = Policy(
    version="test-1",
    title="Social Value Policy",
    status=PolicyStatus.EFFECTIVE,
    effective_from=date(2026, 9, 1),
    effective_to=date(2028, 12, 31),
    effective_from_assumed=False,
    encouraged_from=Decimal("29999.00"),
    notifiable_from=Decimal("30000.00"),
    minimum_weighting=Decimal(10),
    minimum_basis=MinimumBasis.JUDGED_PART,
    case_study_due_days=30,
    grace_days=30,
    thresholds=ThresholdTable(
        ThresholdRow(row, kind, Decimal(amount), *period)
        for row, kind, old, new in FIGURES
        for amount, period in ((old, IN_2025), (new, IN_2026_27))
    ),
)
BEGAN, DECIDED = date(2026, 2, 1), date(2026, 10, 1)

values = st.integers(0, 10**10).map(lambda pence: Decimal(pence) / 100)


def answer(
    kind: Kind | None, value: str | None, began: date | None = BEGAN, **facts: object
) -> Determination:
    """The determination of a procurement decided while the policy is in force."""
    amount = None if value is None else Decimal(value)
    asked = Facts(kind, value=amount, commenced_on=began, decided_on=DECIDED)
    return determine(replace(asked, **facts), POLICY)


def clauses(found: Determination) -> list[str]:
    return [reason.clause for reason in found.reasons]


@pytest.mark.rule(1, 9, 10)
@pytest.mark.clause("INC-1", "INC-2", "INC-3")
@pytest.mark.parametrize(
    ("kind", "value", "band"),
    [
        (Kind.GOODS_SERVICES, "207720.00", Band.MANDATORY),
        (Kind.GOODS_SERVICES, "207719.99", Band.ENCOURAGED),
        (Kind.WORKS, "5193000.00", Band.MANDATORY),
        (Kind.WORKS, "5192999.99", Band.ENCOURAGED),
        (Kind.WORKS, "3000000.00", Band.ENCOURAGED),  # whatever a council's own line for works is
        (Kind.LIGHT_TOUCH, "663540.00", Band.MANDATORY),
        (Kind.LIGHT_TOUCH, "663539.99", Band.ENCOURAGED),
        (Kind.LIGHT_TOUCH, "600000.00", Band.ENCOURAGED),
        (Kind.CONCESSION, "5300000.00", Band.MANDATORY),
        (Kind.CONCESSION, "5192999.99", Band.ENCOURAGED),
        (Kind.LIGHT_TOUCH_CONCESSION, "5300000.00", Band.ENCOURAGED),  # its figure did not fall in 2026
        (Kind.LIGHT_TOUCH_CONCESSION, "5372609.00", Band.MANDATORY),
        (Kind.GOODS_SERVICES, "29999.00", Band.ENCOURAGED),
        (Kind.GOODS_SERVICES, "29998.99", Band.VOLUNTARY),
        (Kind.CONCESSION, "0.00", Band.VOLUNTARY),
    ],
)
def test_the_band_turns_on_the_penny(kind: Kind, value: str, band: Band) -> None:
    assert answer(kind, value).band is band


@pytest.mark.rule(2)
@pytest.mark.clause("INC-4")
@pytest.mark.parametrize(
    ("began", "threshold", "row_from", "band"),
    [
        (date(2025, 2, 24), "214904", date(2025, 2, 24), Band.ENCOURAGED),
        (date(2025, 12, 30), "214904", date(2025, 2, 24), Band.ENCOURAGED),
        (date(2025, 12, 31), "214904", date(2025, 2, 24), Band.ENCOURAGED),
        (date(2026, 1, 1), "207720", date(2026, 1, 1), Band.MANDATORY),
        (date(2026, 1, 2), "207720", date(2026, 1, 1), Band.MANDATORY),
        (date(2027, 12, 31), "207720", date(2026, 1, 1), Band.MANDATORY),
    ],
)
def test_the_day_of_commencement_picks_the_threshold(
    began: date, threshold: str, row_from: date, band: Band
) -> None:
    found = answer(Kind.GOODS_SERVICES, "210000.00", began)
    assert (found.threshold, found.threshold_from, found.band) == (Decimal(threshold), row_from, band)


@pytest.mark.rule(3)
@pytest.mark.clause("INC-4")
@pytest.mark.parametrize("began", [date(2025, 2, 23), date(2028, 1, 1)])
def test_a_day_without_a_row_is_undetermined_and_says_so(began: date) -> None:
    found = answer(Kind.WORKS, "9000000.00", began)
    assert found.band is Band.UNDETERMINED
    assert (found.threshold, found.threshold_from, found.notifiable) == (None, None, None)
    assert f"{began.day} " in found.reasons[0].text
    assert found.reasons[0].clause == "INC-4"


@pytest.mark.rule(4)
@pytest.mark.parametrize(
    ("kind", "value", "notifiable"),
    [
        (Kind.GOODS_SERVICES, "29999.50", False),
        (Kind.GOODS_SERVICES, "29999.99", False),
        (Kind.GOODS_SERVICES, "30000.00", True),
        (Kind.WORKS, "5192999.99", True),
        (Kind.WORKS, "5193000.00", False),
        (Kind.LIGHT_TOUCH, "30000.00", True),
        (Kind.CONCESSION, "30000.00", False),
        (Kind.LIGHT_TOUCH_CONCESSION, "30000.00", False),
    ],
)
def test_notifiable_is_the_statutes_line_and_not_the_policys(
    kind: Kind, value: str, notifiable: bool
) -> None:
    found = answer(kind, value)
    assert found.notifiable is notifiable
    assert ("PA23 s.87" in clauses(found)) is notifiable


@pytest.mark.rule(5)
@pytest.mark.parametrize(
    ("value", "vat", "including", "band"),
    [
        ("180000.00", Vat(VatStatus.NET, Decimal(20)), "216000.00", Band.MANDATORY),
        ("173100.00", Vat(VatStatus.NET, Decimal(20)), "207720.00", Band.MANDATORY),
        ("173099.99", Vat(VatStatus.NET, Decimal(20)), "207719.99", Band.ENCOURAGED),
        ("200000.00", Vat(VatStatus.EXEMPT), "200000.00", Band.ENCOURAGED),
        ("200000.00", Vat(), "200000.00", Band.ENCOURAGED),
    ],
)
def test_the_value_counts_with_vat(value: str, vat: Vat, including: str, band: Band) -> None:
    found = answer(Kind.GOODS_SERVICES, value, vat=vat)
    assert (found.value_inc_vat, found.band) == (Decimal(including), band)


@pytest.mark.rule(5)
@pytest.mark.parametrize("vat", [Vat(VatStatus.UNKNOWN), Vat(VatStatus.NET)])
def test_unknown_vat_is_incomplete_with_the_worst_case_shown(vat: Vat) -> None:
    found = answer(Kind.GOODS_SERVICES, "180000.00", vat=vat, nature=Nature.SERVICES)
    assert (found.band, found.value_inc_vat, found.notifiable) == (Band.UNDETERMINED, None, None)
    assert found.social_value_act_applies is None
    assert "£216,000.00" in found.reasons[0].text
    assert "mandatory" in found.reasons[0].text
    at_the_line = answer(Kind.GOODS_SERVICES, "173100.00", vat=vat)
    assert "£207,720.00 including VAT, which is mandatory" in at_the_line.reasons[0].text
    without_row = answer(Kind.GOODS_SERVICES, "180000.00", date(2028, 1, 1), vat=vat)
    assert "£216,000.00 including VAT." in without_row.reasons[1].text


@pytest.mark.rule(11)
@pytest.mark.clause("CTX-1")
@pytest.mark.parametrize(
    ("kind", "nature", "value", "applies"),
    [
        (Kind.GOODS_SERVICES, Nature.SERVICES, "207720.00", True),
        (Kind.GOODS_SERVICES, Nature.SERVICES, "207719.99", False),
        (Kind.GOODS_SERVICES, Nature.GOODS, "207720.00", False),
        (Kind.GOODS_SERVICES, None, "207720.00", None),
        (Kind.GOODS_SERVICES, None, "207719.99", False),  # goods or services, it is below
        (Kind.WORKS, None, "9000000.00", False),
        (Kind.LIGHT_TOUCH, None, "300000.00", True),  # encouraged by the policy, yet the duty bites
        (Kind.LIGHT_TOUCH, None, "207720.00", True),
        (Kind.LIGHT_TOUCH, None, "207719.99", False),
        (Kind.LIGHT_TOUCH, None, "700000.00", True),
        (Kind.CONCESSION, None, "9000000.00", False),
        (Kind.LIGHT_TOUCH_CONCESSION, None, "9000000.00", False),
    ],
)
def test_the_social_value_act_is_about_services(
    kind: Kind, nature: Nature | None, value: str, applies: bool | None
) -> None:
    found = answer(kind, value, nature=nature)
    assert found.social_value_act_applies is applies
    assert ("PSSVA 2012 s.1" in clauses(found)) is (applies is not False)


def test_the_light_touch_duty_starts_at_the_services_figure_of_the_day() -> None:
    assert answer(Kind.LIGHT_TOUCH, "210000.00", date(2025, 12, 31)).social_value_act_applies is False
    found = answer(Kind.LIGHT_TOUCH, "210000.00", date(2026, 1, 1))
    assert found.social_value_act_applies is True
    assert any("economic, social and environmental" in reason.text for reason in found.reasons)
    assert any("starts at £207,720.00" in reason.text for reason in found.reasons)


def test_a_call_off_is_outside_the_social_value_act() -> None:
    found = answer(Kind.GOODS_SERVICES, "300000.00", nature=Nature.SERVICES, is_call_off=True)
    assert (found.band, found.social_value_act_applies) == (Band.MANDATORY, False)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (Facts(None), ["kind of contract", "day the procurement began", "estimated value"]),
        (Facts(Kind.WORKS, value=Decimal(1)), ["day the procurement began"]),
        (Facts(Kind.WORKS, commenced_on=BEGAN), ["estimated value"]),
        (Facts(None, value=Decimal(1), commenced_on=BEGAN), ["kind of contract"]),
        (Facts(Kind.WORKS, value=Decimal("NaN"), commenced_on=BEGAN), ["estimated value"]),
        (Facts(Kind.WORKS, value=Decimal(-1), commenced_on=BEGAN), ["estimated value"]),
        (Facts(Kind.WORKS, value=Decimal("1E+400"), commenced_on=BEGAN), ["estimated value"]),
    ],
)
def test_each_thing_that_is_missing_has_its_reason(facts: Facts, missing: list[str]) -> None:
    found = determine(facts, POLICY)
    assert found.band is Band.UNDETERMINED
    texts = [reason.text for reason in found.reasons if reason.clause in ("INC-4", "PA23 s.4")]
    assert len(texts) == len(missing)
    assert all(word in text for word, text in zip(missing, texts, strict=True))


def test_what_is_known_is_answered_though_the_rest_is_missing() -> None:
    assert determine(Facts(Kind.WORKS), POLICY).social_value_act_applies is False
    assert determine(Facts(None, Nature.GOODS), POLICY).social_value_act_applies is False
    assert determine(Facts(Kind.CONCESSION), POLICY).notifiable is False
    assert determine(Facts(None), POLICY).social_value_act_applies is None
    assert determine(Facts(Kind.LIGHT_TOUCH, commenced_on=BEGAN), POLICY).social_value_act_applies is None


@pytest.mark.rule(7)
def test_the_law_can_treat_a_contract_as_above_whatever_its_figure() -> None:
    because = Reason("PA23 Sch 3 para 5", "The duration is unknown.")
    for value in (None, "50000.00"):
        found = answer(Kind.GOODS_SERVICES, value, treated_as_above=(because,), nature=Nature.SERVICES)
        assert (found.band, found.notifiable, found.social_value_act_applies) == (Band.MANDATORY, False, True)
        assert clauses(found)[:2] == ["INC-1", "PA23 Sch 3 para 5"]
    assert answer(Kind.LIGHT_TOUCH, None, treated_as_above=(because,)).social_value_act_applies is True
    no_row = answer(Kind.GOODS_SERVICES, None, date(2028, 1, 1), treated_as_above=(because,))
    assert no_row.band is Band.UNDETERMINED


@pytest.mark.clause("GOV-6")
@pytest.mark.parametrize(
    ("decided", "in_force"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2028, 12, 31), True),
        (date(2029, 1, 1), False),
        (None, False),
    ],
)
def test_outside_its_days_the_policy_is_only_indicative(decided: date | None, in_force: bool) -> None:
    found = answer(Kind.GOODS_SERVICES, "207720.00", decided_on=decided)
    assert (found.policy_in_force, found.policy_version) == (in_force, "test-1")
    assert found.band is Band.MANDATORY
    assert ("indicative" in found.reasons[-1].text) is not in_force


def test_a_start_that_is_assumed_is_said_to_be() -> None:
    facts = Facts(Kind.WORKS, value=Decimal(1), commenced_on=BEGAN, decided_on=DECIDED)
    assumed = determine(facts, replace(POLICY, effective_from_assumed=True)).reasons[-1]
    assert "1 September 2026 is assumed" in assumed.text
    assert "assumed" not in determine(facts, POLICY).reasons[-1].text
    never = determine(facts, replace(POLICY, effective_from=None, effective_from_assumed=True))
    assert never.policy_in_force is False


@pytest.mark.clause("INC-4")
def test_the_reasons_name_the_figures_and_days_that_were_used() -> None:
    found = answer(Kind.GOODS_SERVICES, "207720.00", nature=Nature.SERVICES)
    assert clauses(found) == ["INC-1", "PA23 Sch 1 row 12", "PSSVA 2012 s.1", "GOV-6"]
    assert found.reasons[0].text.count("£207,720.00") == 2
    for part in ("goods and services", "1 January 2026", "31 December 2027", "SI 2025/1200"):
        assert part in found.reasons[1].text


@given(st.sampled_from(Kind), values, values)
def test_a_higher_value_never_asks_for_less(kind: Kind, one: Decimal, other: Decimal) -> None:
    order = [Band.VOLUNTARY, Band.ENCOURAGED, Band.MANDATORY]
    low, high = sorted((one, other))
    assert order.index(answer(kind, str(low)).band) <= order.index(answer(kind, str(high)).band)


@given(
    st.builds(
        Facts,
        kind=st.none() | st.sampled_from(Kind),
        nature=st.none() | st.sampled_from(Nature),
        value=st.none() | st.decimals() | values,
        vat=st.builds(Vat, st.sampled_from(VatStatus), st.none() | st.just(Decimal(20))),
        commenced_on=st.none() | st.dates(),
        decided_on=st.none() | st.dates(),
        is_call_off=st.booleans(),
    )
)
def test_any_facts_have_an_answer_with_reasons(facts: Facts) -> None:
    found = determine(facts, POLICY)
    assert found.reasons
    assert all(reason.clause and reason.text.endswith(".") for reason in found.reasons)
    assert (found.band is Band.UNDETERMINED) is (found.threshold is None or found.value_inc_vat is None)
    assert not (found.notifiable and found.band is Band.MANDATORY)
    assert not (found.band is Band.VOLUNTARY and found.notifiable)
