"""The standards team's list of every requirement of the council (GOV-2)."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponseBase

from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Colour, Column, Crumb, Empty, Tag
from socialvalue.machinery.routes import Request, address_for
from socialvalue.planning import queries
from socialvalue.planning.forms import RequirementFilters
from socialvalue.planning.pages.requirements import places_of
from socialvalue.policy.face import band_tag

COLUMNS: Final = (
    Column("measure", "What is asked for", sort=True),
    Column("quantity", "How much and where"),
    Column("procurement", "Procurement", sort=True),
    Column("band", "Social Value"),
    Column("state", "State", sort=True),
)
STATES: Final = {
    "draft": Tag("Proposed", Colour.YELLOW),
    "confirmed": Tag("Confirmed", Colour.GREEN),
    "removed": Tag("Removed", Colour.GREY),
}


def all_requirements(request: Request) -> HttpResponseBase:
    """Every requirement: filters kept in the address, 50 a page, every matching row as CSV."""
    filters = _filters(request)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_requirements(person=request.person, wanted=wanted),
        order="-newest",
        noun="requirement",
        export=address_for(request.person, "requirements-csv"),
    )
    rows = queries.all_requirements(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    return render(
        request,
        "planning/all_requirements.html",
        title="Requirements",
        crumbs=(Crumb("Home", "/"), Crumb("Requirements")),
        listing=listing,
        filters=filters,
        found=[(row, band_tag(row.band), STATES[row.state]) for row in rows],
        places=places_of(next(iter(request.person.authorities()), 0)),
        empty=Empty(
            "No requirements yet",
            "A service proposes what a contract should do for people here, on the page of a procurement under "
            "“Requirements”. All of them are listed here.",
        ),
    )


def all_requirements_csv(request: Request) -> HttpResponseBase:
    """Every requirement that matches the filters in the address, as CSV, streamed."""
    order = order_of(request, queries.REQUIREMENT_ORDERS, "-newest")
    wanted = _filters(request).wanted()
    rows = queries.requirements_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("requirements", queries.REQUIREMENTS_EXPORTED, rows)


def _filters(request: Request) -> RequirementFilters:
    return RequirementFilters(request.GET, asks=lambda: queries.measures_asked_for(request.person))
