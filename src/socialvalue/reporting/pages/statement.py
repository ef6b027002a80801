"""The years, and the Statement of one: headline figures and every measure, on the page and as a download."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponseBase

from socialvalue.delivery.rules.words import plain
from socialvalue.design.exports import csv_response
from socialvalue.design.page import render
from socialvalue.design.parts import Crumb, Empty
from socialvalue.machinery.routes import Request
from socialvalue.reporting import queries
from socialvalue.reporting.face import FEW_CONTRACTS, HOME, LIST, may_add_up, state_of, tile_of
from socialvalue.reporting.pages.shared import figures, line, the_council, year_page
from socialvalue.reporting.rules import Figure
from socialvalue.toms import queries as toms

DUE: Final = "Due in the year"
EXPORTED: Final = (
    "Measure", "Version", "Title", "Theme", "Unit", "Contracts with something due", "Committed for life",
    DUE, "Reported", "Verified", "Rounded",
)  # fmt: skip


def years(request: Request) -> HttpResponseBase:
    """The years there are figures for, newest first."""
    found = queries.years(authority_id=the_council().id)
    return render(
        request,
        "reporting/years.html",
        title="Social Value Statements",
        lead="What suppliers promised for people here, and what the Council has checked was done, year by year.",
        crumbs=(HOME, Crumb(LIST.text)),
        years=[(year, state_of(year)) for year in found],
        empty=Empty("No figures yet", "They begin when the first promise in a contract falls due."),
    )


def statement(request: Request, year: str) -> HttpResponseBase:
    """The Statement of a year: headline figures, then every measure by priority, each opening its derivation."""
    authority = the_council()
    found = figures(request, authority, year)
    titles = toms.themes(authority_id=authority.id)
    return year_page(
        request,
        found.shown,
        "reporting/statement.html",
        title=f"Social Value Statement {found.shown.label}"
        if found.shown.has_statement
        else f"Social Value in {found.shown.label}",
        caption=authority.name,
        wide=True,
        kept=queries.kept(authority_id=authority.id, year=found.shown.year),
        headline=[tile_of(figure, found.shown) for figure in found.headline if may_add_up(figure)],
        themes=[
            (
                titles.get(code, code),
                [line(each, found.shown) for each in found.figures if each.theme == code],
            )
            for code in dict.fromkeys([*titles, *(each.theme for each in found.figures)])
            if any(each.theme == code for each in found.figures)
        ],
    )


def export(request: Request, year: str) -> HttpResponseBase:
    """Every figure of a year as CSV, suppressed as on the page."""
    found = figures(request, the_council(), year)
    headings = [text + found.shown.so_far if text == DUE else text for text in EXPORTED]
    return csv_response(f"social-value-{found.shown.slug}", headings, map(_exported, found.figures))


def _exported(shown: Figure) -> tuple[Any, ...]:
    adds = may_add_up(shown)
    return (
        shown.code,
        shown.version,
        shown.title,
        shown.theme,
        str(shown.unit),
        shown.contracts,
        _promised(shown, shown.committed),
        _promised(shown, shown.due),
        _cell(shown.reported.amount) if adds else "",
        _cell(shown.verified.amount) if adds else "",
        shown.verified.is_rounded,
    )


def _cell(amount: Any) -> str:
    return "too few to show" if amount is None else plain(amount)


def _promised(shown: Figure, amount: Decimal) -> str:
    """What was committed or due, where it may be told and added up."""
    if not may_add_up(shown):
        return ""
    return plain(amount) if shown.shows_due else FEW_CONTRACTS
