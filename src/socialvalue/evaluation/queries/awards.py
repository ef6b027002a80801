"""Awards: what a bidder may read of one (regulation 31), and what a contract is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from socialvalue.evaluation import readings
from socialvalue.evaluation.models import CriterionReason, Decision
from socialvalue.evaluation.rules import Tie
from socialvalue.foundation.calendar import ONE_DAY
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand
from socialvalue.tendering.models import Bid, Offer, OfferStep, Opportunity


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of a summary."""

    title: str
    weight: str
    points: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """A bid in a summary: its points for each criterion with the reason, and in all."""

    bidder: str
    lines: tuple[Line, ...]
    social: str
    other: str
    total: str
    price_per_point: str | None
    why_left_out: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a bidder reads about its own bid and about the winner; never about another (regulation 31)."""

    reference: str
    tender_reference: str
    tender: str
    lot: int
    won: bool
    tie: Tie | None  # what put the winner ahead of an own bid with the same total
    titles: Mapping[str, str]  # of criteria
    own: Assessed
    winner: Assessed
    social_weight: Decimal
    notice_on: date
    standstill_ends_on: date | None


@dataclass(frozen=True, slots=True)
class _Door:
    authority_id: int
    bidder_id: int
    stage: str = ""

    def relations(self, person: Person) -> frozenset[str]:
        return frozenset({"bidder"}) if person.organisation_id == self.bidder_id else frozenset()


def outcomes(bids: Collection[str]) -> dict[str, bool]:
    """Those of these bids that have a result to read, and whether they won (one statement)."""
    winner = Decision.objects.filter(lot=OuterRef("lot"), is_live=True).values("winner_id")
    rows = Bid.objects.filter(reference__in=bids, state="submitted").annotate(winner=Subquery(winner[:1]))
    found = rows.filter(winner__isnull=False).values_list("reference", "id", "winner")
    return {reference: bid == first for reference, bid, first in found}


def summary(*, reference: str, person: Person) -> Summary:
    """The result of one's own bid (six statements). A rival's, or one before the award, is a 404."""
    rows = Bid.objects.filter(reference=reference, state="submitted")
    row = rows.select_related("lot__procurement", "bidder").first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(person, "summary:view", _Door(row.authority_id, row.bidder_id))
    decision = (
        Decision.objects.filter(lot=row.lot_id, is_live=True)
        .select_related("winner__bidder", "result")
        .first()
    )
    if decision is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    scheme = readings.schemes([row.lot_id])[row.lot_id]
    reasons: dict[int, dict[int, str]] = defaultdict(dict)
    kept = CriterionReason.objects.filter(decision=decision, bid__in={row.id, decision.winner_id})
    for bid, criterion, reason in kept.values_list("bid_id", "criterion_id", "reason"):
        reasons[bid][criterion] = reason
    return Summary(
        reference=row.reference,
        tender_reference=row.lot.procurement.reference,
        tender=row.lot.procurement.title,
        lot=row.lot.number,
        won=row.id == decision.winner_id,
        tie=_tie(row, decision),
        titles={each.key: each.title for each in scheme.criteria},
        own=_assessed(row, decision, scheme, reasons[row.id]),
        winner=_assessed(decision.winner, decision, scheme, reasons[decision.winner_id]),
        social_weight=scheme.methodology.weight_percent,
        notice_on=decision.notice_on,
        standstill_ends_on=decision.standstill_ends_on,
    )


def _tie(bid: Bid, decision: Decision) -> Tie | None:
    pair = (decision.winner.reference, bid.reference)
    return next(iter(readings.result_of(decision.result).ties(among=pair)), None)


def _assessed(bid: Bid, decision: Decision, scheme: readings.Scheme, reasons: dict[int, str]) -> Assessed:
    scores = {each["supplier"]: each["criteria"] for each in decision.result.scores["scores"]}
    points = scores.get(bid.reference, {})
    total: dict[str, Any] = next((each for each in decision.totals if each["bid"] == bid.reference), {})
    left_out = {each["bid"]: each["why"] for each in decision.result.left_out}
    return Assessed(
        bid.bidder.name,
        tuple(
            Line(each.title, f"{each.rule.weight.normalize():f}", points.get(each.key, "Not scored"),
                 reasons.get(each.id, ""))
            for each in scheme.criteria
        ),
        total.get("social", ""),
        total.get("other", ""),
        total.get("total", ""),
        total.get("price_per_point"),
        left_out.get(bid.reference, ""),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfferWon:
    """An offer of the winner: what becomes a commitment, with the days from the contract's start on which it is due."""

    id: int
    measure_id: int
    measure: str
    code: str
    is_defined: bool
    quantity: Decimal
    unit: str
    place: str
    evidence: str
    steps: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True)
class AwardMade:
    """A live award as a contract is made from it (rulings 39)."""

    decision_id: int
    uid: UUID  # of the procurement
    authority_id: int
    procurement_id: int
    reference: str
    title: str
    lot: int
    winner_id: int
    winner_uid: UUID
    winner: str
    price_ex_vat: Decimal | None
    standstill_ends_on: date | None
    starts_on: date
    ends_on: date
    offers: tuple[OfferWon, ...]
    stage: str = ""

    @property
    def may_sign_from(self) -> date | None:
        """The first day on which the contract may be signed; none: at once."""
        return self.standstill_ends_on + ONE_DAY if self.standstill_ends_on else None

    def relations(self, person: Person) -> frozenset[str]:
        """Whoever works for the winner is a party to the contract that is made from it."""
        return frozenset({"party"}) if person.organisation_id == self.winner_id else frozenset()


def award(*, reference: str, lot: int) -> AwardMade | None:
    """The live award of a lot, none before it is awarded (four statements). The caller asks who may."""
    rows = Decision.objects.filter(lot__procurement__reference=reference, lot__number=lot, is_live=True)
    row = rows.select_related("lot__procurement", "winner__bidder").first()
    if row is None:
        return None
    procurement, bid = row.lot.procurement, row.winner
    dates = Opportunity.objects.get(procurement=procurement)
    return AwardMade(
        decision_id=row.id,
        uid=procurement.uid,
        authority_id=procurement.authority_id,
        procurement_id=procurement.id,
        reference=procurement.reference,
        title=row.lot.title or procurement.title,
        lot=row.lot.number,
        winner_id=bid.bidder_id,
        winner_uid=bid.bidder.uid,
        winner=bid.bidder.name,
        price_ex_vat=bid.price_ex_vat,
        standstill_ends_on=row.standstill_ends_on,
        starts_on=dates.contract_starts_on,
        ends_on=dates.contract_ends_on,
        offers=_offers_of(bid),
    )


def _offers_of(bid: Bid) -> tuple[OfferWon, ...]:
    """What was promised: an offer of nothing, and one that was left open, promises nothing."""
    rows = list(
        Offer.objects.filter(bid=bid, quantity__gt=0)
        .select_related("measure", "requirement")
        .order_by("number")
    )
    steps: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for step in OfferStep.objects.filter(offer__in=rows, quantity__gt=0).order_by("due_after_days"):
        steps[step.offer_id].append((step.due_after_days, step.quantity))
    return tuple(
        OfferWon(
            id=row.id,
            measure_id=row.measure_id,
            measure=row.measure.title,
            code=row.measure.code,
            is_defined=row.requirement_id is not None,
            quantity=row.quantity or Decimal(0),
            unit=row.unit,
            place=row.place,
            evidence=(row.requirement.evidence if row.requirement else row.evidence) or row.measure.evidence,
            steps=tuple(steps[row.id]),
        )
        for row in rows
    )
