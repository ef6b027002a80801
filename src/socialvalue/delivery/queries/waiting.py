"""What waits for a person in delivery, for their home page: the oldest first, a bounded number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from socialvalue.delivery.ledgers import commitments_of_many, term_of
from socialvalue.delivery.models import CaseStudy, CaseStudyVersion, Contract, Delivery
from socialvalue.delivery.queries.case_studies import ended_without
from socialvalue.delivery.queries.contracts import seen_by
from socialvalue.delivery.queries.initiatives import (
    asked_about,
    initiatives_asked_about,
    initiatives_to_decide,
)
from socialvalue.delivery.queries.making import contracts_to_make
from socialvalue.delivery.rules import Commitment, Moment, Term, profiles, schedule
from socialvalue.delivery.rules.case_studies import slots
from socialvalue.delivery.rules.ledger import delivered
from socialvalue.delivery.rules.words import said
from socialvalue.foundation.clock import LONDON, business_today
from socialvalue.machinery.permissions import Person, Role, may
from socialvalue.machinery.waiting import Waiting, columns, in_order, together
from socialvalue.policy.rules import Band

SOON: Final = timedelta(days=30)  # an instalment shows on the supplier's home page this long before its day
MOST: Final = 50  # contracts of one supplier that are looked through


def waiting_for(*, person: Person, limit: int = 20) -> tuple[Waiting, ...]:
    """What the council waits for from this person in delivery: the latest first, then by due day.

    Contract managers: deliveries and case studies to decide, but never their own. Suppliers: questions to answer,
    instalments that are due soon or late, case studies to write.
    """
    found: list[Waiting] = []
    if may(person, "delivery:decide"):
        found += [*_deliveries_to_decide(person, limit), *_case_studies_to_decide(person, limit)]
    found += [*_contracts_to_make(person), *initiatives_to_decide(person)]
    if person.holds(Role.SUPPLIER):
        own = _own(person)
        found += [*_questions(person, limit), *_instalments(own), *_case_studies(person, own)]
    return tuple(in_order(found)[:limit])


def _deliveries_to_decide(person: Person, limit: int) -> list[Waiting]:
    rows = (
        Delivery.objects.filter(authority_id__in=_managed(person), state="reported")
        .exclude(reported_by=person.account())
        .order_by("reported_at", "id")
        .values_list("reference", "quantity", "commitment__unit", "commitment__measure__title",
                     "commitment__contract__reference", "reported_at")[:limit]
    )  # fmt: skip
    return [
        Waiting(
            f"Decide about {said(quantity, unit)}: {title}, {contract}",
            reverse("delivery", kwargs={"reference": reference}),
            since=reported_at.astimezone(LONDON).date(),
        )
        for reference, quantity, unit, title, contract, reported_at in rows
    ]


def _contracts_to_make(person: Person) -> list[Waiting]:
    return [
        Waiting(
            f"Make the contract of {procurement}", reverse("evaluation", kwargs={"reference": procurement})
        )
        for procurement in contracts_to_make(person=person, today=business_today())
    ]


def _managed(person: Person) -> list[int]:
    return [of for of, role in person.roles if role is Role.CONTRACT_MANAGER]


def _case_studies_to_decide(person: Person, limit: int) -> list[Waiting]:
    last = CaseStudyVersion.objects.filter(case_study=OuterRef("pk")).order_by("-number")
    rows = (
        CaseStudy.objects.filter(authority_id__in=_managed(person), state="submitted")
        .annotate(by=Subquery(last.values("submitted_by")[:1]), on=Subquery(last.values("submitted_on")[:1]))
        .exclude(by=person.uid)
        .order_by("on", "id")
        .values_list("uid", "contract__reference", "contract_year")[:limit]
    )
    return [
        Waiting(f"Read the case study of {contract}, contract year {year}", _of_study(uid), None, 0)
        for uid, contract, year in rows
    ]


def _of_study(uid: UUID) -> str:
    return reverse("case-study", kwargs={"uid": uid})


def _questions(person: Person, limit: int) -> list[Waiting]:
    """Deliveries and voluntary initiatives that the council asked about (one statement)."""
    deliveries = columns(
        Delivery.objects.filter(commitment__contract__in=seen_by(person), state="queried"),
        "delivery",
        key="reference",
        title="commitment__measure__title",
        about="commitment__contract__reference",
        since="decided_at",
    )
    kinds = [deliveries, *initiatives_asked_about(person)]
    return [
        Waiting(
            f"Answer the Council’s question: {row.title}, {row.about}",
            reverse("delivery-respond", kwargs={"reference": row.key}),
        )
        if row.what == "delivery"
        else asked_about(row)
        for row in together(kinds, limit)
    ]


@dataclass(frozen=True, slots=True)
class _Own:
    """A supplier's contracts that ask for something: those that run, and those that owe a case study."""

    running: list[Contract]
    owing: list[Contract]
    due_days: int


def _own(person: Person) -> _Own:
    """One statement for both, the first to end first."""
    today = business_today()
    owing, due_days = ended_without(person)
    current = Q(terminated_on=None) | Q(terminated_on__gte=today)
    rows: Any = seen_by(person).annotate(owes=Exists(owing.filter(pk=OuterRef("pk"))))
    found = list(rows.filter(current | Q(owes=True)).order_by("ends_on", "id")[: 2 * MOST])
    running = [row for row in found if row.terminated_on is None or row.terminated_on >= today]
    return _Own(running[:MOST], [row for row in found if row.owes][:MOST], due_days)


def _instalments(own: _Own) -> list[Waiting]:
    """The oldest instalment of each commitment that reports do not cover, if it is due soon or was already."""
    today = business_today()
    rows = {row.id: row for row in own.running}
    found = []
    for contract_id, number, title, rule in commitments_of_many(list(rows)):
        contract = rows[contract_id]
        line = _instalment(rule, term_of(contract), today)
        if line is None:
            continue
        due, missing = line
        address = reverse("delivery-report", kwargs={"reference": contract.reference})
        found.append(
            Waiting(
                f"Report {missing}: {title}, {contract.reference}",
                f"{address}?commitment={number}",
                due,
                max((today - due).days, 0),
            )
        )
    return found


def _instalment(rule: Commitment, term: Term, today: date) -> tuple[date, str] | None:
    """The due day of what reports do not cover by then, and how much that is; None where nothing is due soon."""
    plan = schedule(rule, term, Moment(today))
    reported, _ = delivered(rule.deliveries, Moment(today))
    due = profiles.missing_since(plan.profile, today + SOON, reported)
    if due is None:
        return None
    return due, said(profiles.due(plan.profile, due) - reported, rule.unit)


def _case_studies(person: Person, own: _Own) -> list[Waiting]:
    """Case studies that were sent back, and one line for each contract year that has ended without one."""
    studies = CaseStudy.objects.filter(contract__in=seen_by(person)).order_by("id")
    names = ("uid", "contract_id", "contract__reference", "contract_year", "state")
    known = list(studies.values_list(*names)[: MOST * 100])
    back = [
        Waiting(f"Add to your case study: {contract}, contract year {year}", _of_study(uid))
        for uid, _, contract, year, state in known
        if state == "returned"
    ]
    return back + _to_write(own, {(contract_id, year) for _, contract_id, _, year, _ in known})


def _to_write(own: _Own, here: set[tuple[int, int]]) -> list[Waiting]:
    today = business_today()
    found = []
    for row in own.owing:
        for slot in slots(term_of(row), Band.MANDATORY, due_days=own.due_days):
            if slot.year.ends_on < today and (row.id, slot.number) not in here:
                address = reverse("case-study-write", kwargs={"reference": row.reference})
                text = f"Write the case study of contract year {slot.number}: {row.reference}"
                late = max((today - slot.due_on).days, 0)
                found.append(Waiting(text, f"{address}?year={slot.number}", slot.due_on, late))
    return found
