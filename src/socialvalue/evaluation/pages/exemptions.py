"""The public page of granted exemptions, after the award (rulings 7)."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.page import render
from socialvalue.design.parts import Crumb
from socialvalue.evaluation import queries
from socialvalue.evaluation.queries import PublicExemption
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import the_authority
from socialvalue.planning.face import GROUNDS, kind_text, lots_text, percent
from socialvalue.policy.queries import policy_of

YEARS_BACK: Final = 6
HEADINGS: Final = ("Exemption", "Contract", "Lots", "What was granted", "Ground", "Reason", "Granted on")


def granted_exemptions(request: Request) -> HttpResponseBase:
    """What was granted in a financial year, for contracts that are awarded, in public words."""
    year, authority = _year(request), the_authority()
    newest = FinancialYear.of(business_today()).start_year
    return render(
        request,
        "evaluation/granted_exemptions.html",
        title="Exemptions that were granted",
        lead="Contracts above the threshold in which Social Value was left out, or weighs less, and why.",
        crumbs=(Crumb("Home", "/"), Crumb("Exemptions that were granted")),
        year=year,
        years=[FinancialYear(start) for start in range(newest, newest - YEARS_BACK, -1)],
        minimum=percent(policy_of(authority.id)[1].minimum_weighting) if authority else "",
        found=_found(year),
        export=reverse("granted-exemptions-csv"),
    )


def granted_exemptions_csv(request: Request) -> HttpResponseBase:
    """The same as CSV."""
    rows = (
        (each.reference, each.title, lots, kind, ground, each.summary, each.granted_on)
        for each, lots, kind, ground in _found(_year(request))
    )
    return csv_response("granted-exemptions", HEADINGS, rows)


def _found(year: FinancialYear) -> list[tuple[PublicExemption, str, str, str]]:
    authority = the_authority()
    if authority is None:
        return []
    return [
        (each, lots_text(each.lot), kind_text(each.kind, each.lowest), GROUNDS[each.ground])
        for each in queries.public_exemptions(authority_id=authority.id, year=year)
    ]


def _year(request: Request) -> FinancialYear:
    """The financial year in the address, by the calendar year in which it starts; without one, this year."""
    this, asked = FinancialYear.of(business_today()), request.GET.get("year", "")
    known = {str(start): start for start in range(this.start_year, this.start_year - YEARS_BACK, -1)}
    return FinancialYear(known[asked]) if asked in known else this
