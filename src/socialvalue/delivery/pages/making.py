"""Make the contract of an awarded lot: what was promised, and the three days."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.delivery import actions
from socialvalue.delivery.forms.making import MakeContract
from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.evaluation import queries as evaluation_queries
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.planning import queries as planning_queries


def make(request: Request, reference: str) -> HttpResponseBase:
    """Show what becomes a commitment, and make the contract."""
    shown = planning_queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "contract:make", shown)
    asked = request.GET.get("lot", "1")
    lot = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    award = evaluation_queries.award(reference=reference, lot=lot)
    if award is None:
        messages.info(request, "A contract is made once the lot is awarded.")
        return redirect("evaluation", reference=reference)
    form = MakeContract(
        request.POST or None, initial={"starts_on": award.starts_on, "ends_on": award.ends_on}
    )
    if form.is_valid():
        try:
            label = actions.make_contract(
                procurement=reference, lot=lot, by=request.person, **form.cleaned_data
            )
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        else:
            messages.success(request, f"You made contract {label} with {award.winner}.")
            return redirect("contract", reference=label)
    return render(
        request,
        "delivery/make.html",
        title="Make the contract",
        caption=f"{reference} {award.title}, lot {award.lot}",
        back=Back(reverse("evaluation", kwargs={"reference": reference}), "Back to the evaluation"),
        form=form,
        button="Make the contract",
        award=award,
        amounts={offer.id: str(Quantity(offer.quantity, Unit(offer.unit))) for offer in award.offers},
        status=422 if form.is_bound and form.errors else None,
    )
