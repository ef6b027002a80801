"""The encouraged band: “included? If not, why” for a procurement, and how far the band is covered (INC-2)."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing
from socialvalue.design.page import render
from socialvalue.design.parts import Back, Colour, Column, Crumb, Empty, Figure, Tag
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request, address_for
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import ANSWERS, WHY_NOT, EncouragedFilters, Include
from socialvalue.planning.rules import Included, WhyNot

COLUMNS: Final = (
    Column("procurement", "Procurement"),
    Column("value", "Value inc. VAT", sort=True, numeric=True),
    Column("commenced", "Begins", sort=True),
    Column("answer", "Included?"),
    Column("why", "If not, why"),
)
TAGS: Final = {
    Included.INCLUDED: Tag("Included", Colour.GREEN),
    Included.LEFT_OUT: Tag("Not included", Colour.GREY),
    Included.NO_ANSWER: Tag("No answer", Colour.YELLOW),
}


def inclusion(request: Request, reference: str) -> HttpResponseBase:
    """Record whether Social Value is included where the policy encourages it, and if not, why."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "inclusion:record", shown)
    last = queries.inclusion(shown.id)
    initial = (
        {"is_included": last.is_included, "reason": last.reason, "sentence": last.sentence} if last else {}
    )
    form = Include(request.POST or None, initial=initial)
    if form.is_valid():
        why = form.cleaned_data["reason"]
        given = form.cleaned_data | {"reason": WhyNot(why) if why else None}
        try:
            actions.record_inclusion(reference=reference, by=request.person, **given)
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(refusal.field, refusal.text)
        else:
            messages.success(request, "You recorded whether Social Value is included.")
            return redirect("procurement", reference=reference)
    return render(
        request,
        "planning/inclusion.html",
        title="Is Social Value included? If not, why",
        caption=f"{shown.reference} {shown.title}",
        back=Back(reverse("procurement", kwargs={"reference": reference}), "Back to the procurement"),
        form=form,
        button="Record it",
        is_encouraged=shown.determination.band == "encouraged",
    )


def encouraged(request: Request) -> HttpResponseBase:
    """How far the band is covered, and the procurements behind each figure."""
    filters = EncouragedFilters(request.GET)
    answers = filters.answers()
    found = queries.covered(person=request.person)
    numbers = {
        Included.INCLUDED: found.included,
        Included.LEFT_OUT: found.left_out,
        Included.NO_ANSWER: found.no_answer,
    }
    listing = Listing.of(
        request,
        COLUMNS,
        total=sum(number for how, number in numbers.items() if not answers or how.value in answers),
        order="-commenced",
        noun="procurement",
        export=address_for(request.person, "encouraged-csv"),
    )
    rows = queries.encouraged(
        person=request.person,
        answers=answers,
        order=listing.order,
        offset=listing.offset,
        limit=listing.limit,
    )
    return render(
        request,
        "planning/encouraged.html",
        title="Where Social Value is encouraged",
        crumbs=(Crumb("Home", "/"), Crumb("Where Social Value is encouraged")),
        listing=listing,
        filters=filters,
        coverage=[
            Figure(
                ANSWERS[how],
                f"{number} of {found.whole}",
                href=f"?answer={how.value}",
                share=number / found.whole if found.whole else None,
            )
            for how, number in numbers.items()
        ],
        baseline=found.baseline,
        found=[(row, TAGS[Included(row.answer)]) for row in rows],
        why_not={why.value: text for why, text in WHY_NOT.items()},
        empty=Empty(
            "No procurement in this band yet",
            "Procurements from the policy’s lower line up to the threshold are listed here, with whether Social Value "
            "is included and, if not, why.",
        ),
    )


def encouraged_csv(request: Request) -> HttpResponseBase:
    """Every row that matches the filters in the address, as CSV, streamed."""
    answers = EncouragedFilters(request.GET).answers()
    rows = queries.encouraged_for_export(person=request.person, answers=answers)
    return csv_response("encouraged", queries.ENCOURAGED_EXPORTED, rows)
