"""The award: check everything that bidders will read, then decide; and what each bidder reads."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.page import render
from socialvalue.design.parts import Colour, Crumb, Tag
from socialvalue.evaluation import actions, queries
from socialvalue.evaluation.face import HOME
from socialvalue.evaluation.forms import AwardForm
from socialvalue.evaluation.pages.results import rows_of, ties_of
from socialvalue.evaluation.pages.shared import done, form_page, lot_in, not_yet
from socialvalue.evaluation.rules import Stage
from socialvalue.evaluation.tie_words import tie_told
from socialvalue.foundation.calendar import format_date
from socialvalue.machinery.routes import Request

BIDS = Crumb("Your bids", "/bids")


def award(request: Request, reference: str) -> HttpResponseBase:
    """Award a lot: the order, every reason, the day of the notice, the statement of value for money."""
    found = lot_in(request, reference, "award:make")
    if found.stage is not Stage.AWARDING or found.result is None:
        return not_yet(request, reference, "A lot is awarded once its order is final.")
    order = found.order
    first = [each.bid for each in order if each.rank == 1]
    form = AwardForm(request.POST or None)

    def deed() -> None:
        actions.award_lot(
            reference=reference,
            lot=found.lot.number,
            result=number_in_form(request),
            winner=first[0] if first else "",
            by=request.person,
            **form.cleaned_data,
        )

    wants_award = "confirm" in request.POST
    if form.is_valid() and wants_award and done(form, deed):
        messages.success(
            request,
            f"You awarded lot {found.lot.number} to {found.bidder(first[0])}. Every bidder is told by e-mail.",
        )
        return redirect("evaluation", reference=reference)
    checking = form.is_valid()
    return form_page(
        request,
        found,
        "check_award.html" if checking else "award.html",
        f"Award lot {found.lot.number}" if not checking else "Check the award",
        form,
        "Award the lot" if checking else "Continue",
        order=order,
        first=first,
        rows=rows_of(found),
        ties=ties_of(found),
        reasons=queries.award_reasons(found),
        posted=[
            (name, text)
            for name, text in request.POST.items()
            if name not in ("csrfmiddlewaretoken", "result")
        ],
        shown_day=format_date(form.cleaned_data["notice_on"]) if checking else "",
        wide=True,
    )


def number_in_form(request: Request) -> int:
    """The version of the result that was looked at."""
    seen = request.POST.get("result", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0


def summary(request: Request, reference: str) -> HttpResponseBase:
    """The result of one's own bid: own scores with reasons, and the winner's."""
    found = queries.summary(reference=reference, person=request.person)
    return render(
        request,
        "evaluation/summary.html",
        title="The result of your bid",
        reference=found.reference,
        lead=f"{found.tender}, lot {found.lot}",
        state=Tag("Successful", Colour.GREEN) if found.won else Tag("Not successful"),
        crumbs=(
            HOME,
            BIDS,
            Crumb(found.reference, reverse("bid", kwargs={"reference": reference})),
            Crumb("Result"),
        ),
        found=found,
        tie=tie_told(found.tie, found.titles) if found.tie else "",
    )
