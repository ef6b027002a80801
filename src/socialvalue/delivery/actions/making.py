"""A contract is made from an award: every offer of the winner becomes a commitment, and none is changed (rule 30)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from socialvalue.delivery.models import Commitment, Contract, Party, Profile, ProfileStep
from socialvalue.delivery.rules import Instalment, Term
from socialvalue.delivery.rules.words import plain
from socialvalue.evaluation import queries as evaluation_queries
from socialvalue.evaluation.queries import AwardMade, OfferWon
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand


def make_contract(
    *, procurement: str, lot: int, signed_on: date, starts_on: date, ends_on: date, by: Person
) -> str:
    """Make the contract of an awarded lot; answers its reference (TEN-3). One award makes one contract.

    Refused before the standstill has ended, and where something promised would fall due outside the contract.
    """
    award = evaluation_queries.award(reference=procurement, lot=lot)
    if award is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, "contract:make", award)
    _check_signing(award, signed_on)
    term = Term(starts_on, ends_on)
    profiles = {offer.id: _instalments(offer, term) for offer in award.offers}
    try:
        with transaction.atomic():
            made = _contract(award, signed_on, term)
            commitments = _commitments(made, award, profiles, starts_on, by)
            events.append(
                deed="contract_made",
                record="contract",
                uid=made.uid,
                by=by,
                clause="TEN-3",
                after={
                    "procurement": award.reference,
                    "lot": award.lot,
                    "signed_on": signed_on.isoformat(),
                    "starts_on": starts_on.isoformat(),
                    "ends_on": ends_on.isoformat(),
                    "commitments": commitments,
                },
            )
    except IntegrityError:
        raise Refusal(
            "contract-made", "The contract of this award is made already: look at it again.", status=409
        ) from None
    return made.reference


def _check_signing(award: AwardMade, signed_on: date) -> None:
    """Nothing is signed before the standstill has ended (rule 29), nor on a day that lies ahead."""
    first = award.may_sign_from
    if first is not None and signed_on < first:
        raise Refusal(
            "standstill-lasts",
            f"The standstill lasts until the end of {format_date(first - timedelta(days=1))}: the contract can be "
            f"signed from {format_date(first)} on.",
            field="signed_on",
        )
    if signed_on > business_today():
        raise Refusal(
            "signed-ahead", "Make the contract once it is signed: the day cannot be ahead.", field="signed_on"
        )


def _instalments(offer: OfferWon, term: Term) -> tuple[Instalment, ...]:
    """What is due by when, counted from the contract's first day; without steps all of it on the last day."""
    if not offer.steps:
        return (Instalment(term.ends_on, offer.quantity),)
    steps = tuple(Instalment(term.starts_on + timedelta(days=days), much) for days, much in offer.steps)
    late = next((step for step in steps if step.due_on > term.ends_on), None)
    if late is not None:
        raise Refusal(
            "promised-outside",
            f"“{offer.measure}” is promised by {format_date(late.due_on)}, after the last day of the contract: check "
            "its days. What was promised at tender is not changed here.",
            clause="TEN-3",
            field="ends_on",
        )
    return steps


def _contract(award: AwardMade, signed_on: date, term: Term) -> Contract:
    made = Contract.objects.create(
        authority_id=award.authority_id,
        originating_authority_id=award.authority_id,
        reference=series.take("CT", business_today().year)[0],
        procurement_id=award.procurement_id,
        decision_id=award.decision_id,
        title=award.title[:500],
        status="active",
        signed_on=signed_on,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        value_net=award.price_ex_vat,
    )
    Party.objects.create(
        contract=made, organisation_id=award.winner_id, part=Party.Part.LEAD, from_on=term.starts_on
    )
    return made


def _commitments(
    contract: Contract,
    award: AwardMade,
    profiles: dict[int, tuple[Instalment, ...]],
    starts_on: date,
    by: Person,
) -> list[dict[str, Any]]:
    """Write every commitment with its profile (three statements); answers them as the event holds them."""
    now = instant_now()
    rows = Commitment.objects.bulk_create(
        Commitment(
            authority_id=award.authority_id,
            originating_authority_id=award.authority_id,
            contract=contract,
            number=number,
            offer_id=offer.id,
            measure_id=offer.measure_id,
            category=Commitment.Category.DEFINED if offer.is_defined else Commitment.Category.ADDITIONAL,
            unit=offer.unit,
            place=offer.place,
            evidence=offer.evidence,
            answerable_id=award.winner_id,
            agreed_at=now,
            agreed_by=by.account(),
        )
        for number, offer in enumerate(award.offers, start=1)
    )
    kept = Profile.objects.bulk_create(
        Profile(commitment=row, version=1, holds_from_on=starts_on, agreed_at=now, agreed_by=by.account())
        for row in rows
    )
    ProfileStep.objects.bulk_create(
        ProfileStep(profile=profile, due_on=step.due_on, quantity=step.quantity)
        for profile, offer in zip(kept, award.offers, strict=True)
        for step in profiles[offer.id]
    )
    return [_told(row, offer, profiles[offer.id]) for row, offer in zip(rows, award.offers, strict=True)]


def _told(row: Commitment, offer: OfferWon, steps: Sequence[Instalment]) -> dict[str, Any]:
    total = sum((step.quantity for step in steps), Decimal(0))
    return {"commitment": row.number, "measure": offer.code, "committed": plain(total), "unit": row.unit}
