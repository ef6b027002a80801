"""The panel of a lot: evaluators are appointed, declare their interests, and somebody else decides about these."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from socialvalue.evaluation import readings
from socialvalue.evaluation.actions.doors import held_seat, own_seat, sufficient, tell
from socialvalue.evaluation.models import Evaluator
from socialvalue.evaluation.readings import LotRead
from socialvalue.evaluation.rules import SEAT, Conflict
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import outbox
from socialvalue.machinery.permissions import Person, Role, demand
from socialvalue.people.queries import holders_of

SENIORS: Final = (Role.PROCUREMENT_OFFICER, Role.STANDARDS_TEAM)


def appoint_evaluator(*, reference: str, lot: int, user: UUID, by: Person) -> int:
    """Appoint somebody who holds the role of evaluator and works for no bidder; answers the id of their seat."""
    try:
        with transaction.atomic():
            found = readings.held_lot(reference=reference, lot=lot, by=by, permission="evaluator:appoint")
            email = _fit(found, user)
            made = Evaluator.objects.create(
                lot_id=found.id,
                user=user,
                state=SEAT.begins,
                appointed_at=instant_now(),
                appointed_by=by.account(),
            )
            tell(found, "evaluator_appointed", by, {"evaluator": str(user)})
            outbox.owe(
                to=email,
                subject=f"You are asked to score bids: {found.tender}",
                text=f"You were appointed as an evaluator of lot {found.number} of {found.reference}, {found.tender}.\n"
                "Sign in and open “Scoring”. Declare your interests first; then score alone.\n",
                dedupe=f"evaluator-{made.id}-appointed",
            )
    except IntegrityError:
        raise Refusal(
            "already-on-the-panel", "This person has a seat on the panel of this lot already.", field="user"
        ) from None
    return made.id


def _fit(lot: LotRead, user: UUID) -> str:
    """The address of somebody who may sit on this panel. Refuses everyone else, and a panel that has finished."""
    if lot.agreed or lot.is_awarded:
        raise Refusal(
            "panel-finished", "The marks of this lot are being agreed: the panel stays as it is.", status=409
        )
    holder = next((each for each in holders_of(Role.EVALUATOR, lot.authority_id) if each.uid == user), None)
    if holder is None:
        raise Refusal("not-an-evaluator", "Choose somebody who holds the role of evaluator.", field="user")
    if user in {
        each.uid for role in readings.who_see_prices() for each in holders_of(role, lot.authority_id)
    }:
        raise Refusal(
            "evaluator-sees-prices",
            "This person can open bids with their prices. Choose somebody who cannot.",
            field="user",
            clause="SCO-4",
        )
    if holder.organisation_id in lot.bidders:
        raise Refusal(
            "evaluator-of-a-bidder",
            "This person works for an organisation that bids for this lot.",
            field="user",
        )
    return holder.email


def declare_interests(*, seat: int, interests: str, by: Person) -> None:
    """Declare an interest in a lot, or with an empty text that there is none. An interest suspends (ruling 17)."""
    said = interests.strip()
    with transaction.atomic():
        lot, row = own_seat(seat, by, "interest:declare")
        if not lot.is_opened:
            raise Refusal(
                "bids-sealed", "Nobody knows who bids until the bids are opened: declare then.", status=409
            )
        step = SEAT.step(row.state, "declare_an_interest" if said else "declare_no_interest")
        row.state, row.interests, row.declared_at = step.becomes, said, instant_now()
        row.conflict, row.conflict_why = "", ""
        row.conflict_decided_at = row.conflict_decided_by = None
        row.save()
        tell(lot, step.event, by, {"seat": row.id, "seat_state": step.becomes})
        if said:
            _ask_seniors(lot, row, by)


def _ask_seniors(lot: LotRead, row: Evaluator, by: Person) -> None:
    """Whoever may decide is told that somebody waits; never what was declared."""
    asked = {holder.email: holder for role in SENIORS for holder in holders_of(role, lot.authority_id)}
    for email, holder in asked.items():
        if holder.uid != by.uid:
            outbox.owe(
                to=email,
                subject=f"An evaluator declared an interest: {lot.tender}",
                text=f"An evaluator of lot {lot.number} of {lot.reference} declared an interest and cannot score until "
                "somebody else has decided about it. Open the evaluation of the procurement.\n",
                dedupe=f"evaluator-{row.id}-interest-{row.declared_at}",
            )


def decide_conflict(*, seat: int, decision: Conflict, reason: str, by: Person) -> None:
    """Decide about somebody else's declared interest: none, mitigated or removed, with the reason."""
    with transaction.atomic():
        lot, row = held_seat(seat)
        demand(by, "conflict:decide", lot)
        step = SEAT.step(row.state, decision.deed)
        said = sufficient(reason)
        row.state, row.conflict, row.conflict_why = step.becomes, decision.value, said
        row.conflict_decided_at, row.conflict_decided_by = instant_now(), by.account()
        row.save()
        tell(lot, step.event, by, {"seat": row.id, "seat_state": step.becomes}, reason=said)


def release_evaluator(*, seat: int, reason: str, by: Person) -> None:
    """Release somebody who cannot go on, so that the others do not wait for them. Their marks stay unseen."""
    with transaction.atomic():
        lot, row = held_seat(seat)
        demand(by, "evaluator:appoint", lot)
        step = SEAT.step(row.state, "release")
        said = sufficient(reason)
        row.state = step.becomes
        row.save(update_fields=["state"])
        tell(lot, step.event, by, {"seat": row.id, "seat_state": step.becomes}, reason=said)
