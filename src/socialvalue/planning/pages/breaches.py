"""Pages about breaches: the list with its counts, one of them, recording, putting right, closing (rulings 7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.forms import Form
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back, Column, Crumb, Deed, Empty
from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Person, demand, may
from socialvalue.machinery.routes import Request, address_for
from socialvalue.people.queries import names
from socialvalue.planning import actions, queries
from socialvalue.planning.face import BREACH_STATES, MISSING, breach_tag, lots_text
from socialvalue.planning.forms import BreachFilters, PlanBreach, RecordBreach, SettleBreach
from socialvalue.planning.pages.deeds import done
from socialvalue.planning.pages.exemption_deeds import owners
from socialvalue.planning.pages.telling import told_by
from socialvalue.planning.queries import BreachShown
from socialvalue.planning.rules import BREACH, Missing

COLUMNS: Final = (
    Column("breach", "Breach"),
    Column("procurement", "Procurement"),
    Column("missing", "What was missing"),
    Column("state", "State", sort=True),
    Column("found", "Found on", sort=True),
    Column("due", "To be put right by", sort=True),
)
LIST: Final = Crumb("Breaches", "/breaches")
COUNTED: Final = {state: (tag.text, f"state={state}") for state, tag in BREACH_STATES.items()}
SETTLING: Final = {  # by deed: its words as a button, what is said afterwards
    "close": ("Close the breach", "You closed the breach."),
    "dismiss": ("It was no breach", "You found that it was no breach. The record stays."),
    "reopen": ("Take it up again", "You took the breach up again."),
}


def breaches(request: Request) -> HttpResponseBase:
    """The list: filters kept in the address, 50 a page, every matching row as CSV."""
    filters = BreachFilters(request.GET)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_breaches(person=request.person, wanted=wanted),
        order="-found",
        noun="breach",
        plural="breaches",
        export=address_for(request.person, "breaches-csv"),
    )
    found = queries.breaches(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    return render(
        request,
        "planning/breaches.html",
        title="Breaches",
        crumbs=(Crumb("Home", "/"), Crumb("Breaches")),
        listing=listing,
        filters=filters,
        deeds=(
            Deed("How many, by year", reverse("breach-counts")),
            Deed("Exemptions", reverse("exemptions")),
        ),
        found=[(each, MISSING[each.missing], breach_tag(each)) for each in found],
        empty=Empty(
            "No breaches recorded",
            "What the policy asks for and was found missing after a procurement had begun is recorded here, from the "
            "page of the procurement, under “Exemption”. A breach never becomes an exemption.",
        ),
    )


def breaches_csv(request: Request) -> HttpResponseBase:
    """Every breach that matches the filters in the address, as CSV, streamed."""
    wanted = BreachFilters(request.GET).wanted()
    order = order_of(request, queries.BREACH_ORDERS, "-found")
    rows = queries.breaches_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("breaches", queries.BREACHES_EXPORTED, rows)


def breach_counts(request: Request) -> HttpResponseBase:
    """How many were found in each financial year and how far they are; each figure opens its rows."""
    return render(
        request,
        "planning/counts.html",
        title="Breaches by financial year",
        lead="Counted in the year in which they were found. Each figure opens its rows.",
        crumbs=(Crumb("Home", "/"), LIST, Crumb("By financial year")),
        caption_text="Breaches found in each financial year",
        list_at=reverse("breaches"),
        counted=COUNTED,
        headings=("Financial year", *(text for text, _ in COUNTED.values()), "All"),
        years=queries.breach_counts(person=request.person),
    )


def breach(request: Request, reference: str) -> HttpResponseBase:
    """One breach: what was missing, what is done about it, what came of it."""
    shown = queries.breach(reference=reference, person=request.person)
    people = (shown.recorded_by, shown.planned_by, shown.settled_by, shown.owner)
    deed, deeds = _deeds(request.person, shown)
    return render(
        request,
        "planning/exemption.html",
        title=f"Breach {shown.reference}",
        lead=f"{shown.procurement} {shown.title}, {lots_text(shown.lot)}",
        state=breach_tag(shown),
        crumbs=(Crumb("Home", "/"), LIST, Crumb(shown.reference)),
        deed=deed,
        deeds=deeds,
        shown=shown,
        groups=_groups(shown, names(each for each in people if each)),
        earlier=(),
        papers=(),
        may_add=False,
        conditions=(),
        summarised_by="",
    )


def _deeds(person: Person, shown: BreachShown) -> tuple[Deed | None, tuple[Deed, ...]]:
    possible, parts = BREACH.allowed(shown.stage), {"reference": shown.reference}
    because = may(person, "breach:settle", shown).because.rstrip(".")
    plan = Deed("Say what is done about it", reverse("breach-plan", kwargs=parts), because=because)
    settle = [
        Deed(text, f"{reverse('breach-settle', kwargs=parts)}?deed={name}", because=because)
        for name, (text, _) in SETTLING.items()
        if name in possible
    ]
    if shown.stage == "recorded":
        return plan, tuple(settle) if not because else ()
    others = [*settle[1:], *([plan] if "plan" in possible else [])] if not because else []
    return (settle[0] if settle else None), tuple(others)


def _groups(shown: BreachShown, who: dict[str, str]) -> list[tuple[str, list[Answer]]]:
    found = [
        Answer("What was missing", MISSING[shown.missing]),
        Answer("Clause", shown.clause),
        Answer("What was found", shown.what),
        Answer("Found on", shown.found_on),
        Answer("The procurement began on", shown.commenced_on or "Its publication"),
        Answer("Recorded by", told_by(who, shown.recorded_by, shown.recorded_at)),
    ]
    figures = [
        Answer("Policy version", shown.policy),
        Answer("Band", shown.band.capitalize()),
        Answer(
            "Estimated value, including VAT",
            "Not known" if shown.value_inc_vat is None else shown.value_inc_vat,
        ),
        Answer("Threshold", "Not known" if shown.threshold is None else shown.threshold),
    ]
    groups = [("What was found", found), ("The figures as they stood", figures)]
    if shown.remedy:
        planned = [
            Answer("What", shown.remedy),
            Answer("Who sees to it", who.get(str(shown.owner), "Someone whose account is closed")),
            Answer("Until", shown.due_on or ""),
            Answer("Said by", told_by(who, shown.planned_by, shown.planned_at)),
        ]
        groups.append(("What is done about it", planned))
    if shown.outcome:
        settled = [
            Answer("Outcome", shown.outcome),
            Answer("By", told_by(who, shown.settled_by, shown.settled_at)),
        ]
        groups.append(("What came of it", settled))
    return groups


def record_breach(request: Request, reference: str) -> HttpResponseBase:
    """Record what was missing once a procurement had begun."""
    shown = queries.procurement(reference=reference, person=request.person)
    demand(request.person, "breach:record", shown)
    lots = [(lot.number, lot.title) for lot in shown.lots]
    form = RecordBreach(request.POST or None, lots=lots, initial={"found_on": business_today()})
    made: list[str] = []

    def deed() -> None:
        given = dict(form.cleaned_data)
        lot, missing = given.pop("lot", ""), Missing(given.pop("missing"))
        made.append(
            actions.record_breach(
                reference=reference,
                lot=int(lot) if lot else None,
                missing=missing,
                by=request.person,
                **given,
            )
        )

    if done(form, deed):
        messages.success(request, "You recorded the breach. The standards team is told.")
        return redirect("breach", reference=made[0])
    back = Back(reverse("procurement-exemption", kwargs={"reference": reference}), "Back to the procurement")
    return _page(request, form, "Record a breach", f"{shown.reference} {shown.title}", back)


def plan_breach(request: Request, reference: str) -> HttpResponseBase:
    """Say what is done about a breach, by whom, until when."""
    shown = queries.breach(reference=reference, person=request.person)
    given = {"remedy": shown.remedy, "owner": str(shown.owner or ""), "due_on": shown.due_on}
    form = PlanBreach(request.POST or None, initial=given, owners=owners(shown.authority_id))
    return _deed(
        request,
        shown,
        form,
        "plan",
        lambda: actions.plan_breach(breach=reference, by=request.person, **form.cleaned_data),
        ("Say what is done about it", "It is kept. Whoever sees to it is told."),
    )


def settle_breach(request: Request, reference: str) -> HttpResponseBase:
    """Close a breach, dismiss one that was none, or take it up again: `deed` in the address says which."""
    shown = queries.breach(reference=reference, person=request.person)
    name = request.GET.get("deed", "close")
    if name not in SETTLING:
        return redirect("breach", reference=reference)
    form = SettleBreach(request.POST or None)
    return _deed(
        request,
        shown,
        form,
        name,
        lambda: actions.settle_breach(breach=reference, deed=name, by=request.person, **form.cleaned_data),
        SETTLING[name],
    )


def _deed(
    request: Request,
    shown: BreachShown,
    form: Form,
    step: str,
    deed: Callable[[], object],
    words: tuple[str, str],
) -> HttpResponseBase:
    demand(request.person, "breach:settle", shown)
    if step not in BREACH.allowed(shown.stage):
        return redirect("breach", reference=shown.reference)
    if done(form, deed):
        messages.success(request, words[1])
        return redirect("breach", reference=shown.reference)
    back = Back(reverse("breach", kwargs={"reference": shown.reference}), "Back to the breach")
    return _page(request, form, words[0], f"{shown.reference}, {shown.procurement} {shown.title}", back)


def _page(request: Request, form: Form, title: str, caption: str, back: Back) -> HttpResponseBase:
    context: dict[str, Any] = {"caption": caption, "back": back, "form": form, "button": title}
    return render(request, "planning/breach_deed.html", title=title, **context)
