"""Pages about exemptions: a procurement's tab, the register, one exemption, and the deeds about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.forms import Form
from socialvalue.design.listing import Listing
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back, Colour, Column, Crumb, Deed, Empty, Tag
from socialvalue.foundation.calendar import format_instant
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand, may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import names
from socialvalue.planning import actions, queries
from socialvalue.planning.face import percent
from socialvalue.planning.forms import Decide, ExemptionFilters, RequestExemption, Screen, Withdraw
from socialvalue.planning.models import Exemption
from socialvalue.planning.pages.procurements import record_page
from socialvalue.planning.queries import ExemptionShown, ProcurementShown
from socialvalue.planning.rules import EXEMPTION, ExemptionKind, Ground, check_in_time
from socialvalue.policy.queries import policy_of

STATES: Final = {
    "requested": Tag("To review", Colour.YELLOW),
    "returned": Tag("Returned", Colour.ORANGE),
    "with-management": Tag("To determine", Colour.YELLOW),
    "granted": Tag("Granted", Colour.GREEN),
    "refused": Tag("Refused", Colour.RED),
    "withdrawn": Tag("Withdrawn", Colour.GREY),
}
ENDED: Final = Tag("Ended", Colour.GREY)
KINDS: Final = dict(Exemption.Kind.choices)
GROUNDS: Final = dict(Exemption.Ground.choices)
COLUMNS: Final = (
    Column("exemption", "Exemption"),
    Column("procurement", "Procurement"),
    Column("kind", "What is asked for"),
    Column("state", "State", sort=True),
    Column("requested", "Asked for", sort=True),
    Column("expires", "Last day", sort=True),
)


def state_tag(shown: ExemptionShown) -> Tag:
    """The state in a word; a granted one whose last day has passed has ended."""
    over = shown.state == "granted" and shown.expires_on is not None and shown.expires_on < business_today()
    return ENDED if over else STATES[shown.state]


def kind_text(shown: ExemptionShown) -> str:
    """What is asked for, with the weight where one is stated."""
    return KINDS[shown.kind] if shown.lowest is None else f"{KINDS[shown.kind]}: {percent(shown.lowest)}"


def exemptions(request: Request) -> HttpResponseBase:
    """The register: filters kept in the address, 50 a page, every matching row as CSV."""
    filters = ExemptionFilters(request.GET)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_exemptions(person=request.person, wanted=wanted),
        order="requested",
        noun="exemption",
        export=reverse("exemptions-csv"),
    )
    found = queries.exemptions(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    return render(
        request,
        "planning/exemptions.html",
        title="Exemptions",
        crumbs=(Crumb("Home", "/"), Crumb("Exemptions")),
        listing=listing,
        filters=filters,
        found=[(each, kind_text(each), state_tag(each)) for each in found],
        empty=Empty(
            "No exemptions yet",
            "An officer asks for one on the page of a procurement, under “Exemption”. "
            "The requests and what was determined are kept here.",
        ),
    )


def exemptions_csv(request: Request) -> HttpResponseBase:
    """Every exemption that matches the filters in the address, as CSV, streamed."""
    wanted = ExemptionFilters(request.GET).wanted()
    asked = request.GET.get("sort", "")
    order = asked if asked.removeprefix("-") in queries.EXEMPTION_ORDERS else "requested"
    rows = queries.exemptions_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("exemptions", queries.EXEMPTIONS_EXPORTED, rows)


def procurement_exemption(request: Request, reference: str) -> HttpResponseBase:
    """The Exemption tab: what was asked for and determined here, and asking for one."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "exemption:view", shown)
    return record_page(
        request,
        shown,
        "planning/exemption_tab.html",
        "procurement-exemption",
        deed=_asking(request.person, shown),
        found=[
            (each, kind_text(each), state_tag(each), GROUNDS[each.ground])
            for each in queries.exemptions_of(shown.id)
        ],
        minimum=percent(policy_of(shown.authority_id)[1].minimum_weighting),
        band=shown.determination.band,
    )


def _asking(person: Person, shown: ProcurementShown) -> Deed:
    because = may(person, "exemption:request", shown).because
    if not because:
        try:
            check_in_time(shown.commenced_on, business_today())
        except Refusal as refusal:
            because = refusal.text[:1].lower() + refusal.text[1:].rstrip(".")
    return Deed(
        "Ask for an exemption",
        reverse("exemption-request", kwargs={"reference": shown.reference}),
        because=because.rstrip("."),
    )


def ask(request: Request, reference: str) -> HttpResponseBase:
    """Ask for an exemption of a procurement or one of its lots (EXC-1)."""
    shown = queries.procurement(reference=reference, person=request.person)
    demand(request.person, "exemption:request", shown)
    form = RequestExemption(request.POST or None, lots=[(lot.number, lot.title) for lot in shown.lots])
    made: list[str] = []

    def deed() -> None:
        lot = form.cleaned_data.get("lot", "")
        made.append(
            actions.request_exemption(
                reference=reference, lot=int(lot) if lot else None, by=request.person, **_asked(form)
            )
        )

    if _done(form, deed):
        messages.success(request, "You asked for the exemption. The rule stands until it is granted.")
        return redirect("exemption", reference=made[0])
    back = Back(reverse("procurement-exemption", kwargs={"reference": reference}), "Back to the procurement")
    caption = f"{shown.reference} {shown.title}"
    return _page(request, form, "Ask for an exemption", "Ask for it", caption, back, shown.authority_id)


def _asked(form: Form) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "kind": ExemptionKind(given["kind"]),
        "lowest": given["lowest"],
        "ground": Ground(given["ground"]),
        "justification": given["justification"],
    }


def exemption(request: Request, reference: str) -> HttpResponseBase:
    """One exemption: what was asked for, reviewed and determined, by whom and why."""
    shown = queries.exemption(reference=reference, person=request.person)
    people = [who for who in (shown.requested_by, shown.screened_by, shown.decided_by) if who]
    deed, deeds = _deeds(request.person, shown)
    return render(
        request,
        "planning/exemption.html",
        title=f"Exemption {shown.reference}",
        lead=f"{shown.procurement} {shown.title}, {_lots(shown)}",
        state=state_tag(shown),
        crumbs=(Crumb("Home", "/"), Crumb("Exemptions", reverse("exemptions")), Crumb(shown.reference)),
        deed=deed,
        deeds=deeds,
        shown=shown,
        groups=_groups(shown, names(people)),
    )


def _lots(shown: ExemptionShown) -> str:
    return "all lots" if shown.lot is None else f"lot {shown.lot}"


def _deeds(person: Person, shown: ExemptionShown) -> tuple[Deed | None, tuple[Deed, ...]]:
    """The next deed as a button, with its reason where this person may not do it; the others as links."""
    possible = EXEMPTION.allowed(shown.state)
    next_ones = (
        ("forward", "Review the request", "exemption-screen", "exemption:screen"),
        ("grant", "Determine the exemption", "exemption-decide", "exemption:decide"),
        ("request", "Ask again", "exemption-again", "exemption:request"),
    )
    parts = {"reference": shown.reference}
    found = [
        Deed(text, reverse(name, kwargs=parts), because=may(person, needs, shown).because.rstrip("."))
        for deed, text, name, needs in next_ones
        if deed in possible
    ]
    right = may(person, "exemption:request", shown)
    back = Deed("Take the request back", reverse("exemption-withdraw", kwargs=parts))
    others = (back,) if right and "withdraw" in possible else ()
    return (found[0] if found else None), others


def _groups(shown: ExemptionShown, who: dict[str, str]) -> list[tuple[str, list[Answer]]]:
    def by(uid: object, at: Any) -> str:
        return f"{who.get(str(uid), 'Someone whose account is closed')}, {format_instant(at)}"

    asked = [
        Answer("What is asked for", kind_text(shown)),
        Answer("Ground", GROUNDS[shown.ground]),
        Answer("Why", shown.justification),
        Answer("Asked by", by(shown.requested_by, shown.requested_at)),
    ]
    groups = [("The request", asked)]
    if shown.screened_at:
        reviewed = [
            Answer("View", shown.view),
            Answer("Reviewed by", by(shown.screened_by, shown.screened_at)),
        ]
        groups.append(("The review", reviewed))
    if shown.decided_at:
        decided = [
            Answer("Determined", STATES[shown.state].text),
            Answer("Reason", shown.reason),
            Answer("Determined by", by(shown.decided_by, shown.decided_at)),
        ]
        if shown.state == "granted":
            decided += [
                Answer("Conditions", shown.conditions or "None"),
                Answer("Counts until", shown.expires_on or "It has no end"),
            ]
        groups.append(("The determination", decided))
    elif shown.state == "withdrawn":
        groups.append(("Taken back", [Answer("Reason", shown.reason)]))
    return groups


def again(request: Request, reference: str) -> HttpResponseBase:
    """Ask again for what was returned."""
    initial = queries.exemption(reference=reference, person=request.person)
    given = {
        "kind": initial.kind,
        "lowest": initial.lowest,
        "ground": initial.ground,
        "justification": initial.justification,
    }
    form = RequestExemption(request.POST or None, initial=given, lots=())

    def deed() -> None:
        actions.request_again(exemption=reference, by=request.person, **_asked(form))

    return _deed(
        request,
        reference,
        "request",
        "exemption:request",
        form,
        deed,
        "Ask again",
        "You asked again. The standards team is told.",
    )


def screen(request: Request, reference: str) -> HttpResponseBase:
    """Review a request: pass it on with a view, or return it (EXC-2)."""
    form = Screen(request.POST or None)

    def deed() -> None:
        actions.screen_exemption(exemption=reference, by=request.person, **form.cleaned_data)

    return _deed(
        request,
        reference,
        "forward",
        "exemption:screen",
        form,
        deed,
        "Review the request",
        "You reviewed the request. Whoever has to act next is told.",
    )


def decide(request: Request, reference: str) -> HttpResponseBase:
    """Grant or refuse an exemption (EXC-2)."""
    form = Decide(request.POST or None)

    def deed() -> None:
        given = dict(form.cleaned_data)
        granted = given.pop("granted")
        if granted:
            actions.grant_exemption(exemption=reference, by=request.person, **given)
        else:
            actions.refuse_exemption(exemption=reference, by=request.person, reason=given["reason"])

    return _deed(
        request,
        reference,
        "grant",
        "exemption:decide",
        form,
        deed,
        "Determine the exemption",
        "You determined the exemption. Whoever asked for it is told.",
    )


def withdraw(request: Request, reference: str) -> HttpResponseBase:
    """Take a request back before it is determined."""
    form = Withdraw(request.POST or None)

    def deed() -> None:
        actions.withdraw_exemption(exemption=reference, by=request.person, **form.cleaned_data)

    return _deed(
        request,
        reference,
        "withdraw",
        "exemption:request",
        form,
        deed,
        "Take the request back",
        "You took the request back.",
    )


def _deed(
    request: Request,
    reference: str,
    step: str,
    needs: str,
    form: Form,
    deed: Callable[[], None],
    title: str,
    said: str,
) -> HttpResponseBase:
    """A page of one deed about an exemption. Where the deed is not possible any more, the exemption says why."""
    shown = queries.exemption(reference=reference, person=request.person)
    demand(request.person, needs, shown)
    if step not in EXEMPTION.allowed(shown.state):
        return redirect("exemption", reference=reference)
    if _done(form, deed):
        messages.success(request, said)
        return redirect("exemption", reference=reference)
    back = Back(reverse("exemption", kwargs={"reference": reference}), "Back to the exemption")
    caption = f"{shown.reference}, {shown.procurement} {shown.title}"
    groups = _groups(shown, names([shown.requested_by, *([shown.screened_by] if shown.screened_by else [])]))
    return _page(request, form, title, title, caption, back, shown.authority_id, groups=groups)


def _done(form: Form, deed: Callable[[], None]) -> bool:
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


def _page(
    request: Request,
    form: Form,
    title: str,
    button: str,
    caption: str,
    back: Back,
    authority_id: int,
    groups: Any = (),
) -> HttpResponseBase:
    return render(
        request,
        "planning/exemption_deed.html",
        title=title,
        caption=caption,
        back=back,
        form=form,
        button=button,
        groups=groups,
        minimum=percent(policy_of(authority_id)[1].minimum_weighting),
    )
