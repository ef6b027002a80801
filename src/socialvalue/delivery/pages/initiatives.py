"""Pages of voluntary initiatives: the list, one of them, proposing, deciding, answering, taking back (INC-3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.delivery import actions, queries
from socialvalue.delivery.forms import DecideInitiative, InitiativeFilters, ProposeInitiative, SayMore
from socialvalue.delivery.pages.reading import told
from socialvalue.delivery.queries import InitiativeShown
from socialvalue.delivery.rules.initiatives import INITIATIVE
from socialvalue.design.exports import csv_response
from socialvalue.design.forms import Form
from socialvalue.design.listing import Listing
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back, Colour, Column, Crumb, Deed, Empty, Tag
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, demand, may
from socialvalue.machinery.routes import Request, address_for
from socialvalue.people.queries import newest_pack_id
from socialvalue.places.queries import choosable
from socialvalue.places.queries import names as place_names
from socialvalue.toms import queries as toms

HOME: Final = Crumb("Home", "/")
LIST: Final = Crumb("Voluntary initiatives", "/initiatives")
STATES: Final = {
    "proposed": Tag("Waits for the service", Colour.YELLOW),
    "asked": Tag("Waits for the supplier", Colour.ORANGE),
    "accepted": Tag("Accepted", Colour.GREEN),
    "declined": Tag("Declined"),
    "withdrawn": Tag("Taken back"),
}
COLUMNS: Final = (
    Column("initiative", "Initiative"),
    Column("supplier", "Supplier", sort=True),
    Column("quantity", "How much"),
    Column("when", "When"),
    Column("state", "State", sort=True),
    Column("proposed", "Proposed", sort=True),
)
PROPOSE: Final = "Offer a voluntary initiative"


def initiatives(request: Request) -> HttpResponseBase:
    """The council's list, or a supplier's own: filter kept in the address, 50 a page, every row as CSV."""
    filters = InitiativeFilters(request.GET)
    states = filters.states()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_initiatives(person=request.person, states=states),
        order="-proposed",
        noun="initiative",
        export=address_for(request.person, "initiatives-csv"),
    )
    found = queries.initiatives(
        person=request.person, states=states, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    propose = (
        Deed(PROPOSE, reverse("initiative-propose")) if may(request.person, "initiative:propose") else None
    )
    return render(
        request,
        "delivery/initiatives.html",
        title="Voluntary initiatives",
        lead="What suppliers do of their own accord. It is no commitment, and counts to no coverage and no badge.",
        crumbs=(HOME, Crumb(LIST.text)),
        listing=listing,
        filters=filters,
        deed=propose if listing.total else None,
        found=[(each, STATES[each.state]) for each in found],
        empty=Empty(
            "No voluntary initiatives yet",
            "A supplier can offer something although nobody asks for it: for a contract, or for none. "
            "The service then accepts it, declines it with a reason, or asks.",
            propose,
        ),
    )


def initiatives_csv(request: Request) -> HttpResponseBase:
    """Every initiative that matches the filter in the address, as CSV, streamed."""
    states = InitiativeFilters(request.GET).states()
    rows = queries.initiatives_for_export(person=request.person, states=states)
    return csv_response("voluntary-initiatives", queries.INITIATIVES_EXPORTED, rows)


def initiative(request: Request, reference: str) -> HttpResponseBase:
    """One initiative: what is offered, what was asked and answered, and the next deed."""
    shown = queries.initiative(reference=reference, person=request.person)
    deed, deeds = _deeds(request.person, shown)
    return render(
        request,
        "delivery/initiative.html",
        title=shown.measure_title,
        reference=shown.reference,
        state=STATES[shown.state],
        crumbs=(HOME, LIST, Crumb(shown.reference)),
        deed=deed,
        deeds=deeds,
        shown=shown,
        answers=_answers(shown),
        events=told(events.history(shown.uid)),
    )


def _answers(shown: InitiativeShown) -> list[Answer]:
    rows = [
        ("What", shown.what),
        ("How much", shown.quantity),
        ("Where", place_names(shown.authority_id).get(shown.place, "Anywhere that the measure counts")),
        ("When", f"{format_date(shown.starts_on)} to {format_date(shown.ends_on)}"),
        ("Supplier", shown.supplier),
        ("Contract", shown.contract or "None"),
    ]
    more = [
        ("The service asked", shown.question),
        ("The supplier answered", shown.answer),
        ("Why it was taken back" if shown.state == "withdrawn" else "What the service said", shown.reason),
    ]
    return [Answer(key, value) for key, value in (*rows, *((key, value) for key, value in more if value))]


def _deeds(person: Person, shown: InitiativeShown) -> tuple[Deed | None, tuple[Deed, ...]]:
    """The next deed of this person as a button, the others as links."""
    possible, parts = INITIATIVE.allowed(shown.state), {"reference": shown.reference}
    found = [
        Deed(text, reverse(name, kwargs=parts))
        for step, text, name, permission in (
            ("accept", "Accept, decline or ask", "initiative-decide", "initiative:decide"),
            ("answer", "Answer the question", "initiative-answer", "initiative:answer"),
            ("withdraw", "Take it back", "initiative-withdraw", "initiative:answer"),
        )
        if step in possible and may(person, permission, shown)
    ]
    return (found[0], tuple(found[1:])) if found else (None, ())


def propose(request: Request) -> HttpResponseBase:
    """Choose what counts it; then say what, how much, where and when."""
    authority = min(of for of, _ in request.person.roles)
    code = request.GET.get("measure", "")
    if not code:
        return render(
            request,
            "delivery/initiative_measure.html",
            title=PROPOSE,
            back=Back(reverse("initiatives"), "Back to the voluntary initiatives"),
            framework=toms.framework(authority_id=authority),
        )
    measure, pack = toms.measure(authority_id=authority, code=code), newest_pack_id(authority)
    form = ProposeInitiative(
        request.POST or None,
        unit=measure.unit.plural,
        places=[(place.code, place.name) for place in choosable(pack)] if pack else [],
        contracts=queries.own_contracts(request.person),
    )
    made: list[str] = []

    def deed() -> None:
        made.append(
            actions.propose_initiative(
                authority_id=authority, measure=measure.code, by=request.person, **form.cleaned_data
            )
        )

    if _is_done(form, deed):
        messages.success(request, "You offered it. The service reads it and answers you by e-mail.")
        return redirect("initiative", reference=made[0])
    return render(
        request,
        "delivery/initiative_propose.html",
        title=measure.title,
        caption=PROPOSE,
        back=Back(reverse("initiative-propose"), "Choose something else"),
        form=form,
        button="Offer it",
        measure=measure,
    )


def decide_initiative(request: Request, reference: str) -> HttpResponseBase:
    """The service accepts, declines or asks."""
    shown = queries.initiative(reference=reference, person=request.person)
    form = DecideInitiative(request.POST or None)

    def deed() -> None:
        text, by = form.cleaned_data["text"], request.person
        match form.cleaned_data["decision"]:
            case "accept":
                actions.accept_initiative(reference=reference, reason=text, by=by)
            case "ask":
                actions.ask_about_initiative(reference=reference, question=text, by=by)
            case _:
                actions.decline_initiative(reference=reference, reason=text, by=by)

    return _deed(request, shown, "initiative:decide", form, deed, "Accept it, decline it, or ask", "accept")


def answer_initiative(request: Request, reference: str) -> HttpResponseBase:
    """The supplier answers what the service asked."""
    shown = queries.initiative(reference=reference, person=request.person)
    form = SayMore(request.POST or None)

    def deed() -> None:
        actions.answer_about_initiative(
            reference=reference, answer=form.cleaned_data["text"], by=request.person
        )

    return _deed(request, shown, "initiative:answer", form, deed, "Answer the question", "answer")


def withdraw_initiative(request: Request, reference: str) -> HttpResponseBase:
    """The supplier takes its offer back."""
    shown = queries.initiative(reference=reference, person=request.person)
    form = SayMore(request.POST or None)

    def deed() -> None:
        actions.withdraw_initiative(reference=reference, reason=form.cleaned_data["text"], by=request.person)

    return _deed(request, shown, "initiative:answer", form, deed, "Take it back", "withdraw")


def _deed(
    request: Request,
    shown: InitiativeShown,
    needs: str,
    form: Form,
    deed: Callable[[], None],
    title: str,
    step: str,
) -> HttpResponseBase:
    demand(request.person, needs, shown)
    if step not in INITIATIVE.allowed(shown.state):
        return redirect("initiative", reference=shown.reference)  # decided meanwhile
    if _is_done(form, deed):
        messages.success(request, "It is recorded, and whoever waits is told by e-mail.")
        return redirect("initiative", reference=shown.reference)
    context: dict[str, Any] = {"title": title, "form": form, "button": "Send", "shown_initiative": shown}
    return render(
        request,
        "delivery/initiative_deed.html",
        caption=f"{shown.reference} {shown.measure_title}",
        back=Back(reverse("initiative", kwargs={"reference": shown.reference}), "Back to the initiative"),
        **context,
    )


def _is_done(form: Form, deed: Callable[[], None]) -> bool:
    """Do the deed if the form allows; a refusal that the person can put right stands beside its field."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return False
    return True
