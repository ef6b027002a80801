"""The public pages: opportunities, and what one asks, how it is scored and until when."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.documents import Kind
from socialvalue.design.documents.hand_out import hand_out
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Crumb, Deed
from socialvalue.foundation.calendar import format_date, format_instant
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request
from socialvalue.planning import queries as planning
from socialvalue.tendering import queries, rules
from socialvalue.tendering.face import (
    BASES,
    CLOSED,
    CONSEQUENCES,
    HOME,
    OPEN,
    OPPORTUNITIES,
    criteria_shown,
)


def opportunities(request: Request) -> HttpResponseBase:
    """Every published opportunity."""
    return render(
        request,
        "tendering/opportunities.html",
        title="Opportunities",
        lead="Contracts that you can bid for, and what they ask for the people of the area.",
        crumbs=(HOME, Crumb("Opportunities")),
        found=queries.opportunities(person=request.person),
        open_tag=OPEN,
        closed_tag=CLOSED,
    )


def opportunity(request: Request, reference: str) -> HttpResponseBase:
    """One opportunity: what is asked, how it is scored, until when, under which notice."""
    shown = queries.opportunity(reference=reference, person=request.person)
    deed = None
    if (
        shown.takes_bids
        and shown.is_open
        and (may(request.person, "bid:begin") or not request.person.signed_in)
    ):
        deed = Deed("Make your bid", reverse("bid-begin", kwargs={"reference": reference}))
    return render(
        request,
        "tendering/opportunity.html",
        title=shown.title,
        reference=shown.reference,
        state=OPEN if shown.is_open else CLOSED,
        crumbs=(HOME, OPPORTUNITIES, Crumb(shown.reference)),
        deed=deed,
        facts=[
            Answer("Bids are accepted until", f"{format_instant(shown.closes_at)}, UK time"),
            Answer("Published notice", shown.notice_reference),
            Answer("Buyer", shown.buyer),
            Answer("Contract", f"{format_date(shown.starts_on)} to {format_date(shown.ends_on)}"),
        ],
        shown=shown,
        lots=shown.lots,
        said=planning.disclosed(shown.procurement_id),
        criteria={lot.number: criteria_shown(lot) for lot in shown.lots},
        consequences=CONSEQUENCES,
        bases=BASES,
        percent=rules.percent,
        word=reverse("answer-form-word", kwargs={"reference": reference}),
        pdf=reverse("answer-form-pdf", kwargs={"reference": reference}),
    )


def answer_form_word(request: Request, reference: str) -> HttpResponseBase:
    """What an opportunity asks as a Word form to fill in."""
    return _answer_form(request, reference, Kind.WORD)


def answer_form_pdf(request: Request, reference: str) -> HttpResponseBase:
    """What an opportunity asks as a PDF form to print and fill in."""
    return _answer_form(request, reference, Kind.PDF)


def _answer_form(request: Request, reference: str, kind: Kind) -> HttpResponseBase:
    shown = queries.opportunity(reference=reference, person=request.person)
    return hand_out(kind, queries.answer_form(shown), f"answers-{reference}")
