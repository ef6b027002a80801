"""Case studies: handed in for a contract year, decided by someone else; one a year; what is owed is counted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialvalue.delivery import actions, queries
from socialvalue.delivery.models import CaseStudy, CaseStudyVersion, Contract
from socialvalue.delivery.rules import CASE_STUDY, Term
from socialvalue.delivery.rules.case_studies import SlotState, Submission, slots, standing
from socialvalue.foundation.clock import business_day
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Event, Mail
from socialvalue.machinery.permissions import Role
from socialvalue.planning.models import Exemption
from socialvalue.policy.rules import Band
from tests import make
from tests.cast import Play, Player
from tests.delivery import made

pytestmark = pytest.mark.django_db
REASON = "Please say how many stayed on."


def own_contract(sam: Player, carol: Player, **given_: Any) -> Contract:
    its = made.contract(supplier=sam.user.organisation, **given_)
    made.commitment(its, carol.person)
    return its


def submit(by: Player, its: Contract, year: int = 1, **given_: str) -> UUID:
    return actions.submit_case_study(
        contract=its.reference, year=year, by=by.person, **(made.ANSWERS | given_)
    )


def decide(by: Player, uid: UUID, deed: str) -> None:
    actions.decide_case_study(uid=uid, deed=deed, reason=REASON, by=by.person)


def stands(its: Contract, by: Player, year: int = 1) -> str:
    shown = queries.contract(reference=its.reference, person=by.person)
    return queries.slots_of(shown)[year - 1].state


@pytest.mark.clause("CAS-1")
def test_a_supplier_hands_in_and_the_contract_manager_accepts(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    uid = submit(sam, its)
    assert stands(its, carol) == "submitted"
    decide(carol, uid, "accept")
    assert stands(its, sam) == "accepted"


@pytest.mark.clause("CAS-1")
def test_the_figures_of_the_ledger_are_kept_with_it(sam: Player, carol: Player) -> None:
    submit(sam, own_contract(sam, carol))
    figures = CaseStudyVersion.objects.get().figures
    assert [(each["commitment"], each["committed"], each["due"], each["unit"]) for each in figures] == [
        ("C1", "10", "4", "people")
    ]


@pytest.mark.clause("CAS-1")
@pytest.mark.rule(37)
@pytest.mark.parametrize("field", made.ANSWERS)
def test_a_case_study_that_leaves_a_question_open_is_refused(sam: Player, carol: Player, field: str) -> None:
    with pytest.raises(Refusal, match="answers all four questions"):
        submit(sam, own_contract(sam, carol), **{field: "  "})
    assert not CaseStudy.objects.exists()


@pytest.mark.clause("DPA-1")
@pytest.mark.parametrize("field", made.ANSWERS)
def test_personal_data_is_refused_in_every_answer(sam: Player, carol: Player, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        submit(sam, own_contract(sam, carol), **{field: "Ask jo@example.org about it."})
    assert (refused.value.code, refused.value.field) == ("personal-data", field)


def test_what_was_sent_back_is_handed_in_again_and_the_earlier_words_are_kept(
    sam: Player, carol: Player
) -> None:
    its = own_contract(sam, carol)
    uid = submit(sam, its)
    decide(carol, uid, "return")
    assert stands(its, sam) == "returned"
    assert submit(sam, its, delivered="Four have started, three stayed on.") == uid
    texts = list(CaseStudyVersion.objects.order_by("number").values_list("delivered", flat=True))
    assert texts == [made.ANSWERS["delivered"], "Four have started, three stayed on."]


def test_whoever_waits_is_told_by_mail(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    decide(carol, submit(sam, its), "return")
    told = set(Mail.objects.values_list("to", "subject"))
    assert ("carol@example.org", f"A case study waits for you: {its.reference}, contract year 1") in told
    assert ("sam@example.org", f"Please add to your case study: {its.reference}, contract year 1") in told


@pytest.mark.clause("MEA-2")
def test_one_case_study_a_contract_year(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    submit(sam, its)
    with pytest.raises(Refusal, match="You cannot submit this case study because it is submitted"):
        submit(sam, its)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.case_study(within=its)


@pytest.mark.rule(37)
@pytest.mark.parametrize(
    ("year", "code"), [(2, "case-study-early"), (4, "case-study-not-owed"), (0, "case-study-not-owed")]
)
def test_a_year_that_has_not_begun_or_does_not_exist_has_none(
    sam: Player, carol: Player, year: int, code: str
) -> None:
    with business_day(date(2027, 3, 31)), pytest.raises(Refusal) as refused:
        submit(sam, own_contract(sam, carol), year)
    assert refused.value.code == code


def test_a_year_can_be_written_from_its_first_day(sam: Player, carol: Player) -> None:
    with business_day(date(2027, 4, 1)):
        submit(sam, own_contract(sam, carol), 2)


@pytest.mark.clause("PUR-2")
def test_nobody_decides_about_what_they_handed_in(sam: Player, carol: Player) -> None:
    uid = submit(carol, own_contract(sam, carol))
    assert CaseStudyVersion.objects.get().on_behalf_of == sam.user.organisation
    with pytest.raises(Refusal, match="Someone else has to decide"):
        decide(carol, uid, "accept")


def test_the_database_refuses_a_decision_by_whoever_handed_it_in(sam: Player, carol: Player) -> None:
    submit(sam, own_contract(sam, carol))
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudyVersion.objects.update(becomes="accepted", decided_at=make.NOON, decided_by=sam.person.uid)


def test_a_supplier_decides_nothing_and_a_rival_finds_nothing(
    sam: Player, carol: Player, rita: Player
) -> None:
    its = own_contract(sam, carol)
    uid = submit(sam, its)
    with pytest.raises(Refusal, match="Only these roles"):
        decide(sam, uid, "accept")
    with pytest.raises(Refusal) as hidden:
        submit(rita, its)
    assert hidden.value.status == 404


@pytest.mark.rule(37)
def test_an_encouraged_contract_owes_none_and_an_exempt_one_neither(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    assert stands(its, carol) == "not-due"
    plain = {
        "kind": "no-social-value",
        "ground": "other",
        "state": "granted",
        "justification": "x",
        "reference": "EX-1",
    }
    owned = {
        "authority": its.authority,
        "originating_authority": its.authority,
        "procurement": its.procurement,
    }
    when = {
        "requested_at": make.NOON, "requested_by": carol.person.uid, "screened_at": make.NOON, "reason": "Urgent.",
        "screened_by": sam.person.uid, "decided_at": make.NOON, "decided_by": sam.person.uid,
        "granted_on": date(2026, 3, 1),
    }  # fmt: skip
    Exemption.objects.create(**plain, **owned, **when)
    shown = queries.contract(reference=its.reference, person=carol.person)
    assert queries.slots_of(shown) == ()
    encouraged = make.procurement(determination={"band": "encouraged"})
    other = make.contract(encouraged, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))
    assert queries.slots_of(queries.contract(reference=other.reference, person=carol.person)) == ()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["submit", "accept", "return", "reopen"]), max_size=10))
def test_the_state_is_the_fold_of_its_events(sam: Player, carol: Player, deeds: list[str]) -> None:
    its = own_contract(sam, carol)
    uid = submit(sam, its)
    for deed in deeds:
        if deed in CASE_STUDY.allowed(CaseStudy.objects.get(uid=uid).state):
            if deed == "submit":
                submit(sam, its)
            else:
                decide(carol, uid, deed)
    told = [
        orjson.loads(bytes(each.body))["deed"] for each in Event.objects.filter(uid=uid).order_by("index")
    ]
    assert CASE_STUDY.fold(told[1:]) == CaseStudy.objects.get(uid=uid).state


OWED = st.tuples(
    st.dates(date(2024, 1, 1), date(2028, 2, 29)),  # first day
    st.integers(0, 1500),  # days to the last
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),  # today
    st.sets(st.integers(1, 4), max_size=3),  # years handed in
)


@pytest.mark.clause("MEA-2")
@pytest.mark.rule(37)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OWED)
def test_the_list_counts_what_the_rule_counts(play: Play, owed: tuple[date, int, date, set[int]]) -> None:
    starts, days, today, years = owed
    term = Term(starts, starts + timedelta(days=days))
    its = made.contract(starts_on=term.starts_on, ends_on=term.ends_on)
    rule = slots(term, Band.MANDATORY, due_days=30)
    for year in years & {slot.number for slot in rule}:
        made.case_study(within=its, contract_year=year)
    handed_in = [Submission(year, date(2026, 1, 1)) for year in years]
    missing = [slot for slot in rule if standing(slot, handed_in, today).state is SlotState.MISSING]
    person = play.with_role(Role.STANDARDS_TEAM).person
    with business_day(today):
        found = queries.owing(
            person=person,
            wanted=queries.CaseStudiesWanted(text=its.reference),
            order="title",
            offset=0,
            limit=5,
        )
    assert [row.missing for row in found] == ([len(missing)] if starts <= today else [])
