"""Deeds of planning: a proposed determination is confirmed as it stands, or corrected with a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held
from socialvalue.planning.actions.figures import figures_of, record_determination
from socialvalue.planning.actions.valuations import (
    MadeFrom,
    asks_the_same,
    facts_of,
    keep_valued,
    newest_worth,
    policy_today,
    value_of,
)
from socialvalue.planning.models import Determination, Procurement
from socialvalue.planning.rules import DETERMINATION, PROCUREMENT, Basis, what_changed
from socialvalue.planning.rules.worth import NOT_KNOWN, Method, Worth
from socialvalue.policy.rules import Band, Kind, Nature, Vat, determine
from socialvalue.policy.rules import Determination as Answer


def confirm_determination(*, reference: str, version: int, reason: str, by: Person) -> None:
    """Confirm the proposed determination as it stands (INC-1 to INC-4).

    `version` is the one the officer looked at: refused (409) where another has taken its place meanwhile.
    """
    with transaction.atomic():
        procurement, live = _locked(reference, version, by, "determination:confirm")
        step = DETERMINATION.step(live.state, "confirm")
        if live.band == Band.UNDETERMINED:
            raise Refusal(
                "undetermined",
                "It cannot be confirmed while something is missing. Correct it: add what is missing.",
                clause="INC-4",
                status=409,
            )
        sufficient(reason, "INC-4")
        live.state, live.why, live.made_by, live.made_at = step.becomes, reason.strip(), by.uid, instant_now()
        live.save(update_fields=["state", "why", "made_by", "made_at"])
        events.append(
            deed=step.event,
            record="procurement",
            uid=procurement.uid,
            by=by,
            clause="INC-4",
            before={"state": "proposed"},
            after={"state": step.becomes, "band": live.band, "version": live.version},
            texts={"reason": reason.strip()},
        )


def correct_determination(
    *,
    reference: str,
    version: int,
    kind: Kind,
    nature: Nature | None,
    value: Decimal | None,
    vat: Vat,
    commenced_on: date | None,
    reason: str,
    by: Person,
) -> Answer:
    """Put right what a determination was made from, and determine anew; the earlier one and its figures are kept.

    `value` is what this contract alone is worth, in pounds as `vat` says it; None keeps the newest estimate. Its parts
    stay where the figure stays, and needs that are counted together are added again. Answers the new determination.
    """
    with transaction.atomic():
        procurement, live = _locked(reference, version, by, "determination:correct")
        step = DETERMINATION.step(live.state, "correct")
        sufficient(reason, "INC-4")
        of, worth = MadeFrom(kind, nature, commenced_on), _worth(procurement, value, vat)
        valued = value_of(procurement, worth, of) if worth else NOT_KNOWN
        facts = facts_of(procurement, of, valued)
        version_row, policy = policy_today(procurement)
        answer = determine(facts, policy)
        after = Basis(kind.value, nature.value if nature else "", answer.value_inc_vat, commenced_on)
        changed = what_changed(_basis(live), after)
        if not changed and asks_the_same(live, answer):
            raise Refusal("nothing-changed", f"Nothing was changed. {_instead(live)}")
        live.state = "replaced"
        live.save(update_fields=["state"])
        if worth:
            keep_valued(procurement, worth, valued, "Entered by an officer.", by)
        made = record_determination(
            procurement, answer, facts, version_row, state=step.becomes, why=reason.strip(), by=by
        )
        procurement.kind, procurement.nature, procurement.commenced_on = (
            after.kind,
            after.nature,
            commenced_on,
        )
        procurement.save(update_fields=["kind", "nature", "commenced_on"])
        events.append(
            deed=step.event,
            record="procurement",
            uid=procurement.uid,
            by=by,
            clause="INC-4",
            before=figures_of(live),
            after=figures_of(made),
            texts={"reason": reason.strip()},
        )
    return answer


def _instead(live: Determination) -> str:
    if live.band == Band.UNDETERMINED:
        return "Enter what is missing."
    return "To agree with it as it stands, confirm it."


def _worth(procurement: Procurement, value: Decimal | None, vat: Vat) -> Worth | None:
    """The parts that stand, where their sum is the figure that was typed; else that figure as the whole, if any."""
    newest, parts = procurement.estimates.order_by("-version").first(), newest_worth(procurement)
    if (
        newest is not None
        and parts is not None
        and (value is None or (value, vat.code) == (newest.amount, newest.vat))
    ):
        return parts
    return None if value is None else Worth(Method.CONTRACT, (("The whole contract", value),), vat)


def _locked(reference: str, version: int, by: Person, permission: str) -> tuple[Procurement, Determination]:
    """The procurement and its live determination, held until the deed is done."""
    procurement = held(reference, by, permission)
    live = procurement.determinations.exclude(state="replaced").get()
    if live.version != version:
        raise Refusal(
            "changed-meanwhile",
            "This determination was changed while you were looking at it. Nothing was saved. Look at it again.",
            status=409,
        )
    return procurement, live


def move_on(*, procurement_id: int, deed: str) -> str:
    """Take a procurement to its next stage, held until the caller's transaction ends; answers the event to append.

    The deed that does this (publishing an opportunity) is another room's: it asks who may, and appends the event.
    """
    row = Procurement.objects.select_for_update().only("id", "stage").get(id=procurement_id)
    step = PROCUREMENT.step(row.stage, deed)
    row.stage = step.becomes
    row.save(update_fields=["stage"])
    return step.event


def _basis(row: Determination) -> Basis:
    return Basis(row.kind, row.nature, row.value_inc_vat, row.commenced_on)
