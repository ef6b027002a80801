"""Deeds about deliveries: evidence is kept, a delivery is reported, then decided by someone who did not report it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from socialvalue.delivery.actions import mails
from socialvalue.delivery.actions.contracts import ContractDoor, locked_contract, parties_of
from socialvalue.delivery.actions.rollup import keep_cell
from socialvalue.delivery.models import Commitment, Contract, Delivery, DeliveryDecision
from socialvalue.delivery.rules import DELIVERY
from socialvalue.delivery.rules.profiles import checked
from socialvalue.delivery.rules.words import number, plain
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.references import new_uid
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, files, series
from socialvalue.machinery.models import StoredFile
from socialvalue.machinery.permissions import Person, Role, demand

LARGEST_EVIDENCE: Final = 20_000_000
BY_THE_REPORTER: Final = frozenset({"answer", "withdraw"})
TOLD: Final = {  # what the reporter is told by e-mail, and the page where they go on
    "query": ("delivery-respond", "The Council has a question about {}"),
    "reject": ("delivery", "The Council did not accept {}"),
}


def keep_evidence(*, contract: str, content: Iterable[bytes], name: str, by: Person) -> UUID:
    """Take a file of evidence in, for a delivery that is being reported; answers the file's uid."""
    with transaction.atomic():
        row = locked_contract(reference=contract, by=by, permission="delivery:report")
        kept = files.store(content, name=name, kinds=files.EVIDENCE, by=by.uid, limit=LARGEST_EVIDENCE)
        events.append(
            deed="evidence_uploaded",
            record="contract",
            uid=row.uid,
            by=by,
            clause="CON-1",
            after={"file": kept.digest, "size": kept.size},
        )
    return kept.uid


def report_delivery(
    *,
    contract: str,
    commitment: int,
    delivered_on: date,
    quantity: Decimal,
    place: str,
    what_changed: str,
    file: UUID | None,
    by: Person,
    key: UUID | None = None,
) -> str:
    """Report what was delivered of a commitment; answers the reference. An officer reports for the supplier.

    The same `key` again, as from a second click, finds the delivery that was reported with it.
    """
    with transaction.atomic():
        row = locked_contract(reference=contract, by=by, permission="delivery:report")
        if key and (known := Delivery.objects.filter(uid=key, reported_by=_uid(by)).first()):
            return known.reference
        promised = Commitment.objects.filter(contract=row, number=commitment).first()
        if promised is None:
            raise Refusal("commitment-unknown", "Choose a commitment of this contract.", field="commitment")
        _check_report(row, delivered_on, quantity, what_changed)
        made = Delivery.objects.create(
            uid=key or new_uid(),
            authority_id=row.authority_id,
            originating_authority_id=row.authority_id,
            reference=series.take("DV", business_today().year)[0],
            commitment=promised,
            delivered_on=delivered_on,
            quantity=quantity,
            place=place,
            place_quality="district" if place else "",
            what_changed=what_changed.strip(),
            file_id=_own_file(file, by),
            reported_at=instant_now(),
            reported_by=_uid(by),
            on_behalf_of_id=promised.answerable_id if _for_another(row, by) else None,
        )
        keep_cell(commitment=promised.id, delivered_on=delivered_on, place=place)
        events.append(
            deed="delivery_reported",
            record="delivery",
            uid=made.uid,
            by=by,
            clause="CON-1",
            after={
                "state": made.state,
                "contract": row.reference,
                "commitment": commitment,
                "quantity": plain(quantity),
                "unit": promised.unit,
                "delivered_on": delivered_on.isoformat(),
                "place": place,
            },
            on_behalf_of=promised.answerable.uid if made.on_behalf_of_id else None,
        )
    return made.reference


def _uid(by: Person) -> UUID:
    """Who it is: only someone with an account gets past the permission engine."""
    assert by.uid is not None  # noqa: S101  nobody else holds a role
    return by.uid


def _for_another(contract: Contract, by: Person) -> bool:
    """Whether someone who is not of the supplier reports for it (ruling 17)."""
    return not (by.holds(Role.SUPPLIER) and by.organisation_id in parties_of(contract))


def _own_file(file: UUID | None, by: Person) -> int | None:
    """The file that this very person has just added; nobody names someone else's."""
    if file is None:
        return None
    found = StoredFile.objects.filter(uid=file, stored_by=by.uid).values_list("id", flat=True).first()
    if found is None:
        raise Refusal("evidence-unknown", "Add the file of evidence again.", field="file")
    return found


def _check_report(contract: Contract, delivered_on: date, quantity: Decimal, what_changed: str) -> None:
    checked(quantity)
    if not quantity:
        raise Refusal("quantity-nothing", "Enter a number above 0.", field="quantity")
    if delivered_on > business_today():
        raise Refusal(
            "delivered-ahead",
            "Report it once it has been done: the day cannot be ahead.",
            field="delivered_on",
        )
    if contract.starts_on and delivered_on < contract.starts_on:
        raise Refusal(
            "delivered-before",
            f"The contract started on {format_date(contract.starts_on)}: what was done before does not count.",
            field="delivered_on",
        )
    if not what_changed.strip():
        raise Refusal("change-missing", "Say what changed, and for whom.", field="what_changed")
    require_no_personal_data(what_changed, "what_changed")


def decide_delivery(
    *, reference: str, deed: str, reason: str, by: Person, quantity: Decimal | None = None
) -> None:
    """Accept (a quantity of at most what was reported), query, reject or reopen a delivery, answer a query, withdraw.

    Whoever reported it answers and withdraws; everything else is for someone who did not report it (rule 33).
    """
    with transaction.atomic():
        row = Delivery.objects.select_for_update().filter(reference=reference).first()
        if row is None:
            raise Refusal("not-found", "We could not find that record.", status=404)
        contract = Contract.objects.get(id=row.commitment.contract_id)
        needed = "delivery:report" if deed in BY_THE_REPORTER else "delivery:decide"
        demand(by, needed, ContractDoor(row.authority_id, parties_of(contract), row.reported_by, row.state))
        step = DELIVERY.step(row.state, deed)
        said = sufficient(reason, "CON-1")
        require_no_personal_data(said, "reason")
        accepted = _accepted(row, quantity) if deed == "accept" else None
        before = {"state": row.state}
        _keep_decision(row, step.becomes, accepted, said, by)
        keep_cell(commitment=row.commitment_id, delivered_on=row.delivered_on, place=row.place)
        receipt = events.append(
            deed=step.event,
            record="delivery",
            uid=row.uid,
            by=by,
            clause="CON-1",
            before=before,
            after={
                "state": step.becomes,
                "unit": row.commitment.unit,
                **({} if accepted is None else {"accepted": plain(accepted)}),
            },
            texts={"reason": said},
        )
        if told := _told(deed, row, accepted):
            page, subject = told
            mails.to_person(
                uid=row.reported_by,
                subject=subject.format(row.reference),
                text=f"About what you reported for {contract.reference}:\n\n{said}",
                path=reverse(page, kwargs={"reference": row.reference}),
                occasion=f"delivery:{row.uid}:{receipt.index}",
            )


def _told(deed: str, row: Delivery, accepted: Decimal | None) -> tuple[str, str] | None:
    """What the reporter is told of a decision: nothing where all of it was accepted."""
    if accepted is not None and accepted < row.quantity:
        return "delivery", "The Council accepted a part of {}"
    return TOLD.get(deed)


def _accepted(row: Delivery, quantity: Decimal | None) -> Decimal:
    """How much is accepted: all of it, unless less is said; never more."""
    accepted = row.quantity if quantity is None else quantity
    checked(accepted)
    if accepted > row.quantity:
        raise Refusal(
            "accepted-above-reported",
            f"No more can be accepted than was reported: {number(row.quantity)}.",
            field="quantity",
        )
    return accepted


def _keep_decision(row: Delivery, becomes: str, accepted: Decimal | None, why: str, by: Person) -> None:
    """Every decision is kept in a row of its own; the delivery shows the last one."""
    now = instant_now()
    DeliveryDecision.objects.create(
        delivery=row,
        number=row.decisions.count() + 1,
        becomes=becomes,
        quantity=accepted,
        why=why,
        decided_at=now,
        decided_by=_uid(by),
    )
    row.state, row.accepted_quantity, row.why = becomes, accepted, why
    row.decided_at, row.decided_by = now, by.uid
    row.save(update_fields=["state", "accepted_quantity", "why", "decided_at", "decided_by"])
