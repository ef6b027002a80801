"""Reads about contracts: the list, one contract, its ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from socialvalue.delivery import rules
from socialvalue.delivery.ledgers import commitments_of, name_of, term_of
from socialvalue.delivery.models import Commitment, Contract, Delivery, Party
from socialvalue.delivery.queries.mandatory import mandatory
from socialvalue.delivery.rules import Moment, Position, Term
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.planning.models import Determination
from socialvalue.policy.queries import policy_of

MOST = 500  # rows of one contract on a page


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list, as they stand in the address. Empty: not filtered."""

    text: str = ""
    stage: str = ""  # running, not-started, ended, ended-early, unknown
    with_commitments: str = ""  # yes, no
    waiting: str = ""  # yes: deliveries wait for a decision
    mandatory: str = ""  # yes: those that count to the coverage and owe case studies


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One line of the list. Money is £ including VAT."""

    reference: str
    title: str
    lead: str
    starts_on: date | None
    ends_on: date | None
    value_inc_vat: Decimal | None
    terminated_on: date | None
    commitments: bool


ORDERS = {
    "title": ("title", "id"),
    "lead": ("lead_name", "id"),
    "starts": ("starts_on", "id"),
    "ends": ("ends_on", "id"),
    "value": ("value_inc_vat", "id"),
}
COLUMNS = (
    "reference", "title", "lead_name", "starts_on", "ends_on", "value_inc_vat", "terminated_on", "has_commitments",
)  # fmt: skip
EXPORTED = {
    "Reference": "reference",
    "Title": "title",
    "Lead supplier": "lead_name",
    "Starts on": "starts_on",
    "Ends on": "ends_on",
    "Ended early on": "terminated_on",
    "Value inc. VAT (£)": "value_inc_vat",
    "Value without VAT (£)": "value_net",
    "Has commitments": "has_commitments",
    "Procurement": "procurement__reference",
}


def seen_by(person: Person) -> QuerySet[Contract]:
    """The contracts of the authorities for which this person may look at all; of others a supplier's own only."""
    all_of = Q(authority_id__in=authorities_for(person, "contract:view"))
    if own_of := authorities_for(person, "contract:view", relation="party"):
        own = Party.objects.filter(contract=OuterRef("pk"), organisation_id=person.organisation_id or 0)
        return Contract.objects.filter(all_of | Q(authority_id__in=own_of) & Exists(own))
    return Contract.objects.filter(all_of)


def _matching(person: Person, wanted: Wanted) -> QuerySet[Contract]:
    lead = Party.objects.filter(contract=OuterRef("pk"), part=Party.Part.LEAD)
    seen = mandatory(seen_by(person)) if wanted.mandatory else seen_by(person)
    rows = seen.annotate(
        lead_name=lead.values("organisation__name")[:1],
        has_commitments=Exists(Commitment.objects.filter(contract=OuterRef("pk"))),
    )
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(reference__icontains=word) | Q(lead_name__icontains=word)
        )
    if wanted.stage:
        rows = rows.filter(at_stage(wanted.stage))
    if wanted.with_commitments:
        rows = rows.filter(has_commitments=wanted.with_commitments == "yes")
    if wanted.waiting:
        rows = rows.filter(
            Exists(Delivery.objects.filter(commitment__contract=OuterRef("pk"), state="reported"))
        )
    return rows


def at_stage(stage: str) -> Q:
    """The contracts that are so far today: running, not started, ended, ended early, of unknown days."""
    today = business_today()
    early = Q(terminated_on__lte=today)
    known = Q(starts_on__isnull=False, ends_on__isnull=False)
    return {
        "running": known & Q(starts_on__lte=today, ends_on__gte=today) & ~early_known(today),
        "not-started": Q(starts_on__gt=today),
        "ended": Q(ends_on__lt=today) & ~early_known(today),
        "ended-early": early,
        "unknown": ~known,
    }.get(stage, Q())


def early_known(today: date) -> Q:
    """Ended early by a day; of an empty day neither true nor unknown."""
    return Q(terminated_on__isnull=False, terminated_on__lte=today)


def count_contracts(*, person: Person, wanted: Wanted) -> int:
    """How many contracts this person may see that match (one statement)."""
    demand(person, "contract:view")
    return _matching(person, wanted).count()


def contracts(*, person: Person, wanted: Wanted, order: str, offset: int, limit: int) -> list[ContractRow]:
    """One page of the list (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "contract:view")
    rows = ordered(_matching(person, wanted), ORDERS, order)
    return [ContractRow(*row) for row in rows.values_list(*COLUMNS)[offset : offset + limit]]


def contracts_for_export(*, person: Person, wanted: Wanted, order: str) -> Iterator[tuple[Any, ...]]:
    """Every matching row, streamed in constant memory (one statement): the columns of `EXPORTED`."""
    demand(person, "contract:export")
    rows = ordered(_matching(person, wanted), ORDERS, order)
    return rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000)


@dataclass(frozen=True, slots=True)
class PartyShown:
    """An organisation's part in a contract."""

    organisation_id: int
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class ContractShown:
    """One contract with who is party to it."""

    uid: UUID
    id: int
    authority_id: int
    procurement_id: int
    reference: str
    title: str
    procurement: str
    kind: str
    band: str
    starts_on: date | None
    ends_on: date | None
    terminated_on: date | None
    termination_reason: str
    value_inc_vat: Decimal | None
    value_net: Decimal | None
    parties: tuple[PartyShown, ...]
    term: Term

    @property
    def stage(self) -> str:
        return stage_of(self.starts_on, self.ends_on, self.terminated_on)

    def relations(self, person: Person) -> frozenset[str]:
        """A person of an organisation that is party to it stands in the relation "party"."""
        own = {party.organisation_id for party in self.parties}
        return frozenset({"party"} if person.organisation_id in own else ())


def stage_of(starts_on: date | None, ends_on: date | None, terminated_on: date | None) -> str:
    """Where a contract is today."""
    today = business_today()
    if terminated_on and terminated_on <= today:
        return "ended-early"
    if starts_on and starts_on > today:
        return "not-started"
    if ends_on and ends_on < today:
        return "ended"
    return "running" if starts_on and ends_on else "unknown"


def contract(*, reference: str, person: Person, permission: str = "contract:view") -> ContractShown:
    """One contract as this person may see it (two statements). Someone else's is a 404."""
    live = Determination.objects.filter(procurement=OuterRef("procurement")).exclude(state="replaced")
    rows = Contract.objects.select_related("procurement").annotate(
        band=Subquery(live.order_by("id").values("band")[:1])
    )
    row = rows.filter(reference=reference).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    parties = Party.objects.filter(contract=row).order_by("part", "id")
    shown = ContractShown(
        uid=row.uid,
        id=row.id,
        authority_id=row.authority_id,
        procurement_id=row.procurement_id,
        reference=row.reference,
        title=row.title,
        procurement=row.procurement.reference,
        kind=row.procurement.kind,
        band=row.band or "undetermined",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        terminated_on=row.terminated_on,
        termination_reason=row.termination_reason,
        value_inc_vat=row.value_inc_vat,
        value_net=row.value_net,
        parties=tuple(
            PartyShown(*each)
            for each in parties.values_list("organisation_id", "organisation__name", "part")[:MOST]
        ),
        term=term_of(row),
    )
    demand(person, permission, shown)
    return shown


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment with its four figures at a moment; `rule` is what the ledger was asked about."""

    id: int
    number: int
    name: str
    measure: str
    title: str
    category: str
    unit: str
    place: str
    evidence: str
    answerable: str
    is_competed: bool
    position: Position
    rule: rules.Commitment


def ledger_of(contract: ContractShown, as_at: date, known_at: datetime | None = None) -> tuple[Line, ...]:
    """Every commitment of a contract as at a day, known at an instant (four statements, however many)."""
    grace = policy_of(contract.authority_id, as_at)[1].grace_days
    pairs = commitments_of(contract.id)
    positions = rules.ledger(
        [rule for _, rule in pairs], contract.term, Moment(as_at, known_at), grace_days=grace
    )
    return tuple(_line(row, rule, position) for (row, rule), position in zip(pairs, positions, strict=True))


def _line(row: Commitment, rule: rules.Commitment, position: Position) -> Line:
    return Line(
        id=row.id,
        number=row.number,
        name=name_of(row.number),
        measure=row.measure.code,
        title=row.measure.title,
        category=row.category,
        unit=row.unit,
        place=row.place,
        evidence=row.evidence,
        answerable=row.answerable.name,
        is_competed=row.offer_id is not None,
        position=position,
        rule=rule,
    )
