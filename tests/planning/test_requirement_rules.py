"""What is asked for, by when, and what is missing before publication: pure rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import (
    REQUIREMENT,
    Due,
    DueStep,
    LotKnown,
    MarketKnown,
    PlanKnown,
    Readiness,
    burden_warning,
    check_quantity,
    check_within_term,
    dues_in_words,
    readiness,
    shared_out,
    steps_of,
)

pytestmark = pytest.mark.clause("CAT-1")
AMOUNTS = st.decimals(min_value="0.0001", max_value=10**6, places=4)


@given(AMOUNTS, st.sampled_from(list(Due)), st.sampled_from(list(Unit)))
def test_the_steps_add_up_to_what_is_asked(amount: Decimal, due: Due, unit: Unit) -> None:
    steps = steps_of(Quantity(amount, unit), due)
    assert sum(step.quantity for step in steps) == amount
    assert all(step.quantity > 0 for step in steps)
    assert steps[-1].after_days == due.days[-1]


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=6))
def test_an_amount_is_shared_out_like_other_steps_and_never_sooner(
    amount: Decimal, parts: list[Decimal]
) -> None:
    like = [DueStep(365 * n, part) for n, part in enumerate(parts, 1)]
    steps = shared_out(amount, like)
    assert sum(step.quantity for step in steps) == amount
    for day in (step.after_days for step in like):
        due = sum((step.quantity for step in steps if step.after_days <= day), Decimal(0))
        asked = sum(step.quantity for step in like if step.after_days <= day)
        assert 0 <= amount * asked / sum(parts) - due < 1


@given(st.integers(1, 1000), st.sampled_from(list(Due)))
def test_people_are_not_cut_up(number: int, due: Due) -> None:
    steps = steps_of(Quantity(Decimal(number), Unit.PEOPLE), due)
    assert all(step.quantity == step.quantity.to_integral_value() for step in steps)


def test_a_percentage_is_due_whole_at_the_end() -> None:
    assert steps_of(Quantity(Decimal(95), Unit.PER_CENT), Due.THREE_YEARS) == (DueStep(1095, Decimal(95)),)


def test_the_days_of_each_choice() -> None:
    assert [due.days for due in Due] == [
        (183,),
        (365,),
        (365, 730),
        (365, 730, 1095),
        (365, 730, 1095, 1460),
    ]


@pytest.mark.parametrize(
    ("amount", "due", "said"),
    [
        ("12", Due.TWO_YEARS, ("6 people a year, for 2 years",)),
        ("3", Due.TWO_YEARS, ("1 person in year 1", "2 people in year 2")),
        ("2", Due.FOUR_YEARS, ("1 person in year 2", "1 person in year 4")),
        ("4", Due.YEAR, ("4 people in year 1",)),
        ("4", Due.HALF_YEAR, ("4 people within six months of the start",)),
    ],
)
def test_by_when_in_words(amount: str, due: Due, said: tuple[str, ...]) -> None:
    assert dues_in_words(steps_of(Quantity(Decimal(amount), Unit.PEOPLE), due), Unit.PEOPLE) == said


@pytest.mark.parametrize(
    ("amount", "unit", "code"),
    [
        ("0", Unit.HOURS, "asks-for-nothing"),
        ("0.5", Unit.PEOPLE, "not-whole"),
        ("0.5", Unit.EVENTS, "not-whole"),
        ("100.1", Unit.PER_CENT, "above-all"),
    ],
)
def test_a_quantity_that_cannot_be(amount: str, unit: Unit, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_quantity(Quantity(Decimal(amount), unit))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("amount", "unit"), [("0.5", Unit.FTE_YEARS), ("100", Unit.PER_CENT), ("1", Unit.COUNT)]
)
def test_a_quantity_that_can_be(amount: str, unit: Unit) -> None:
    check_quantity(Quantity(Decimal(amount), unit))


@pytest.mark.clause("CAT-5")
def test_seven_are_many_and_six_are_not() -> None:
    assert burden_warning(6) == ""
    assert "7 things" in burden_warning(7)


@given(st.lists(st.sampled_from(["propose", "confirm", "remove"]), max_size=8))
def test_the_events_of_a_legal_history_fold_to_its_state(deeds: list[str]) -> None:
    state, past = REQUIREMENT.begins, []
    for deed in deeds:
        if deed in REQUIREMENT.allowed(state):
            step = REQUIREMENT.step(state, deed)
            state, past = step.becomes, [*past, step.event]
    assert REQUIREMENT.fold(past) == state


def needs(**changes: Any) -> dict[str, Readiness]:
    given: dict[str, Any] = {
        "band": "mandatory",
        "decided": True,
        "act_applies": True,
        "has_act_record": True,
        "lots": [LotKnown(1, 0, 2, True)],
        "market": MarketKnown(stated="held"),
        "plan": PlanKnown("competition", has_regard=True, is_judged=True),
    }
    return {need.where: need.state for need in readiness(**(given | changes))}


def test_everything_done_leaves_nothing() -> None:
    assert set(needs().values()) == {Readiness.DONE}
    assert set(needs()) == {
        "plan", "determination", "act-record", "regard", "proportion", "engagement", "requirements", "question",
    }  # fmt: skip


@pytest.mark.clause("EXC-1", "EXC-2")
def test_a_lot_that_is_freed_need_not_ask_but_settles_what_was_proposed() -> None:
    kind = "no-social-value"
    assert needs(lots=[LotKnown(1, 0, 0, False, kind)])["requirements"] is Readiness.OPTIONAL
    assert needs(lots=[LotKnown(1, 0, 0, False, kind)])["question"] is Readiness.OPTIONAL
    assert needs(lots=[LotKnown(1, 1, 0, False, kind)])["requirements"] is Readiness.MISSING


def test_what_is_undetermined_is_missing_even_when_an_officer_saved_it() -> None:
    assert needs(band="undetermined")["determination"] is Readiness.MISSING


def test_what_is_missing_has_a_sentence_of_its_own_and_nothing_else_has() -> None:
    lots = [LotKnown(1, 0, 0, False), LotKnown(2, 1, 1, True)]
    for decided in (True, False):
        found = readiness(
            band="mandatory", decided=decided, act_applies=True, has_act_record=False, lots=lots
        )
        said = [need.lacking for need in found if need.is_missing]
        assert len(set(said)) == len(said) and all(each.endswith(".") for each in said)
        assert not any(need.lacking for need in found if not need.is_missing)


def test_what_is_missing_is_said() -> None:
    found = needs(decided=False, has_act_record=False, lots=[LotKnown(1, 0, 0, False)])
    assert {found[each] for each in ("determination", "act-record", "requirements", "question")} == {
        Readiness.MISSING
    }


def test_a_requirement_that_waits_for_procurement_is_still_to_do() -> None:
    assert needs(lots=[LotKnown(1, 1, 3, True)])["requirements"] is Readiness.MISSING


@pytest.mark.clause("CTX-1")
def test_no_record_is_asked_where_the_act_does_not_apply() -> None:
    assert needs(act_applies=False, has_act_record=False)["act-record"] is Readiness.OPTIONAL
    assert needs(act_applies=None, has_act_record=False)["act-record"] is Readiness.MISSING


@pytest.mark.parametrize(
    ("band", "state"),
    [
        ("mandatory", Readiness.MISSING),
        ("undetermined", Readiness.MISSING),
        ("encouraged", Readiness.OPTIONAL),
        ("voluntary", Readiness.OPTIONAL),
    ],
)
def test_only_a_mandatory_procurement_must_ask(band: str, state: Readiness) -> None:
    found = needs(band=band, lots=[LotKnown(1, 0, 0, False)])
    assert (found["requirements"], found["question"]) == (state, state)


def test_each_lot_is_asked_and_each_line_names_its_clause() -> None:
    lots = [LotKnown(1, 0, 1, True), LotKnown(2, 0, 0, True)]
    found = readiness(band="mandatory", decided=True, act_applies=True, has_act_record=True, lots=lots)
    assert next((need.text, need.state) for need in found if need.lot == 2) == (
        "Lot 2: Defined requirements",
        Readiness.MISSING,
    )
    assert all(need.clause for need in found)


@pytest.mark.clause("PRE-1")
@pytest.mark.parametrize(
    ("band", "plan", "states"),
    [
        ("mandatory", PlanKnown(), ("asked", "asked", "asked")),
        (
            "mandatory",
            PlanKnown("call-off"),
            ("done", "optional", "asked"),
        ),  # s.13(10)(b): no regard under a framework
        ("mandatory", PlanKnown("competition", True, True), ("done", "done", "done")),
        ("encouraged", PlanKnown("quotes"), ("done", "optional", "asked")),
        ("voluntary", PlanKnown(), ("asked", "optional", "optional")),
    ],
)
def test_what_a_plan_lacks_is_asked_for_and_stands_in_nobodys_way(
    band: str, plan: PlanKnown, states: tuple[str, str, str]
) -> None:
    found = readiness(band=band, decided=True, act_applies=False, has_act_record=True, lots=[], plan=plan)
    by_name = {need.where: need for need in found}
    assert tuple(by_name[name].state.value for name in ("plan", "regard", "proportion")) == states
    assert not any(by_name[name].is_missing for name in ("plan", "regard", "proportion"))


@pytest.mark.parametrize(
    ("band", "state"), [("mandatory", "missing"), ("undetermined", "missing"), ("encouraged", "done")]
)
def test_a_competition_that_shuts_somebody_out_is_not_ready_above_threshold(band: str, state: str) -> None:
    plan = PlanKnown("competition", has_regard=True, is_judged=True, is_reserved=True)
    assert needs(band=band, plan=plan)["plan"].value == state


@pytest.mark.clause("INC-2")
@pytest.mark.parametrize(("answer", "state"), [(None, "asked"), (False, "done"), (True, "done")])
def test_included_or_why_not_is_asked_until_it_is_answered(answer: bool | None, state: str) -> None:
    found = needs(band="encouraged", lots=[LotKnown(1, 0, 0, False)], answer=answer)
    assert found["inclusion"].value == state


@pytest.mark.clause("EXC-1")
@pytest.mark.parametrize(
    ("exemption", "state"), [("lower-weight", "missing"), ("no-social-value", "optional"), ("", "missing")]
)
def test_a_lower_weight_still_has_to_be_given_for_something(exemption: str, state: str) -> None:
    found = needs(band="mandatory", lots=[LotKnown(1, 0, 0, False, exemption)])
    assert (found["requirements"].value, found["question"].value) == (state, state)


@pytest.mark.clause("CON-1")
@pytest.mark.parametrize(
    ("due", "months", "late"),
    [
        (Due.HALF_YEAR, 6, False),
        (Due.HALF_YEAR, 5, True),
        (Due.YEAR, 12, False),
        (Due.YEAR, 11, True),
        (Due.FOUR_YEARS, 48, False),
        (Due.FOUR_YEARS, 47, True),
        (Due.FOUR_YEARS, None, False),
    ],
)
def test_nothing_falls_due_after_the_longest_term(due: Due, months: int | None, late: bool) -> None:
    steps = steps_of(Quantity(Decimal(40), Unit.HOURS), due)
    if not late:
        return check_within_term(steps, months)
    with pytest.raises(Refusal, match=f"last {months} months") as told:
        check_within_term(steps, months)
    assert told.value.field == "due"
    return None


def test_a_lot_is_named_where_there_are_several_and_an_exempted_one_says_why_it_asks_for_nothing() -> None:
    def told(*lots: LotKnown) -> list[tuple[str, str]]:
        found = readiness(band="mandatory", decided=True, act_applies=False, has_act_record=True, lots=lots)
        return [(need.text, need.hint) for need in found if need.where == "requirements"]

    assert {
        need.lot
        for need in readiness(
            band="mandatory",
            decided=True,
            act_applies=False,
            has_act_record=True,
            lots=[LotKnown(7, 0, 0, False)],
        )
    } == {0, 7}  # what is asked of the whole names no lot
    exempted = LotKnown(1, 0, 0, False, "no-social-value")
    assert told(exempted) == [("Defined requirements", "An exemption was granted")]
    assert told(exempted, LotKnown(2, 0, 0, False)) == [
        ("Lot 1: Defined requirements", "An exemption was granted"),
        ("Lot 2: Defined requirements", ""),
    ]
