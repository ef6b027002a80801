"""Deeds: what a procurement is called and who answers for it is put right; one that comes to nothing is ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from socialvalue.foundation.clock import business_today
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.people.queries import holders
from socialvalue.planning.actions.doors import held
from socialvalue.planning.actions.valuations import MadeFrom, facts_of, newest_worth, propose, value_of
from socialvalue.planning.models import Exemption, Lot, Procurement
from socialvalue.planning.permissions import RESPONSIBLE
from socialvalue.planning.rules import DETERMINATION, EXEMPTION, PROCUREMENT
from socialvalue.planning.rules.worth import NOT_KNOWN

OPEN: Final = {state for state in EXEMPTION.states() if EXEMPTION.allowed(state)}  # somebody waits for it
TYPED: Final = (
    "typed"  # the source of a procurement that an officer started: its words are not those of a notice
)


@dataclass(frozen=True, slots=True)
class Called:
    """What a procurement is called, what it is for, its lots in their order, the London day on which it begins."""

    title: str
    description: str
    lots: tuple[str, ...]
    commenced_on: date | None


@transaction.atomic
def amend_procurement(*, reference: str, called: Called | None, responsible: UUID, by: Person) -> None:
    """Say who answers for it and, where no notice does, what it is called, its lots and when it begins (PRE-1).

    `called` is None for one that was read from notices: they say it. A day that changes while the determination is only
    proposed makes another proposal; once decided, the day is put right with the determination.
    """
    row = held(reference, by, "procurement:amend")
    if responsible not in {uid for uid, _ in holders(RESPONSIBLE, row.authority_id)}:
        raise Refusal("officer-unknown", "Select an officer of the list.", field="responsible")
    before = {"responsible": str(row.responsible or ""), "commenced_on": row.commenced_on}
    row.responsible, proposed = responsible, {}
    if called is not None:
        _call(row, called)
        proposed = _begin(row, called.commenced_on)
    row.save()
    after = {"responsible": str(responsible), "commenced_on": row.commenced_on}
    events.append(
        deed="procurement_amended",
        record="procurement",
        uid=row.uid,
        by=by,
        clause="PRE-1",
        before=before,
        after=proposed | after,
        texts={"title": row.title, "description": row.description, "lots": "\n".join(_lot_titles(row))},
    )


def _call(row: Procurement, called: Called) -> None:
    if row.source != TYPED:
        raise Refusal("notice-says", "Its notices say what it is called. Change it there.", field="title")
    if not called.title.strip():
        raise Refusal("title-missing", "Enter what is bought.", field="title")
    row.title, row.description = called.title.strip()[:500], called.description.strip()
    row.search_text = f"{row.reference} {row.title} {row.buyer_name}".lower()
    lots = list(row.lots.order_by("number"))
    if len(called.lots) != len(lots) or not all(each.strip() for each in called.lots):
        raise Refusal(
            "lots-differ", f"Enter one title a line for each of the {len(lots)} lots.", field="lots"
        )
    for lot, title in zip(lots, called.lots, strict=True):
        lot.title = title.strip()[:500]
    Lot.objects.bulk_update(lots, ["title"])


def _begin(row: Procurement, day: date | None) -> dict[str, object]:
    """Another day, and another proposal made from it."""
    if day == row.commenced_on:
        return {}
    live = row.determinations.exclude(state="replaced").get()
    if live.state != DETERMINATION.begins:
        raise Refusal(
            "decided-already",
            "The determination was decided with its day: have it corrected instead.",
            field="commenced",
            clause="INC-4",
        )
    row.commenced_on, row.commenced_by = day, "As planned by an officer."
    worth = newest_worth(row)
    of = replace(MadeFrom.of(live), commenced_on=day)
    return propose(row, live, facts_of(row, of, value_of(row, worth, of) if worth else NOT_KNOWN))


def _lot_titles(row: Procurement) -> Sequence[str]:
    return list(row.lots.order_by("number").values_list("title", flat=True))


@transaction.atomic
def end_procurement(*, reference: str, reason: str, by: Person) -> None:
    """End a procurement that comes to no tender, with the reason: nothing waits for it any more. It is kept (PRE-1)."""
    row = held(reference, by, "procurement:end")
    step = PROCUREMENT.step(row.stage, "end")
    because = sufficient(reason, "PRE-1")
    waits = Exemption.objects.filter(procurement=row, state__in=OPEN)
    if waits.exists():
        raise Refusal(
            "exemption-waits",
            "An exemption is being asked for here. Have it taken back or determined first.",
            clause="EXC-2",
        )
    row.ended_on, row.ended_because = business_today(), because
    _step(row, step.becomes, step.event, because, by)


@transaction.atomic
def reopen_procurement(*, reference: str, reason: str, by: Person) -> None:
    """Take up again what was ended, where it stood (PRE-1)."""
    row = held(reference, by, "procurement:reopen")
    step = PROCUREMENT.step(row.stage, "reopen")
    because = sufficient(reason, "PRE-1")
    row.ended_on, row.ended_because = None, ""
    _step(row, step.becomes, step.event, because, by)


def _step(row: Procurement, becomes: str, event: str, reason: str, by: Person) -> None:
    before, row.stage = row.stage, becomes
    row.save(update_fields=["stage", "ended_on", "ended_because"])
    events.append(
        deed=event,
        record="procurement",
        uid=row.uid,
        by=by,
        clause="PRE-1",
        before={"stage": before},
        after={"stage": becomes},
        texts={"reason": reason},
    )
