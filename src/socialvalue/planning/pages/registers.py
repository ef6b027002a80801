"""The register of exemptions: filtered, counted, downloaded, printed; and the papers of a meeting."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Column, Crumb, Deed, Empty
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request, address_for
from socialvalue.people.queries import names
from socialvalue.planning import queries
from socialvalue.planning.face import GROUNDS, exemption_tag, kind_text, lots_text, percent
from socialvalue.planning.forms import ExemptionFilters
from socialvalue.planning.queries import ExemptionShown, RequestShown, ReviewShown
from socialvalue.policy.queries import policy_of

COLUMNS: Final = (
    Column("exemption", "Exemption"),
    Column("procurement", "Procurement"),
    Column("kind", "What is asked for"),
    Column("state", "State", sort=True),
    Column("requested", "Asked for", sort=True),
    Column("expires", "Last day", sort=True),
)
LIST: Final = Crumb("Exemptions", "/exemptions")
AGENDA: Final = 20  # requests of one meeting
COUNTED: Final = {  # what became of them: its words, and its filters in the address
    "open": ("To settle", "state=requested&state=returned&state=with-management"),
    "granted": ("Granted", "state=granted&conditions=no"),
    "with-conditions": ("Granted with conditions", "state=granted&conditions=yes"),
    "refused": ("Refused", "state=refused"),
    "withdrawn": ("Withdrawn", "state=withdrawn"),
}


def exemptions(request: Request) -> HttpResponseBase:
    """The register: filters kept in the address, 50 a page, every matching row as CSV."""
    filters = ExemptionFilters(request.GET)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_exemptions(person=request.person, wanted=wanted),
        order="requested",
        noun="exemption",
        export=address_for(request.person, "exemptions-csv"),
    )
    found = queries.exemptions(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    others = [
        Deed("How many, by year", reverse("exemption-counts")),
        Deed("The next meeting’s agenda", reverse("agenda")),
    ]
    if may(request.person, "breach:view"):
        others.append(Deed("Breaches", reverse("breaches")))
    return render(
        request,
        "planning/exemptions.html",
        title="Exemptions",
        crumbs=(Crumb("Home", "/"), Crumb("Exemptions")),
        listing=listing,
        filters=filters,
        deeds=tuple(others),
        found=[(each, kind_text(each.kind, each.lowest), exemption_tag(each)) for each in found],
        empty=Empty(
            "No exemptions yet",
            "An officer asks for one on the page of a procurement, under “Exemption”. "
            "The requests and what was determined are kept here.",
        ),
    )


def exemptions_csv(request: Request) -> HttpResponseBase:
    """Every exemption that matches the filters in the address, as CSV, streamed."""
    wanted = ExemptionFilters(request.GET).wanted()
    order = order_of(request, queries.EXEMPTION_ORDERS, "requested")
    rows = queries.exemptions_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("exemptions", queries.EXEMPTIONS_EXPORTED, rows)


def counts(request: Request) -> HttpResponseBase:
    """How many were asked for in each financial year, and what became of them; each figure opens its rows."""
    found = queries.exemption_counts(person=request.person, wanted=queries.ExemptionsWanted())
    return render(
        request,
        "planning/counts.html",
        title="Exemptions by financial year",
        lead="Counted in the year in which they were asked for. Each figure opens its rows.",
        crumbs=(Crumb("Home", "/"), LIST, Crumb("By financial year")),
        caption_text="Exemptions asked for in each financial year",
        list_at=reverse("exemptions"),
        counted=COUNTED,
        headings=("Financial year", *(text for text, _ in COUNTED.values()), "All"),
        years=found,
    )


def agenda(request: Request) -> HttpResponseBase:
    """Every request that waits for the management team, one sheet a page, to print for a meeting."""
    wanted = queries.ExemptionsWanted(states=("with-management",))
    found = queries.exemptions(
        person=request.person, wanted=wanted, order="requested", offset=0, limit=AGENDA
    )
    return _sheets(
        request, found, "Agenda: exemptions to determine", (Crumb("Home", "/"), LIST, Crumb("Agenda"))
    )


def sheet(request: Request, reference: str) -> HttpResponseBase:
    """One request as a sheet of paper: the facts, the clause, the request, the view, the options, room to decide."""
    shown = queries.exemption(reference=reference, person=request.person)
    at = reverse("exemption", kwargs={"reference": reference})
    crumbs = (Crumb("Home", "/"), LIST, Crumb(reference, at), Crumb("Sheet"))
    return _sheets(request, [shown], f"Exemption {reference}: sheet for the meeting", crumbs)


def _sheets(
    request: Request, found: list[ExemptionShown], title: str, crumbs: tuple[Crumb, ...]
) -> HttpResponseBase:
    ids = [each.id for each in found]
    asked, reviewed = queries.requests_of(ids), queries.reviews_of(ids)
    minimum = percent(policy_of(found[0].authority_id)[1].minimum_weighting) if found else ""
    who = names(_people(found, asked, reviewed))
    return render(
        request,
        "planning/sheets.html",
        title=title,
        crumbs=crumbs,
        minimum=minimum,
        sheets=[
            {
                "shown": each,
                "kind": kind_text(each.kind, each.lowest),
                "ground": GROUNDS[each.ground],
                "lots": lots_text(each.lot),
                "asked": next(iter(asked.get(each.id, [])), None),
                "review": next(iter(reviewed.get(each.id, [])), None),
                "who": who,
            }
            for each in found
        ],
    )


def _people(
    found: list[ExemptionShown],
    asked: dict[int, list[RequestShown]],
    reviewed: dict[int, list[ReviewShown]],
) -> list[UUID]:
    people: list[UUID] = [each.requested_by for each in found]
    people += [each.decided_by for each in found if each.decided_by]
    people += [each.reviewed_by for rows in reviewed.values() for each in rows]
    return [*people, *(each.requested_by for rows in asked.values() for each in rows)]
