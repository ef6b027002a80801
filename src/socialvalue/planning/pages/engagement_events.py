"""Pages of engagement events: the list, one event, planning, amending, recording that it was held, who came."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back, Colour, Column, Crumb, Deed, Empty, Tag
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, authorities_for, demand, may
from socialvalue.machinery.routes import Request, address_for
from socialvalue.people.queries import organisations_like
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import Came, EventFilters, Find, PlanEvent, Withdraw
from socialvalue.planning.models import EngagementEvent
from socialvalue.planning.pages.deeds import done
from socialvalue.planning.queries import EventShown
from socialvalue.planning.rules import ENGAGEMENT_EVENT, SupplierKind

STATES: Final = {
    "planned": Tag("Planned", Colour.BLUE),
    "held": Tag("Held", Colour.GREEN),
    "cancelled": Tag("Cancelled", Colour.GREY),
}
KINDS: Final = dict(EngagementEvent.Kind.choices)
SUPPLIERS: Final = {
    SupplierKind.VCSE: "Voluntary, community or social enterprise",
    SupplierKind.SME: "Small or medium-sized business",
    SupplierKind.OTHER: "Other",
    SupplierKind.NOT_KNOWN: "Not known",
}
COLUMNS: Final = (
    Column("title", "Event", sort=True),
    Column("kind", "Kind"),
    Column("on", "Day", sort=True),
    Column("where", "Where"),
    Column("state", "State"),
    Column("organisations", "Organisations", numeric=True),
    Column("people", "People", numeric=True),
)
LIST: Final = Crumb("Market engagement", "/engagement")
PLAN: Final = "engagement:plan"


def state_tag(state: str) -> Tag:
    """The state of an event in a word."""
    return STATES[state]


def events(request: Request) -> HttpResponseBase:
    """The programme: filters kept in the address, 50 a page, every matching row as CSV."""
    filters = EventFilters(request.GET)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_events(person=request.person, wanted=wanted),
        order="-on",
        noun="event",
        export=address_for(request.person, "engagement-csv"),
    )
    found = queries.events(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    plan = Deed("Plan an event", reverse("engagement-plan")) if may(request.person, PLAN) else None
    year = FinancialYear.of(business_today()).label.replace("–", "-")
    return render(
        request,
        "planning/engagement_events.html",
        title="Market engagement",
        lead="Where the Council met suppliers before it decided what to ask, and who came.",
        crumbs=(Crumb("Home", "/"), Crumb(LIST.text)),
        listing=listing,
        filters=filters,
        deed=plan,
        deeds=(Deed("The programme of this year in figures", reverse("engagement-year", args=[year])),),
        found=[(each, state_tag(each.state)) for each in found],
        empty=Empty(
            "No events yet",
            "A market briefing, a “meet the buyer” day or one-to-one meetings: plan them here, then record who came. "
            "One event can serve several procurements.",
            plan,
        ),
    )


def events_csv(request: Request) -> HttpResponseBase:
    """Every event that matches the filters in the address, as CSV, streamed."""
    wanted = EventFilters(request.GET).wanted()
    order = order_of(request, queries.EVENT_ORDERS, "-on")
    rows = queries.events_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("market-engagement", queries.EVENTS_EXPORTED, rows)


def event(request: Request, reference: str) -> HttpResponseBase:
    """One event: what it was, what was shared, for which procurements, who came."""
    shown = queries.event(reference=reference, person=request.person)
    deed, deeds = _deeds(request.person, shown)
    return render(
        request,
        "planning/engagement_event.html",
        title=shown.title,
        reference=shown.reference,
        state=state_tag(shown.stage),
        crumbs=(Crumb("Home", "/"), LIST, Crumb(shown.reference)),
        deed=deed,
        deeds=deeds,
        shown=shown,
        answers=_answers(shown),
        suppliers=SUPPLIERS,
        may_note=may(request.person, PLAN, shown) and shown.stage == "held",
    )


def _deeds(person: Person, shown: EventShown) -> tuple[Deed | None, tuple[Deed, ...]]:
    possible, because = ENGAGEMENT_EVENT.allowed(shown.stage), may(person, PLAN, shown).because
    parts = {"reference": shown.reference}
    if "hold" in possible:
        ahead = "" if shown.takes_place_on <= business_today() else "its day has not come yet"
        held = Deed(
            "Record that it was held", reverse("engagement-held", kwargs=parts), "post", because or ahead
        )
        return held, (
            Deed("Change what is planned", reverse("engagement-amend", kwargs=parts), because=because),
            Deed("Cancel it", reverse("engagement-cancel", kwargs=parts), because=because),
        )
    if shown.stage == "held":
        return Deed(
            "Add an organisation that came", reverse("attendance-add", kwargs=parts), because=because
        ), ()
    return None, ()


def _answers(shown: EventShown) -> list[Answer]:
    shared = [
        f"The policy’s priorities, version {shown.policy}" if shown.shares_priorities else "",
        f"Analysis of need: {shown.need_version}" if shown.need_version else "",
        "Draft requirements" if shown.shares_drafts else "",
    ]
    return [
        Answer("Kind", KINDS[shown.kind]),
        Answer("Day", shown.takes_place_on),
        Answer("Where", f"Online. {shown.place}" if shown.is_online else shown.place or "Not stated"),
        Answer("What is shared", "", lines=tuple(each for each in shared if each) or ("Nothing stated",)),
        Answer("About", shown.about or "Nothing stated"),
    ]


def plan(request: Request) -> HttpResponseBase:
    """Plan an event of the engagement programme."""
    form = PlanEvent(request.POST or None, initial=_beginning(request))
    made: list[str] = []

    def deed() -> None:
        (authority_id, *_) = sorted(authorities_for(request.person, PLAN))
        made.append(
            actions.plan_event(authority_id=authority_id, occasion=form.occasion(), by=request.person)
        )

    if done(form, deed):
        messages.success(request, "You planned the event. Record here that it was held, and who came.")
        return redirect("engagement-event", reference=made[0])
    return _page(request, form, "Plan an event", "Save", Back(LIST.href, "Back to market engagement"))


def _beginning(request: Request) -> dict[str, Any]:
    """From a procurement's tab: the event serves it."""
    return {"procurements": request.GET.get("procurement", "")[:20]}


def amend(request: Request, reference: str) -> HttpResponseBase:
    """Change what is planned."""
    shown = _of(request, reference, "amend")
    if isinstance(shown, HttpResponseBase):
        return shown
    initial = {name: getattr(shown, name) for name in PlanEvent.base_fields}
    initial["procurements"] = "\n".join(each for each, _ in shown.procurements)
    form = PlanEvent(request.POST or None, initial=initial)

    def deed() -> None:
        actions.amend_event(event=reference, occasion=form.occasion(), by=request.person)

    if done(form, deed):
        messages.success(request, "You changed what is planned.")
        return redirect("engagement-event", reference=reference)
    return _page(request, form, "Change what is planned", "Save", _back(reference), shown)


def held(request: Request, reference: str) -> HttpResponseBase:
    """Record that an event was held."""
    demand(request.person, PLAN, queries.event(reference=reference, person=request.person))
    if request.method == "POST":
        try:
            actions.record_event(event=reference, by=request.person)
        except Refusal as refusal:
            messages.error(request, refusal.text)
        else:
            messages.success(request, "You recorded that it was held. Now add who came.")
    return redirect("engagement-event", reference=reference)


def cancel(request: Request, reference: str) -> HttpResponseBase:
    """Cancel an event, with a reason."""
    shown = _of(request, reference, "cancel")
    if isinstance(shown, HttpResponseBase):
        return shown
    form = Withdraw(request.POST or None)

    def deed() -> None:
        actions.cancel_event(event=reference, by=request.person, **form.cleaned_data)

    if done(form, deed):
        messages.success(request, "You cancelled the event. It stays in the programme as cancelled.")
        return redirect("engagement-event", reference=reference)
    return _page(request, form, "Cancel the event", "Cancel it", _back(reference), shown)


def add_attendance(request: Request, reference: str) -> HttpResponseBase:
    """Add an organisation that came: look for it by name, then say which it is and how many came."""
    shown = queries.event(reference=reference, person=request.person)
    demand(request.person, PLAN, shown)
    if shown.stage != "held":
        return redirect("engagement-event", reference=reference)
    typed = request.GET.get("q", "").strip()[:200]
    if not typed:
        return find_organisation(request, "Who came?", f"{shown.reference} {shown.title}", _back(reference))
    found = organisations_like(shown.authority_id, typed)
    form = Came(request.POST or None, typed=typed, found=found)

    def deed() -> None:
        people = form.cleaned_data["people"]
        actions.note_attendance(event=reference, who=form.named(), people=people, by=request.person)

    if done(form, deed):
        messages.success(request, "You added the organisation.")
        return redirect("engagement-event", reference=reference)
    return _page(request, form, "Which organisation came?", "Add it", _back(reference), shown)


def strike_attendance(request: Request, attendance: int) -> HttpResponseBase:
    """Take an organisation off the list, where it was added by mistake."""
    reference = queries.event_of(attendance)
    demand(request.person, PLAN, queries.event(reference=reference, person=request.person))
    if request.method == "POST":
        actions.strike_attendance(attendance=attendance, by=request.person)
        messages.success(request, "You took the organisation off the list.")
    return redirect("engagement-event", reference=reference)


def find_organisation(request: Request, title: str, caption: str, back: Back) -> HttpResponseBase:
    """The first step of naming an organisation: type its name. What is known here is found by it."""
    return render(
        request,
        "planning/find_organisation.html",
        title=title,
        caption=caption,
        back=back,
        form=Find(),
        button="Continue",
    )


def _of(request: Request, reference: str, step: str) -> EventShown | HttpResponseBase:
    """The event, if this deed is possible in its state; else back to it, where its state is told."""
    shown = queries.event(reference=reference, person=request.person)
    demand(request.person, PLAN, shown)
    if step not in ENGAGEMENT_EVENT.allowed(shown.stage):
        return redirect("engagement-event", reference=reference)
    return shown


def _back(reference: str) -> Back:
    return Back(reverse("engagement-event", kwargs={"reference": reference}), "Back to the event")


def _page(
    request: Request, form: Any, title: str, button: str, back: Back, shown: EventShown | None = None
) -> HttpResponseBase:
    caption = f"{shown.reference} {shown.title}" if shown else ""
    return render(
        request,
        "planning/engagement_deed.html",
        title=title,
        caption=caption,
        back=back,
        form=form,
        button=button,
    )
