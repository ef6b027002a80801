"""The evaluation tab of a procurement, and its panel: appointing, deciding about interests, releasing."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from socialvalue.design.page import render
from socialvalue.design.parts import Crumb, Deed, Tag
from socialvalue.evaluation import actions, queries
from socialvalue.evaluation.face import DECISIONS, SAYS, SEATS, SHARED_FIRST, STAGES
from socialvalue.evaluation.forms import Appoint, Decide, Release
from socialvalue.evaluation.pages.shared import address, done, form_page, lot_in, not_yet, number_in
from socialvalue.evaluation.ports import contract_of
from socialvalue.evaluation.queries import LotStanding
from socialvalue.evaluation.readings import SeatRead
from socialvalue.evaluation.rules import Stage
from socialvalue.evaluation.tie_words import tie_said
from socialvalue.foundation.calendar import format_date, format_instant
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, may
from socialvalue.machinery.routes import Request
from socialvalue.planning.face import LIST, tabs
from socialvalue.policy.face import band_tag


@dataclass(frozen=True, slots=True)
class LotDrawn:
    """A lot of the tab: its state in words, what this person may do next there."""

    found: LotStanding
    state: Tag
    says: str
    deed: Deed | None
    contract: str
    may_appoint: bool
    may_decide: bool
    may_see_marks: bool
    may_enter: bool
    may_see_result: bool


def evaluation(request: Request, reference: str) -> HttpResponseBase:
    """Where things stand, lot by lot."""
    shown, lots = queries.standing(reference=reference, person=request.person)
    return render(
        request,
        "evaluation/evaluation.html",
        title=shown.title,
        reference=shown.reference,
        state=band_tag(shown.determination.band),
        crumbs=(Crumb("Home", "/"), LIST, Crumb(shown.reference)),
        tabs=tabs(shown, "evaluation", request.person),
        shown=shown,
        lots=[_drawn(request.person, each) for each in lots],
        seats=SEATS,
        decisions=DECISIONS,
        stages=Stage,
    )


def _drawn(person: Person, found: LotStanding) -> LotDrawn:
    lot, stage = found.lot, found.stage
    contract = contract_of(found.decision.id) if found.decision else ""
    shared = found.shared_first
    open_panel = not lot.agreed and found.decision is None
    return LotDrawn(
        found,
        SHARED_FIRST if shared else STAGES[stage],
        tie_said(shared, found.bidder, {}) if shared else _says(found, stage),
        None if shared else _next_deed(person, found, stage, contract),
        contract,
        may_appoint=open_panel and bool(may(person, "evaluator:appoint", lot)),
        may_decide=bool(may(person, "conflict:decide", lot)),
        may_see_marks=lot.all_locked and bool(found.bids) and bool(may(person, "consensus:view", lot)),
        may_enter=bool(may(person, "result:run", lot)),
        may_see_result=found.result is not None and bool(may(person, "result:view", lot)),
    )


def _says(found: LotStanding, stage: Stage) -> str:
    if stage is not Stage.SEALED:
        return SAYS[stage]
    if found.lot.opens_at is None or found.scheme is None:
        return "This lot is not published yet. Once bids have come in, they are scored here."
    return f"The bids are opened on {format_instant(found.lot.opens_at)}, UK time. Evaluators can be appointed before."


def _next_deed(person: Person, found: LotStanding, stage: Stage, contract: str) -> Deed | None:
    """The one thing to do next in this lot, if it is this person's to do."""
    lot = found.lot
    seat = lot.seat_of(person.uid)
    if stage is Stage.SCORING and seat and seat.state in ("appointed", "declared"):
        return Deed(f"Score lot {lot.number}", reverse("scoring-lot", kwargs={"seat": seat.id}))
    if stage is Stage.AWARDED:
        return None if contract else _contract_deed(person, found)
    said = {
        Stage.APPOINTING: (
            "evaluator:appoint",
            f"Appoint an evaluator for lot {lot.number}",
            "evaluator-appoint",
        ),
        Stage.AGREEING: ("consensus:agree", f"Agree the marks of lot {lot.number}", "consensus"),
        Stage.COMPUTING: ("result:run", f"Compute the result of lot {lot.number}", "result-run"),
        Stage.OTHER_PARTS: ("result:complete", "Enter price and other quality", "result-other"),
        Stage.AWARDING: ("award:make", f"Award lot {lot.number}", "award"),
    }
    if stage not in said or not may(person, said[stage][0], lot):
        return None
    _, text, name = said[stage]
    method = "post" if stage is Stage.COMPUTING else "get"
    return Deed(text, address(name, lot.reference, lot.number), method=method)


def _contract_deed(person: Person, found: LotStanding) -> Deed | None:
    """Making the contract is a deed of a higher room: it is offered where that room is there."""
    lot, decision = found.lot, found.decision
    if decision is None or not may(person, "award:make", lot):
        return None
    try:
        href = address("contract-make", lot.reference, lot.number)
    except NoReverseMatch:
        return None
    ends = decision.standstill_ends_on
    because = f"the standstill lasts until {format_date(ends)}" if ends and business_today() <= ends else ""
    return Deed(f"Make the contract of lot {lot.number}", href, because=because)


def appoint(request: Request, reference: str) -> HttpResponseBase:
    """Appoint somebody who scores."""
    found = lot_in(request, reference, "evaluator:appoint")
    if found.lot.agreed:
        return not_yet(request, reference, "The marks are being agreed: the panel stays as it is.")
    people = [(str(each.uid), each.name) for each in queries.could_sit(found.lot)]
    form = Appoint(request.POST or None, people=people)

    def deed() -> None:
        actions.appoint_evaluator(
            reference=reference, lot=found.lot.number, by=request.person, **form.cleaned_data
        )

    if form.is_valid() and done(form, deed):
        name = dict(people)[str(form.cleaned_data["user"])]
        messages.success(
            request, f"You appointed {name} for lot {found.lot.number}. They were told by e-mail."
        )
        return redirect("evaluation", reference=reference)
    return form_page(request, found, "appoint.html", "Appoint an evaluator", form, "Appoint", people=people)


def _seat(request: Request, found: LotStanding) -> SeatRead | None:
    """The seat in the address; a 404 where it is of no lot that this person may see."""
    wanted = number_in(request, "seat")
    seat = next((each for each in found.lot.seats if each.id == wanted), None)
    if seat is None and wanted is not None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return seat


def decide(request: Request, reference: str) -> HttpResponseBase:
    """Decide about somebody else's declared interest."""
    found = lot_in(request, reference, "conflict:decide")
    seat = _seat(request, found)
    if seat is None or seat.state != "suspended":
        return not_yet(request, reference, "There is no declared interest to decide about.")
    form = Decide(request.POST or None)

    def deed() -> None:
        actions.decide_conflict(seat=seat.id, by=request.person, **form.cleaned_data)

    if form.is_valid() and done(form, deed):
        messages.success(request, f"You decided about the interest of {seat.name}.")
        return redirect("evaluation", reference=reference)
    return form_page(
        request, found, "conflict.html", f"The interest of {seat.name}", form, "Decide", seat=seat
    )


def release(request: Request, reference: str) -> HttpResponseBase:
    """Release somebody who cannot go on."""
    found = lot_in(request, reference, "evaluator:appoint")
    seat = _seat(request, found)
    if seat is None or seat.state not in ("appointed", "declared"):
        return not_yet(request, reference, "Only somebody who has not locked can be released.")
    form = Release(request.POST or None)

    def deed() -> None:
        actions.release_evaluator(seat=seat.id, by=request.person, **form.cleaned_data)

    if form.is_valid() and done(form, deed):
        messages.success(request, f"You released {seat.name} from the panel.")
        return redirect("evaluation", reference=reference)
    return form_page(request, found, "form.html", f"Release {seat.name}", form, "Release")
