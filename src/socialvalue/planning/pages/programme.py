"""The engagement programme of a year in figures, and the rows behind them (COM-1, EQU-1)."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.page import render
from socialvalue.design.parts import Crumb, Deed, Figure
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand
from socialvalue.machinery.routes import Request, opens
from socialvalue.planning import queries
from socialvalue.planning.pages.engagement_events import LIST, SUPPLIERS
from socialvalue.planning.queries import Programme
from socialvalue.planning.rules import SupplierKind

EXPORTED: Final = ("Organisation", "Kind", "Events", "People")
SHORT: Final = {
    SupplierKind.VCSE: "Charities, community groups and social enterprises",
    SupplierKind.SME: "Small and medium-sized businesses",
    SupplierKind.OTHER: "Other organisations",
    SupplierKind.NOT_KNOWN: "Kind not known",
}


def year(request: Request, year: str) -> HttpResponseBase:
    """The figures of a financial year; each opens its rows."""
    of = _year(year)
    found = queries.programme(person=request.person, year=of)
    nearby = [FinancialYear(of.start_year + step) for step in (-1, 1)]
    return render(
        request,
        "planning/programme.html",
        title=f"Engagement programme {of.label}",
        lead="What the Council did to hear suppliers, from 1 April to 31 March, and whom it met.",
        crumbs=(Crumb("Home", "/"), LIST, Crumb(of.label)),
        figures=_figures(request.person, found, _part(of)),
        kinds=_kinds(found, _part(of)),
        deeds=tuple(
            Deed(f"The year {each.label}", reverse("engagement-year", args=[_part(each)])) for each in nearby
        ),
        note=queries.count_events(person=request.person, wanted=queries.EventsWanted(year=of)) == 0,
    )


def _year(text: str) -> FinancialYear:
    try:
        return FinancialYear.parse(text)
    except Refusal:
        raise Refusal("not-found", "There is no such financial year.", status=404) from None


def _part(of: FinancialYear) -> str:
    """The year as an address holds it."""
    return of.label.replace("–", "-")


def _figures(person: Person, found: Programme, part: str) -> list[Figure]:
    listed = f"{reverse('engagement')}?year={part}"
    tests = reverse("engagement-tests", args=[part])
    asked = found.feedback.asked
    return [
        Figure(
            "Events held", str(found.held), href=f"{listed}&state=held", note=f"{found.planned} still planned"
        ),
        Figure("Procurements that they served", str(found.procurements), href=f"{listed}&state=held"),
        Figure(
            "Organisations met",
            str(found.met.organisations),
            href=reverse("engagement-organisations", args=[part]),
            note=f"{found.met.people} people came in all",
        ),
        Figure(
            "Answers about draft requirements",
            f"{found.answered} of {found.invited}",
            href=tests,
            note="of those invited",
            share=found.answered / found.invited if found.invited else None,
        ),
        Figure(
            "Feedback after tenders",
            f"{found.feedback.received} of {asked}",
            href=found.feedback.href if opens(person, "feedback") else "",
            note="of those asked",
            share=found.feedback.received / asked if asked else None,
        ),
    ]


def _kinds(found: Programme, part: str) -> list[tuple[str, int, str]]:
    address = reverse("engagement-organisations", args=[part])
    return [(SHORT[kind], number, f"{address}?kind={kind}") for kind, number in found.met.by_kind.items()]


def organisations(request: Request, year: str) -> HttpResponseBase:
    """Each organisation that was met in a year, once: the rows behind the figure."""
    of, kind = _year(year), _kind(request)
    found = queries.organisations_met(person=request.person, year=of, kind=kind)
    address = reverse("engagement-organisations-csv", args=[_part(of)])
    return render(
        request,
        "planning/organisations_met.html",
        title=f"Organisations met in {of.label}",
        lead=SHORT[kind] if kind else "At events of market engagement that were held, each once.",
        crumbs=_crumbs(of, "Organisations met"),
        found=found,
        suppliers=SUPPLIERS,
        download=f"{address}?kind={kind}" if kind else address,
    )


def organisations_csv(request: Request, year: str) -> HttpResponseBase:
    """The same as CSV."""
    demand(request.person, "engagement:export")
    lines = queries.organisations_met(person=request.person, year=_year(year), kind=_kind(request))
    rows: Any = ((line.name, SUPPLIERS[line.kind], line.events, line.people) for line in lines)
    return csv_response("organisations-met", EXPORTED, rows)


def tests(request: Request, year: str) -> HttpResponseBase:
    """The tests of draft requirements that were begun in a year: the rows behind the figure."""
    of = _year(year)
    return render(
        request,
        "planning/tests_in_year.html",
        title=f"Draft requirements tested in {of.label}",
        lead="What was put before the market before it was asked of bidders.",
        crumbs=_crumbs(of, "Draft requirements tested"),
        found=queries.tests_in(person=request.person, year=of),
    )


def _kind(request: Request) -> SupplierKind | None:
    asked = request.GET.get("kind", "")
    return SupplierKind(asked) if asked in list(SupplierKind) else None


def _crumbs(of: FinancialYear, text: str) -> tuple[Crumb, ...]:
    programme = Crumb(of.label, reverse("engagement-year", args=[_part(of)]))
    return (Crumb("Home", "/"), LIST, programme, Crumb(text))
