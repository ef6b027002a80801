"""The council's area: its districts on a map of equal tiles, and which of them a postcode is likely to be in."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponseBase

from socialvalue.design import tilemap
from socialvalue.design.page import render
from socialvalue.design.parts import Crumb
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import newest_pack_id, the_authority
from socialvalue.places import queries
from socialvalue.places.forms import FindArea
from socialvalue.places.queries import PlaceFound

LEVELS: Final = (0, 5, 6, 7, 8)  # seats from which a tile is a shade darker
LEGEND: Final = ("fewer than 5 seats", "5 seats", "6 seats", "7 seats", "8 or more seats")


def places(request: Request) -> HttpResponseBase:
    """Districts, divisions and seats; and where a postcode lies, said as the approximation it is."""
    pack = _pack_id()
    form = FindArea(request.GET)
    asked = form.cleaned_data["postcode"] if form.is_valid() else ""
    drawn = _map(queries.districts(pack))
    return render(
        request,
        "places/places.html",
        title="The area",
        lead="The districts that the Council serves, and how many county councillors each elects.",
        crumbs=(Crumb("Home", "/"), Crumb("The area")),
        finder=form,
        asked=asked,
        likely=queries.likely_places(pack, asked) if asked else [],
        data=drawn,
        drawn=tilemap.draw(drawn),
        swatches=[tilemap.swatch(level) for level in range(len(LEVELS))],
    )


def _pack_id() -> int:
    authority = the_authority()
    pack = newest_pack_id(authority.id) if authority else None
    if pack is None:
        raise Refusal("no-pack", "No data pack is loaded. Run “socialvalue pack load”.", status=503)
    return pack


def _map(districts: list[PlaceFound]) -> tilemap.TileMap:
    return tilemap.TileMap(
        title="County councillors by district",
        about="Each square is a district, placed roughly where it lies. The number is its county councillors.",
        tiles=tuple(
            tilemap.Tile(
                place.code, place.name, place.tile[2], place.tile[0], place.tile[1], place.kind == "outside"
            )
            for place in districts
            if place.tile
        ),
        places={
            place.code: tilemap.Place(
                f"{place.seats} councillors in {place.divisions} divisions",
                level=sum(place.seats >= least for least in LEVELS[1:]),
                brief=f"{place.seats}",
            )
            for place in districts
        },
        legend=LEGEND,
        ident="districts",
    )
