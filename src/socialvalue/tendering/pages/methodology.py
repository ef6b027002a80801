"""Pages of a procurement for officers: how its bids are scored, publishing it, how many bids have arrived."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request
from socialvalue.tendering import actions, queries, rules
from socialvalue.tendering.face import BASES, CONSEQUENCES, criteria_shown, publish_deed, record_page
from socialvalue.tendering.forms import Publish, Weights
from socialvalue.tendering.queries import LotShown


def methodology(request: Request, reference: str) -> HttpResponseBase:
    """How each lot is scored, both bases of the minimum, and whether it may be published."""
    ready = queries.readiness(reference=reference, person=request.person)
    return record_page(
        request,
        ready.shown,
        "tendering/methodology.html",
        "methodology",
        deed=publish_deed(request.person, ready),
        ready=ready,
        criteria={lot.number: criteria_shown(lot) for lot in ready.lots},
        may_set=may(request.person, "methodology:save", ready.shown),
        bases=BASES,
        percent=rules.percent,
    )


def view_of_bidder(request: Request, reference: str) -> HttpResponseBase:
    """What bidders will read, before it is published."""
    ready = queries.readiness(reference=reference, person=request.person)
    shown = ready.shown
    return render(
        request,
        "tendering/bidders_view.html",
        title="The bidder’s view",
        caption=f"{shown.reference} {shown.title}",
        back=Back(reverse("methodology", kwargs={"reference": reference}), "Back to the methodology"),
        lots=ready.lots,
        criteria={lot.number: criteria_shown(lot) for lot in ready.lots},
        consequences=CONSEQUENCES,
        bases=BASES,
        percent=rules.percent,
    )


def set_weights(request: Request, reference: str) -> HttpResponseBase:
    """Set the weights of a lot. A draft below the minimum is saved all the same."""
    ready = queries.readiness(reference=reference, person=request.person)
    lot = _chosen(ready.lots, request.GET.get("lot", ""))
    allowed = may(request.person, "methodology:save", ready.shown)
    if not allowed:
        messages.info(request, "The methodology is frozen since the opportunity was published.")
        return redirect("methodology", reference=reference)
    form = Weights(request.POST or None, lot=lot)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.save_methodology(
                reference=reference,
                lot=lot.number,
                social=given["social"],
                quality=given["quality"],
                share_of=rules.ShareOf(given["share_of"]),
                weights=form.weights(),
                additional=given["additional"],
                by=request.person,
            )
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(
                {"quality": "quality", "price": "quality"}.get(refusal.field or "", "social"), refusal.text
            )
        else:
            messages.success(request, f"You saved how lot {lot.number} is scored.")
            return redirect("methodology", reference=reference)
    return render(
        request,
        "tendering/weights.html",
        title=f"How lot {lot.number} is scored",
        caption=f"{reference} {ready.shown.title}",
        back=Back(reverse("methodology", kwargs={"reference": reference}), "Back to the methodology"),
        form=form,
        button="Save",
        lot=lot,
        status=422 if request.method == "POST" else None,
    )


def _chosen(lots: tuple[LotShown, ...], asked: str) -> LotShown:
    """The lot in the address; without one, the first."""
    found = next((lot for lot in lots if str(lot.number) == asked), None) if asked else lots[0]
    if found is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return found


def publish(request: Request, reference: str) -> HttpResponseBase:
    """Publish the opportunity."""
    ready = queries.readiness(reference=reference, person=request.person)
    if ready.shown.stage != "planning":
        return redirect("methodology", reference=reference)
    form = Publish(request.POST or None)
    if form.is_valid():
        given = {
            key: form.cleaned_data[key]
            for key in ("notice_reference", "notice_address", "closes_at", "starts_on", "ends_on")
        }
        try:
            actions.publish_opportunity(reference=reference, by=request.person, **given)
        except Refusal as refusal:
            if refusal.status != 422 and refusal.code != "not-publishable":
                raise
            form.add_error(refusal.field or None, refusal.text)
        else:
            messages.success(request, "You published the opportunity. The methodology is frozen.")
            return redirect("opportunity", reference=reference)
    return render(
        request,
        "tendering/publish.html",
        title="Publish the opportunity",
        caption=f"{reference} {ready.shown.title}",
        back=Back(reverse("methodology", kwargs={"reference": reference}), "Back to the methodology"),
        form=form,
        button="Publish",
        ready=ready,
        here=queries.bids_are_made_here(ready.shown.authority_id),
        status=422 if request.method == "POST" else None,
    )


def bids(request: Request, reference: str) -> HttpResponseBase:
    """How many bids have arrived; which, once they are opened."""
    found = queries.arrived(reference=reference, person=request.person)
    return record_page(
        request,
        found.shown,
        "tendering/arrived.html",
        "procurement-bids",
        found=found,
        may_open=may(request.person, "bid:view"),
    )
