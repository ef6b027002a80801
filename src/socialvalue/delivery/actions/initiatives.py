"""Deeds about voluntary initiatives: a supplier offers, answers, takes back; the service asks, accepts, declines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from socialvalue.delivery.actions import mails
from socialvalue.delivery.models import Contract, Initiative
from socialvalue.delivery.rules.initiatives import INITIATIVE, check_when, in_words
from socialvalue.delivery.rules.words import plain
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.quantity import Quantity
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.toms import queries as toms


@dataclass(frozen=True, slots=True)
class InitiativeDoor:
    """An initiative as the permission engine sees it."""

    authority_id: int
    supplier_id: int | None
    stage: str

    def relations(self, person: Person) -> frozenset[str]:
        own = person.organisation_id is not None and person.organisation_id == self.supplier_id
        return frozenset({"supplier"}) if own else frozenset()


@transaction.atomic
def propose_initiative(
    *,
    authority_id: int,
    measure: str,
    quantity: str,
    what: str,
    place: str,
    starts_on: date,
    ends_on: date,
    contract: str,
    by: Person,
) -> str:
    """Propose something that nobody asked for (INC-3); answers its reference. Without a `contract` it is for none."""
    demand(by, "initiative:propose", InitiativeDoor(authority_id, by.organisation_id, INITIATIVE.begins))
    if by.organisation_id is None:
        raise Refusal("no-organisation", "Your account belongs to no supplier. Ask the Council.", status=409)
    step = INITIATIVE.step(INITIATIVE.begins, "start")
    counted = toms.measure(authority_id=authority_id, code=measure)
    asked = Quantity.parse(quantity, counted.unit)
    if asked.amount <= 0:
        raise Refusal("nothing-proposed", "Enter a quantity above 0.", field="quantity", clause="INC-3")
    said = in_words(what, "what")
    require_no_personal_data(said, "what")
    check_when(starts_on, ends_on, business_today())
    (label,) = series.take("VI", business_today().year)
    made = Initiative.objects.create(
        authority_id=authority_id,
        originating_authority_id=authority_id,
        reference=label,
        supplier_id=by.organisation_id,
        contract=_own_contract(contract, by),
        measure_id=counted.id,
        quantity=asked.amount,
        unit=asked.unit.value,
        place=place,
        what=said,
        starts_on=starts_on,
        ends_on=ends_on,
        state=step.becomes,
        proposed_at=instant_now(),
        proposed_by=by.account(),
    )
    _tell(made, step.event, by, "", {"reason": said})
    _tell_the_service(made, "A supplier offers something of its own accord. Accept it, decline it, or ask.")
    return label


def _own_contract(reference: str, by: Person) -> Contract | None:
    if not reference:
        return None
    own = Contract.objects.filter(parties__organisation=by.organisation_id, reference=reference)
    found = own.select_related("procurement").first()
    if found is None:
        raise Refusal("contract-unknown", "Select a contract of the list.", field="contract")
    return found


@transaction.atomic
def ask_about_initiative(*, reference: str, question: str, by: Person) -> None:
    """The service asks the supplier something before it decides."""
    row = _held(reference, by, "initiative:decide")
    row.question, row.answer = in_words(question, "text"), ""
    _step(row, "ask", by, row.question)
    _tell_the_supplier(row, "The service asks something about what you offered.")


@transaction.atomic
def answer_about_initiative(*, reference: str, answer: str, by: Person) -> None:
    """The supplier answers what the service asked."""
    row = _held(reference, by, "initiative:answer")
    row.answer = in_words(answer, "text")
    require_no_personal_data(row.answer, "text")
    _step(row, "answer", by, row.answer)
    _tell_the_service(row, "The supplier has answered what was asked.")


@transaction.atomic
def accept_initiative(*, reference: str, reason: str, by: Person) -> None:
    """The service welcomes it. It becomes no commitment and counts to nothing but itself."""
    row = _held(reference, by, "initiative:decide")
    _decided(row, reason.strip(), by)
    _step(row, "accept", by, row.reason)
    _tell_the_supplier(row, "The service accepts what you offered. Thank you.")


@transaction.atomic
def decline_initiative(*, reference: str, reason: str, by: Person) -> None:
    """The service declines it, with a reason that the supplier reads."""
    row = _held(reference, by, "initiative:decide")
    _decided(row, in_words(reason, "text"), by)
    _step(row, "decline", by, row.reason)
    _tell_the_supplier(row, "The service declines what you offered. The reason is on the page.")


@transaction.atomic
def withdraw_initiative(*, reference: str, reason: str, by: Person) -> None:
    """The supplier takes it back before it is decided."""
    row = _held(reference, by, "initiative:answer")
    row.reason = in_words(reason, "text")
    _step(row, "withdraw", by, row.reason)


def _decided(row: Initiative, reason: str, by: Person) -> None:
    row.reason, row.decided_at, row.decided_by = reason, instant_now(), by.account()


def _held(reference: str, by: Person, permission: str) -> Initiative:
    """The initiative, locked, if this person may do this to it. Someone else's is a 404."""
    row = Initiative.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, permission, InitiativeDoor(row.authority_id, row.supplier_id, row.state))
    return row


def _step(row: Initiative, deed: str, by: Person, said: str) -> None:
    before, step = row.state, INITIATIVE.step(row.state, deed)
    row.state = step.becomes
    row.save()
    _tell(row, step.event, by, before, {"reason": said} if said else {})


def _tell(row: Initiative, deed: str, by: Person, before: str, texts: dict[str, str]) -> None:
    events.append(
        deed=deed,
        record="initiative",
        uid=row.uid,
        by=by,
        clause="INC-3",
        before={"state": before} if before else None,
        after={
            "state": row.state,
            "initiative": row.reference,
            "quantity": plain(row.quantity),
            "unit": row.unit,
        },
        texts=texts,
    )


def _tell_the_service(row: Initiative, text: str) -> None:
    """To whoever answers for the contract's procurement; without one to everyone of the service who may decide."""
    responsible = row.contract.procurement.responsible if row.contract else None
    mails.to_service(
        authority_id=row.authority_id,
        responsible=responsible,
        subject=f"A voluntary initiative waits for you: {row.reference}",
        text=text,
        path=reverse("initiative", kwargs={"reference": row.reference}),
        occasion=f"initiative:{row.uid}:{row.state}:{instant_now():%Y%m%d%H%M%S%f}",
    )


def _tell_the_supplier(row: Initiative, text: str) -> None:
    mails.to_person(
        uid=row.proposed_by,
        subject=f"Your voluntary initiative {row.reference}",
        text=text,
        path=reverse("initiative", kwargs={"reference": row.reference}),
        occasion=f"initiative:{row.uid}:{row.state}:{instant_now():%Y%m%d%H%M%S%f}",
    )
