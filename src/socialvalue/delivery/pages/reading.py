"""Pages about contracts: the list, one contract with its ledger, its commitments, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.delivery import queries, sentences
from socialvalue.delivery.face import HOME, LIST, STAGES, STATES, tabs
from socialvalue.delivery.forms import Filters
from socialvalue.delivery.queries import ContractShown, Line
from socialvalue.delivery.rules.words import number, said
from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Column, Crumb, Deed, Empty, Event, Tag
from socialvalue.foundation.calendar import FinancialYear, format_date, format_instant, parse_date
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, may
from socialvalue.machinery.routes import Request, address_for
from socialvalue.people.queries import names

COLUMNS: Final = (
    Column("title", "Contract", sort=True),
    Column("lead", "Lead supplier", sort=True),
    Column("stage", "Stage"),
    Column("starts", "Starts", sort=True),
    Column("ends", "Ends", sort=True),
    Column("value", "Value inc. VAT", sort=True, numeric=True),
)


def contracts(request: Request) -> HttpResponseBase:
    """The list: filters kept in the address, 50 a page, every matching row as CSV for officers."""
    filters = Filters(request.GET)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_contracts(person=request.person, wanted=wanted),
        order="-ends",
        noun="contract",
        export=address_for(request.person, "contracts-csv"),
    )
    rows = queries.contracts(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    return render(
        request,
        "delivery/contracts.html",
        title="Contracts",
        crumbs=(HOME, Crumb("Contracts")),
        deeds=_other_lists(request),
        listing=listing,
        filters=filters,
        found=[
            (row, STAGES[queries.stage_of(row.starts_on, row.ends_on, row.terminated_on)]) for row in rows
        ],
        empty=Empty(
            "No contracts yet",
            "Contracts come from award notices. What was promised in each, and what is delivered, will stand here.",
        ),
    )


def _other_lists(request: Request) -> tuple[Deed, ...]:
    owing = Deed("See which contracts owe case studies", reverse("case-studies"))
    return (owing,) if may(request.person, "case-study:list") else ()


def export(request: Request) -> HttpResponseBase:
    """Every contract that matches the filters in the address, as CSV, streamed."""
    wanted = Filters(request.GET).wanted()
    order = order_of(request, queries.ORDERS, "-ends")
    rows = queries.contracts_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("contracts", queries.EXPORTED, rows)


def record(
    request: Request, shown: ContractShown, template: str, current: str, **context: Any
) -> HttpResponseBase:
    """One section of a contract's page."""
    return render(
        request,
        template,
        title=shown.title,
        reference=shown.reference,
        state=STAGES[shown.stage],
        crumbs=(HOME, LIST, Crumb(shown.reference)),
        tabs=tabs(shown, current, request.person),
        shown=shown,
        **context,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment as drawn: figures in words, its state, the small bar of verified ÷ due."""

    line: Line
    state: Tag
    committed: str
    due: str
    reported: str
    verified: str
    share: float | None
    percentage: str


def drawn(line: Line) -> Row:
    """A line of the ledger in words. The only percentage is verified ÷ due."""
    at = line.position
    share = at.percentage
    return Row(
        line,
        STATES[at.state],
        said(at.committed, at.unit),
        number(at.due),
        number(at.reported),
        number(at.verified),
        None if share is None else float(share) / 100,
        "" if share is None else f"{number(share)}% of what is due",
    )


def asked_day(request: Request) -> tuple[date, str]:
    """The day in the address, today without one; and what is wrong with it."""
    text = request.GET.get("as_at", "")
    if not text:
        return business_today(), ""
    try:
        return parse_date(text), ""
    except Refusal as refusal:
        return business_today(), refusal.text


def contract(request: Request, reference: str) -> HttpResponseBase:
    """The overview: one table of commitments with the four figures, as at a day."""
    shown = queries.contract(reference=reference, person=request.person)
    as_at, fault = asked_day(request)
    lines = queries.ledger_of(shown, as_at)
    return record(
        request,
        shown,
        "delivery/contract.html",
        "contract",
        wide=True,
        as_at=as_at,
        fault=fault,
        days=_days(as_at),
        rows=[drawn(line) for line in lines],
        kept=sum(1 for line in lines if line.position.due and not line.position.missing),
        due=sum(1 for line in lines if line.position.due),
        facts=_facts(shown, request.person),
        **deeds(request, shown, end=True),
    )


def deeds(request: Request, shown: ContractShown, *, end: bool = False) -> dict[str, Any]:
    """What this person can do with the commitments of a contract, or with the contract, next."""
    wanted = [
        ("commitment:agree", "Agree a commitment", "commitment-agree"),
        ("commitment:vary", "Vary a commitment", "commitment-vary"),
        *([("contract:terminate", "End this contract early", "contract-end")] if end else ()),
    ]
    because = "the contract ended early" if shown.terminated_on else ""
    found = [
        Deed(text, reverse(name, kwargs={"reference": shown.reference}), because=because)
        for permission, text, name in wanted
        if may(request.person, permission, shown)
    ]
    if may(request.person, "delivery:report", shown):
        found.insert(
            0, Deed("Report a delivery", reverse("delivery-report", kwargs={"reference": shown.reference}))
        )
    return {"deed": next(iter(found), None), "deeds": found[1:]}


def _days(as_at: date) -> list[tuple[str, str]]:
    """Other days worth asking for: today, the ends of this and the last financial year."""
    today = business_today()
    year = FinancialYear.of(today)
    before = FinancialYear(year.starts_on.year - 1)
    choices = {today: "today", before.ends_on: f"end of {before.label}", year.ends_on: f"end of {year.label}"}
    return [(day.isoformat(), text) for day, text in choices.items() if day != as_at]


def _facts(shown: ContractShown, person: Person) -> list[Answer]:
    value = ("Value, including VAT", shown.value_inc_vat)
    if shown.value_inc_vat is None and shown.value_net is not None:
        value = ("Value, without VAT", shown.value_net)  # as the winner's price was given
    rows: list[tuple[str, object]] = [
        ("First day", shown.starts_on or "Not known"),
        ("Last day", shown.ends_on or "Not known"),
        (value[0], "Not known" if value[1] is None else value[1]),
        ("Social Value", shown.band.capitalize()),
    ]
    if shown.terminated_on:
        rows.insert(2, ("Ended early on", f"{format_date(shown.terminated_on)}: {shown.termination_reason}"))
    back = may(person, "procurement:view") and reverse("procurement", kwargs={"reference": shown.procurement})
    facts = [Answer(key, value) for key, value in rows]
    facts.append(
        Answer("Procurement", shown.procurement, href=back or "")
    )  # back to why it was asked (PUR-1)
    return [*facts, Answer("Parties", "", lines=tuple(f"{p.name} ({p.part})" for p in shown.parties))]


def commitments(request: Request, reference: str) -> HttpResponseBase:
    """Each commitment: what is due by when, every version of it, evidence, who answers for it."""
    shown = queries.contract(reference=reference, person=request.person)
    lines = queries.ledger_of(shown, business_today())
    return record(
        request,
        shown,
        "delivery/commitments.html",
        "contract-commitments",
        rows=[drawn(line) for line in lines],
        said=said,
        places=queries.place_names(shown.authority_id),
        may_vary=bool(may(request.person, "commitment:vary", shown)) and not shown.terminated_on,
        **deeds(request, shown),
    )


def history(request: Request, reference: str) -> HttpResponseBase:
    """What happened to this contract, in sentences."""
    shown = queries.contract(reference=reference, person=request.person)
    return record(
        request, shown, "delivery/history.html", "contract-history", events=told(events.history(shown.uid))
    )


def told(past: list[events.PastEvent]) -> list[Event]:
    """Events in sentences, with who did them (one statement)."""
    who = names(event.actor for event in past)
    return [
        Event(
            sentences.sentence(event, who),
            format_instant(event.at),
            because=event.texts.get("reason", ""),
            changes=sentences.changes(event),
            index=event.index,
            clause=event.clause,
        )
        for event in past
    ]
