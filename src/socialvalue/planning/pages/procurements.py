"""Pages of planning: the list of procurements, one procurement, confirming and correcting its determination."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back, Colour, Column, Crumb, Deed, Empty, Event, Tag
from socialvalue.foundation.calendar import format_instant
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, may
from socialvalue.machinery.routes import Request, address_for
from socialvalue.people.queries import names
from socialvalue.planning import actions, queries, sentences
from socialvalue.planning.face import LIST, tabs
from socialvalue.planning.forms import WHY_NOT, Confirm, Correct, Filters
from socialvalue.planning.models import KINDS
from socialvalue.planning.queries import DeterminationShown, NewerEstimate, ProcurementShown, Worth
from socialvalue.planning.rules import DETERMINATION, commencement_warning
from socialvalue.policy.face import band_tag
from socialvalue.policy.forms import kind_of
from socialvalue.policy.queries import policy_of
from socialvalue.policy.rules import Vat

COLUMNS: Final = (
    Column("title", "Procurement", sort=True),
    Column("buyer", "Buyer", sort=True),
    Column("value", "Value inc. VAT", sort=True, numeric=True),
    Column("band", "Social Value"),
    Column("state", "Determination"),
    Column("published", "Latest notice", sort=True),
)
STATES: Final = {
    "proposed": Tag("To confirm", Colour.YELLOW),
    "confirmed": Tag("Confirmed", Colour.GREEN),
    "corrected": Tag("Corrected", Colour.GREEN),
    "replaced": Tag("Replaced", Colour.GREY),
}
ENDED: Final = Tag("Ended", Colour.GREY)
TO_COMPLETE: Final = Tag("To complete", Colour.YELLOW)
KIND_NAMES: Final = dict(KINDS)


def procurements(request: Request) -> HttpResponseBase:
    """The list: filters kept in the address, 50 a page, every matching row as CSV."""
    filters = Filters(request.GET, sources=queries.sources)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_procurements(person=request.person, wanted=wanted),
        order="-published",
        noun="procurement",
        export=address_for(request.person, "procurements-csv"),
    )
    rows = queries.procurements(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    return render(
        request,
        "planning/procurements.html",
        title="Procurements",
        crumbs=(Crumb("Home", "/"), Crumb("Procurements")),
        listing=listing,
        filters=filters,
        deed=Deed("Start a procurement", reverse("procurement-start"))
        if may(request.person, "procurement:start")
        else None,
        found=[(row, band_tag(row.band), state_tag(row.band, row.state, row.stage)) for row in rows],
        empty=Empty(
            "No procurements yet",
            "Procurements come from the notices the council has published. Nothing is typed again. "
            "One that no notice tells of yet is started by an officer.",
            Deed("Bring in a file of notices", reverse("import-start"))
            if may(request.person, "import:start")
            else None,
        ),
    )


def state_tag(band: str, state: str, stage: str = "") -> Tag:
    """How far a determination is: one that lacks something cannot be confirmed, only completed."""
    if stage == "ended":
        return ENDED
    return TO_COMPLETE if (band, state) == ("undetermined", "proposed") else STATES[state]


def export(request: Request) -> HttpResponseBase:
    """Every procurement that matches the filters in the address, as CSV, streamed."""
    wanted = Filters(request.GET, sources=queries.sources).wanted()
    order = order_of(request, queries.ORDERS, "-published")
    rows = queries.procurements_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("procurements", queries.EXPORTED, rows)


def record_page(
    request: Request, shown: ProcurementShown, template: str, current: str, **context: Any
) -> HttpResponseBase:
    """A page of a procurement's record: its heading, crumbs and tabs."""
    return render(
        request,
        template,
        title=shown.title,
        reference=shown.reference,
        state=ENDED if shown.ended_on else band_tag(shown.determination.band),
        crumbs=(Crumb("Home", "/"), LIST, Crumb(shown.reference)),
        tabs=tabs(shown, current, request.person),
        shown=shown,
        **context,
    )


def procurement(request: Request, reference: str) -> HttpResponseBase:
    """The overview: what the policy asks, why, and what to do next."""
    shown = queries.procurement(reference=reference, person=request.person)
    live = shown.determination
    decided = [who.made_by for who in (live, *shown.earlier) if who.made_by]
    people = names([*decided, *([shown.responsible] if shown.responsible else [])])
    deed, deeds = _deeds(request.person, shown)
    return record_page(
        request,
        shown,
        "planning/procurement.html",
        "procurement",
        deed=deed,
        deeds=deeds,
        answer=live,
        decision=state_tag(live.band, live.state),
        minimum_weighting=policy_of(shown.authority_id)[1].minimum_weighting,
        figures=figures(live),
        newer=_newer(shown),
        facts=_facts(shown, people),
        states=STATES,
        kinds=KIND_NAMES,
        who=people,
        remarks=queries.open_remarks(shown.id),
        is_encouraged=live.band == "encouraged",
        inclusion=queries.inclusion(shown.id) if live.band == "encouraged" else None,
        why_not=WHY_NOT,
        may_include=may(request.person, "inclusion:record", shown),
        band_tag=band_tag,
    )


def _newer(shown: ProcurementShown) -> NewerEstimate | None:
    """Looked for only where an estimate came after the determination: an overview costs no statement more."""
    if not any(each.made_at > shown.determination.made_at for each in shown.estimates):
        return None
    return queries.newer_estimate(shown, queries.worth(shown.id))


def _deeds(person: Person, shown: ProcurementShown) -> tuple[Deed | None, tuple[Deed, ...]]:
    """The next deed as a button, the others as links, each with its reason where it is not possible."""
    live = shown.determination
    possible = DETERMINATION.allowed(live.state)
    parts = {"reference": shown.reference}
    if shown.ended_on:
        right = may(person, "procurement:reopen", shown)
        return None, (
            Deed("Take it up again", reverse("procurement-reopen", kwargs=parts), because=right.because),
        )
    right = may(person, "determination:confirm", shown)
    confirm = Deed(
        "Confirm this determination", reverse("determination-confirm", kwargs=parts), because=right.because
    )
    correct = Deed("Correct it", reverse("determination-correct", kwargs=parts), because=right.because)
    if live.band == "undetermined" and "correct" in possible:
        return Deed("Add what is missing", correct.href, because=right.because), _put_right(person, shown)
    if "confirm" in possible:
        return confirm, (correct, *_put_right(person, shown))
    return None, (correct, *_put_right(person, shown))


def _put_right(person: Person, shown: ProcurementShown) -> tuple[Deed, ...]:
    """What else can be done about it before publication, for those who may."""
    found = {
        "procurement:amend": (
            "Change its title or officer" if shown.is_typed else "Say who answers for it",
            "amend",
        ),
        "procurement:end": ("End it without a tender", "end"),
    }
    parts = {"reference": shown.reference}
    return tuple(
        Deed(text, reverse(f"procurement-{name}", kwargs=parts))
        for needs, (text, name) in found.items()
        if may(person, needs, shown)
    )


def figures(answer: DeterminationShown) -> list[Answer]:
    """The figures a determination was made with."""
    said = {True: "Yes", False: "No", None: "Not known"}
    rows = [
        ("Estimated value, including VAT", answer.value_inc_vat),
        ("Threshold", answer.threshold),
        ("Threshold in force from", answer.threshold_from_on),
        ("Notifiable below-threshold contract", said[answer.notifiable]),
        ("Social Value Act 2012 applies", said[answer.social_value_act_applies]),
        (
            "Policy version",
            f"{answer.policy}{'' if answer.policy_in_force else ' (not in force yet: indicative)'}",
        ),
    ]
    return [Answer(key, "Not known" if value is None else value) for key, value in rows]


def _facts(shown: ProcurementShown, people: dict[str, str]) -> list[Answer]:
    rows = [
        ("Who answers for it", people.get(str(shown.responsible), "Nobody yet")),
        ("Buyer", shown.buyer or "The notice names none"),
        ("Kind of contract", KIND_NAMES.get(shown.kind, "Not known")),
        ("Goods or services", shown.nature.capitalize() or "Not known"),
        ("Commenced on", shown.commenced_on or shown.commenced_by or "Not known"),
        ("Latest notice", shown.published_on or "None"),
        ("Source", "Started by an officer" if shown.is_typed else shown.source),
        ("Open Contracting ID", shown.ocid or "None"),
        ("Buyer’s reference", shown.external_reference or "None"),
        ("Legal basis as published", shown.regime or "Not stated"),
    ]
    return [Answer(key, value) for key, value in rows]


def lots(request: Request, reference: str) -> HttpResponseBase:
    """The lots and the estimates."""
    shown = queries.procurement(reference=reference, person=request.person)
    return record_page(request, shown, "planning/lots.html", "procurement-lots")


def history(request: Request, reference: str) -> HttpResponseBase:
    """What happened to this procurement, in sentences."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    past = events.history(shown.uid)
    who = names(event.actor for event in past)
    told = [
        Event(
            sentences.sentence(event, who),
            format_instant(event.at),
            because=event.texts.get("reason", "")
            if may(request.person, sentences.reason_of(event), shown)
            else "",
            changes=sentences.changes(event),
            index=event.index,
            clause=event.clause,
        )
        for event in past
    ]
    return record_page(request, shown, "planning/history.html", "procurement-history", events=told)


def confirm(request: Request, reference: str) -> HttpResponseBase:
    """Agree with the proposed determination, with a reason."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    if (
        "confirm" not in DETERMINATION.allowed(shown.determination.state)
        or shown.determination.band == "undetermined"
    ):
        return redirect("procurement", reference=reference)  # decided meanwhile, or something is missing
    form = Confirm(request.POST or None, initial={"version": shown.determination.version})
    if form.is_valid():
        actions.confirm_determination(reference=reference, by=request.person, **form.cleaned_data)
        messages.success(request, f"You confirmed that Social Value is {shown.determination.band} here.")
        return redirect("procurement", reference=reference)
    worth = queries.worth(shown.id)
    return _deed_page(request, shown, form, worth, "Confirm the determination", "Confirm")


def correct(request: Request, reference: str) -> HttpResponseBase:
    """Put right what the determination was made from, with a reason."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    worth = queries.worth(shown.id)
    form = Correct(
        request.POST or None,
        initial=_as_typed(shown.determination, worth),
        has_parts=worth is not None and bool(worth.parts),
    )
    if form.is_valid():
        kind, nature = kind_of(form.cleaned_data["kind"])
        try:
            answer = actions.correct_determination(
                reference=reference,
                version=form.cleaned_data["version"],
                kind=kind,
                nature=nature,
                value=form.cleaned_data["value"],
                vat=Vat.of(form.cleaned_data["vat"] or Vat().code),
                commenced_on=form.cleaned_data["commenced"],
                reason=form.cleaned_data["reason"],
                by=request.person,
            )
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(refusal.field, refusal.text)
        else:
            messages.success(request, f"You corrected the determination. Social Value is {answer.band} here.")
            return redirect("procurement", reference=reference)
    return _deed_page(request, shown, form, worth, "Correct the determination", "Save the correction")


def _as_typed(live: DeterminationShown, worth: Worth | None) -> dict[str, Any]:
    return {
        "version": live.version,
        "kind": live.nature if live.kind == "goods-services" else live.kind,
        "value": worth and worth.stated,  # of this contract alone: what is counted with it is added again
        "vat": worth.vat if worth and worth.stated is not None else "",
        "commenced": live.commenced_on,
    }


def _deed_page(
    request: Request,
    shown: ProcurementShown,
    form: Confirm | Correct,
    worth: Worth | None,
    title: str,
    button: str,
) -> HttpResponseBase:
    return render(
        request,
        "planning/decide.html",
        title=title,
        caption=f"{shown.reference} {shown.title}",
        back=Back(reverse("procurement", kwargs={"reference": shown.reference}), "Back to the procurement"),
        form=form,
        button=button,
        answer=shown.determination,
        figures=figures(shown.determination),
        newer=queries.newer_estimate(shown, worth),
        warning=commencement_warning(shown.determination.commenced_on, business_today()),
    )
