"""Pages of feedback after tenders: three questions to who bid, and what was said for the standards team (COM-1)."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.page import render
from socialvalue.design.parts import Back, Crumb
from socialvalue.evaluation import actions, queries
from socialvalue.evaluation.forms import GiveFeedback
from socialvalue.evaluation.pages.shared import done
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.planning.rules import SupplierKind

KINDS: Final = {
    SupplierKind.VCSE: "Charities, community groups and social enterprises",
    SupplierKind.SME: "Small and medium-sized businesses",
    SupplierKind.OTHER: "Other organisations",
    SupplierKind.NOT_KNOWN: "Kind not known",
}


def tender_feedback(request: Request, feedback: int) -> HttpResponseBase:
    """Three short questions about a tender, after its award."""
    asked = queries.asked(feedback=feedback, person=request.person)
    given = {"clear": asked.clear, "proportionate": asked.proportionate, "change": asked.change}
    form = GiveFeedback(request.POST or None, initial=given)

    def deed() -> None:
        actions.give_feedback(feedback=feedback, by=request.person, **form.cleaned_data)

    if form.is_valid() and done(form, deed):
        messages.success(request, "Thank you. Your answer helps us to ask better.")
        return redirect("/")
    return render(
        request,
        "evaluation/give_feedback.html",
        title="What do you think of the tender?",
        caption=asked.tender,
        back=Back("/", "Back to your home page"),
        form=form,
        button="Send",
        asked=asked,
    )


def feedback(request: Request) -> HttpResponseBase:
    """What suppliers said of the tenders of a year, by kind of supplier; never who said what."""
    year = _year(request)
    found = queries.year_of_feedback(person=request.person, year=year)
    return render(
        request,
        "evaluation/feedback.html",
        title=f"Feedback after tenders {year.label}",
        lead="What those who bid think of what was asked. It is no part of any evaluation.",
        crumbs=(Crumb("Home", "/"), Crumb("Feedback after tenders")),
        found=found,
        kinds=KINDS,
        download=f"{reverse('feedback-csv')}?year={_part(year)}",
        nearby=[
            (each.label, _part(each))
            for each in (FinancialYear(year.start_year - 1), FinancialYear(year.start_year + 1))
        ],
    )


def feedback_csv(request: Request) -> HttpResponseBase:
    """The answers of a year as CSV."""
    rows = queries.feedback_for_export(person=request.person, year=_year(request))
    return csv_response("feedback-after-tenders", queries.FEEDBACK_EXPORTED, rows)


def _year(request: Request) -> FinancialYear:
    """The year in the address; this one where it names none that can be."""
    try:
        return FinancialYear.parse(request.GET.get("year", ""))
    except Refusal:
        return FinancialYear.of(business_today())


def _part(year: FinancialYear) -> str:
    return year.label.replace("–", "-")
