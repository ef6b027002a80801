"""Where it happened: one measure on the map, every measure of a place, and the place of a postcode."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect

from socialvalue.design import tilemap
from socialvalue.design.page import render
from socialvalue.design.parts import Crumb
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import newest_pack_id
from socialvalue.places import queries as places_queries
from socialvalue.places.forms import FindArea
from socialvalue.reporting.face import HOME, map_of, may_add_up, words
from socialvalue.reporting.pages.shared import districts, figures, the_council, year_page


def places(request: Request, year: str) -> HttpResponseBase:
    """Where it happened: one measure on the map, for the measure in the address."""
    authority = the_council()
    found = figures(request, authority, year)
    able = [each for each in found.figures if may_add_up(each)]
    asked = request.GET.get("measure", "")
    chosen = next((each for each in (*found.headline, *able) if not asked or each.code == asked), None)
    whole = next((each for each in found.exact if chosen and each.code == chosen.code), None)
    located = whole.located(found.placed_needed) if whole else None
    drawn = (
        map_of(chosen, found.shown, districts(authority))
        if chosen and located and located.is_enough
        else None
    )
    return year_page(
        request,
        found.shown,
        "reporting/places.html",
        title=f"Where it happened, {found.shown.label}",
        crumb="Places",
        measures=able,
        chosen=chosen,
        located=located,
        data=drawn,
        drawn=tilemap.draw(drawn) if drawn else "",
        swatches=[tilemap.swatch(level) for level in range(5)],
    )


def place(request: Request, year: str, code: str) -> HttpResponseBase:
    """What was verified in one place: every measure that has a figure there and enough of it located."""
    authority = the_council()
    here = next((each for each in districts(authority) if each.code == code), None)
    if here is None:
        raise Refusal("not-found", "We could not find that place.", status=404)
    found = figures(request, authority, year)
    lines = [
        (shown, words(shown.at(code), shown.unit))
        for shown, whole in zip(found.figures, found.exact, strict=True)
        if may_add_up(shown) and code in whole.cells and whole.located(found.placed_needed).is_enough
    ]
    return year_page(
        request,
        found.shown,
        "reporting/place.html",
        title=f"{here.name}, {found.shown.label}",
        crumb=here.name,
        place=here,
        lines=lines,
    )


def area(request: Request) -> HttpResponseBase:
    """From a postcode to what was done in its district in the last financial year."""
    whose = the_council()
    pack = newest_pack_id(whose.id)
    form = FindArea(request.GET)
    asked = form.cleaned_data["postcode"] if form.is_valid() else ""
    likely = places_queries.likely_places(pack, asked) if asked and pack else []
    inside = {each.code for each in districts(whose)}
    found = [each for each in likely if each.code in inside]
    last = FinancialYear(FinancialYear.of(business_today()).start_year - 1).label.replace("–", "-")
    if len(found) == 1 and len(likely) == 1:
        return redirect("statement-place", year=last, code=found[0].code)
    return render(
        request,
        "reporting/area.html",
        title="What was done in your area",
        crumbs=(HOME, Crumb("Your area")),
        finder=form,
        asked=asked,
        found=found,
        year=last,
    )
