"""Reads about case studies: the slots of a contract, one case study, and who owes how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear, Greatest

from socialvalue.delivery.models import CaseStudy, CaseStudyVersion, Contract, Party
from socialvalue.delivery.queries.contracts import ContractShown, seen_by
from socialvalue.delivery.queries.mandatory import mandatory
from socialvalue.delivery.rules.case_studies import SlotState, Submission, standing
from socialvalue.delivery.slots import owed
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, demand
from socialvalue.policy.queries import policy_of

YEAR: Final = 10_000  # in a day written as a number, 20280331


@dataclass(frozen=True, slots=True)
class SlotShown:
    """One case study that a contract owes, as it stands today; `uid` once it was handed in."""

    year: int
    starts_on: date
    ends_on: date
    due_on: date
    state: str  # a SlotState, or "returned" while it waits for the supplier again
    late: bool
    why: str
    uid: UUID | None

    @property
    def may_be_written(self) -> bool:
        """Whether it can be handed in today."""
        return self.state in {SlotState.NOT_DUE, SlotState.MISSING, "returned"}


def slots_of(contract: ContractShown) -> tuple[SlotShown, ...]:
    """The case studies of a contract, one for each contract year (a bounded number of statements)."""
    slots = owed(contract, band=contract.band, term=contract.term)
    studies = {each.contract_year: each for each in CaseStudy.objects.filter(contract=contract.id)[:200]}
    versions = CaseStudyVersion.objects.filter(case_study__contract=contract.id).select_related("case_study")
    handed_in = [_submission(each) for each in versions.order_by("number")[:1000]]
    today = business_today()
    found = []
    for slot in slots:
        study, stands = studies.get(slot.number), standing(slot, handed_in, today)
        state = "returned" if study is not None and study.state == "returned" else stands.state.value
        found.append(
            SlotShown(
                slot.number,
                slot.year.starts_on,
                slot.year.ends_on,
                slot.due_on,
                state,
                stands.late,
                stands.why,
                study.uid if study else None,
            )
        )
    return tuple(found)


def _submission(version: CaseStudyVersion) -> Submission:
    return Submission(
        slot=version.case_study.contract_year,
        submitted_on=version.submitted_on,
        accepted_on=version.decided_on if version.becomes == "accepted" else None,
        returned_on=version.decided_on if version.becomes == "returned" else None,
    )


@dataclass(frozen=True, slots=True)
class VersionShown:
    """The four answers as they were handed in, with the ledger's figures of that day and the decision."""

    number: int
    committed: str
    delivered: str
    who_benefited: str
    where_felt: str
    figures: Sequence[Mapping[str, str]]
    submitted_on: date
    submitted_at: datetime
    submitted_by: UUID
    on_behalf_of: str
    becomes: str
    why: str
    decided_by: UUID | None


@dataclass(frozen=True, slots=True)
class CaseStudyShown:
    """The case study of a contract year, its newest version first."""

    uid: UUID
    authority_id: int
    contract: str
    contract_title: str
    year: int
    state: str
    versions: tuple[VersionShown, ...]
    parties: frozenset[int]

    @property
    def stage(self) -> str:
        return self.state

    def relations(self, person: Person) -> frozenset[str]:
        """Who handed in the newest version is its "submitter"; who works for a party is a "party"."""
        found = {"submitter"} if person.uid == self.versions[0].submitted_by else set()
        return frozenset(found | ({"party"} if person.organisation_id in self.parties else set()))


def case_study(*, uid: UUID, person: Person, permission: str = "contract:view") -> CaseStudyShown:
    """One case study as this person may see it (three statements). Someone else's is a 404."""
    row = CaseStudy.objects.select_related("contract").filter(uid=uid).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    versions = row.versions.select_related("on_behalf_of").order_by("-number")[:100]
    parties = Party.objects.filter(contract_id=row.contract_id).values_list("organisation_id", flat=True)
    shown = CaseStudyShown(
        uid=row.uid,
        authority_id=row.authority_id,
        contract=row.contract.reference,
        contract_title=row.contract.title,
        year=row.contract_year,
        state=row.state,
        versions=tuple(_version(each) for each in versions),
        parties=frozenset(parties),
    )
    demand(person, permission, shown)
    return shown


def _version(row: CaseStudyVersion) -> VersionShown:
    return VersionShown(
        number=row.number,
        committed=row.committed,
        delivered=row.delivered,
        who_benefited=row.who_benefited,
        where_felt=row.where_felt,
        figures=row.figures,
        submitted_on=row.submitted_on,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        on_behalf_of=row.on_behalf_of.name if row.on_behalf_of else "",
        becomes=row.becomes,
        why=row.why,
        decided_by=row.decided_by,
    )


@dataclass(frozen=True, slots=True)
class CaseStudiesWanted:
    """The filters of the list, as they stand in the address. Empty: not filtered."""

    text: str = ""
    standing: str = ""  # overdue, to-decide, returned, complete


@dataclass(frozen=True, slots=True)
class OwingRow:
    """A contract with how many case studies have fallen due and how many were handed in for them."""

    reference: str
    title: str
    lead: str
    starts_on: date
    ends_on: date
    due: int
    handed_in: int
    accepted: int
    to_decide: int
    returned: int

    @property
    def missing(self) -> int:
        """How many are overdue."""
        return max(self.due - self.handed_in, 0)


OWING_ORDERS: Final = {
    "title": ("title", "id"),
    "lead": ("lead_name", "id"),
    "missing": ("missing", "id"),
    "ends": ("ends", "id"),
}
OWING: Final = (
    "reference", "title", "lead_name", "starts_on", "ends", "due", "handed_in_due", "accepted", "to_decide", "returned",
)  # fmt: skip
OWING_EXPORTED: Final = {
    "Contract": "reference",
    "Title": "title",
    "Lead supplier": "lead_name",
    "Starts on": "starts_on",
    "Ends on": "ends",
    "Fallen due": "due",
    "Handed in": "handed_in_due",
    "Accepted": "accepted",
    "To decide": "to_decide",
    "Returned": "returned",
    "Overdue": "missing",
}


def count_owing(*, person: Person, wanted: CaseStudiesWanted) -> int:
    """How many contracts owe case studies and match (three statements)."""
    demand(person, "case-study:list")
    number: int = _owing(person, wanted).count()
    return number


def owing(
    *, person: Person, wanted: CaseStudiesWanted, order: str, offset: int, limit: int
) -> list[OwingRow]:
    """One page of the contracts that owe case studies (three statements)."""
    demand(person, "case-study:list")
    rows = ordered(_owing(person, wanted), OWING_ORDERS, order)
    return [OwingRow(*row) for row in rows.values_list(*OWING)[offset : offset + limit]]


def owing_for_export(*, person: Person, wanted: CaseStudiesWanted, order: str) -> Iterator[tuple[Any, ...]]:
    """Every matching contract, streamed: the columns of `OWING_EXPORTED`."""
    demand(person, "case-study:list")
    rows = ordered(_owing(person, wanted), OWING_ORDERS, order)
    found: Iterator[tuple[Any, ...]] = rows.values_list(*OWING_EXPORTED.values()).iterator(chunk_size=2000)
    return found


def _owing(person: Person, wanted: CaseStudiesWanted) -> Any:
    rows = _counted(mandatory(seen_by(person)), _due_days(person))
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(reference__icontains=word) | Q(lead_name__icontains=word)
        )
    narrowed = {
        "overdue": Q(missing__gt=0),
        "to-decide": Q(to_decide__gt=0),
        "returned": Q(returned__gt=0),
        "complete": Q(missing=0, due__gt=0),
    }.get(wanted.standing)
    return rows.filter(narrowed) if narrowed is not None else rows


def ended_without(person: Person) -> tuple[Any, int]:
    """The contracts of this person with a contract year that has ended without a case study; the days left for one."""
    return _counted(mandatory(seen_by(person)), 0).filter(missing__gt=0), _due_days(person)


def _due_days(person: Person) -> int:
    """The pack's days between a contract year's end and its due day; of several authorities the longest."""
    return max(
        (policy_of(each, business_today())[1].case_study_due_days for each in person.authorities()), default=0
    )


def _number(name: str) -> Any:
    """A day as a number that sorts like it, 20280331: so that years can be counted in every database."""
    return ExtractYear(name) * YEAR + ExtractMonth(name) * 100 + ExtractDay(name)


def _counted(rows: QuerySet[Contract], due_days: int) -> Any:
    """How many case studies have fallen due, by the same rule as `rules.case_studies.slots`, and what came in."""
    last = business_today() - timedelta(
        days=due_days + 1
    )  # a contract year that ended by then is overdue without one
    after = last + timedelta(days=1)
    ended_years = (Value(after.year * YEAR + after.month * 100 + after.day) - F("first")) / YEAR
    started_years = (F("final") - F("first")) / YEAR + 1
    whole = {"output_field": IntegerField()}
    return (
        rows.annotate(
            lead_name=Subquery(
                Party.objects.filter(contract=OuterRef("pk"), part="lead").values("organisation__name")[:1]
            ),
            ends=Coalesce("terminated_on", "ends_on"),
        )
        .annotate(first=_number("starts_on"), final=_number("ends"))
        .annotate(
            due=Greatest(
                Case(When(ends__lte=last, then=started_years), default=ended_years, **whole), Value(0)
            )
        )
        .annotate(
            handed_in_due=_studies(
                Q(state__in=["submitted", "accepted"]), contract_year__lte=OuterRef("due")
            ),
            accepted=_studies(Q(state="accepted")),
            to_decide=_studies(Q(state="submitted")),
            returned=_studies(Q(state="returned")),
        )
        .annotate(missing=Greatest(F("due") - F("handed_in_due"), Value(0)))
    )


def _studies(which: Q, **more: Any) -> Coalesce:
    """How many case studies of a contract are such."""
    rows = CaseStudy.objects.filter(which, contract=OuterRef("pk"), **more).order_by().values("contract")
    return Coalesce(
        Subquery(rows.annotate(number=Count("id")).values("number")), Value(0), output_field=IntegerField()
    )
