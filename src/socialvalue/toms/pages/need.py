"""Public pages of need by place: a figure on the map, the few that stand out at a place, all of them as CSV (PRI-2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design import tilemap
from socialvalue.design.exports import csv_response
from socialvalue.design.page import render
from socialvalue.design.parts import Crumb
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import newest_pack_id, the_authority
from socialvalue.places import queries as places
from socialvalue.places.queries import PlaceFound
from socialvalue.places.rules import Figure
from socialvalue.toms import queries
from socialvalue.toms.face import STANDINGS
from socialvalue.toms.queries import IndicatorShown

TITLE: Final = "Need by place: supporting evidence"
HOME: Final = Crumb("Home", "/")
LIST: Final = Crumb("Need by place", "/need")
FIRST: Final = "claimants"  # shown on the map before anyone chooses


def need(request: Request) -> HttpResponseBase:
    """One figure over all districts, on the map and as a table; every other a choice away."""
    pack, _ = _pack()
    known = queries.indicators(pack)
    codes = [each.code for each in known]
    asked = request.GET.get("figure", "")
    code = next((each for each in (asked, FIRST, *codes) if each in codes), "")
    shown, values = queries.one_indicator(pack, code) if code else (None, {})
    districts = places.districts(pack)
    drawn = _map(shown, values, districts) if shown else None
    return render(
        request,
        "toms/need.html",
        title=TITLE,
        lead="Real, published figures that show where help is needed most, and what a contract could do about it.",
        crumbs=(HOME, Crumb(LIST.text)),
        indicators=known,
        chosen=shown,
        basis=queries.basis(pack),
        data=drawn,
        drawn=tilemap.draw(drawn) if drawn else "",
        swatches=[tilemap.swatch(level) for level in range(5)],
        is_shaded=bool(drawn and drawn.legend),
        districts=[each for each in districts if each.kind == "district"],
        outside=[each.name for each in districts if each.kind == "outside"],
    )


def need_of_a_place(request: Request, code: str) -> HttpResponseBase:
    """The few figures that stand out at a place, what they point to, and all others as they were published."""
    pack, area = _pack()
    here = places.place_named(pack, code)
    if here is None or here.kind not in {"county", "district", "outside"}:
        raise Refusal("not-found", "We could not find that place.", status=404)
    found = queries.need_of(pack, place=here.code, county=area) if here.kind != "outside" else None
    return render(
        request,
        "toms/need_place.html",
        title=here.name,
        caption=TITLE,
        crumbs=(HOME, LIST, Crumb(here.name)),
        place=here,
        is_county=here.code == area,
        need=found,
        standings=STANDINGS,
    )


def need_csv(request: Request) -> HttpResponseBase:
    """Every figure, or those of the place or figure in the address."""
    pack, _ = _pack()
    rows = queries.need_for_export(
        pack, place=request.GET.get("place", ""), indicator=request.GET.get("figure", "")
    )
    return csv_response("need-by-place", queries.EXPORTED, rows)


def _pack() -> tuple[int, str]:
    """The newest pack of the authority on show, and the code of its whole area."""
    authority = the_authority()
    pack = newest_pack_id(authority.id) if authority else None
    if authority is None or pack is None:
        raise Refusal("no-pack", "No data pack is loaded. Run “socialvalue pack load”.", status=503)
    return pack, authority.place


def _map(shown: IndicatorShown, values: dict[str, Figure], districts: list[PlaceFound]) -> tilemap.TileMap:
    """The figure of every district. A survey is not shaded: a darker tile would say more than the figure does."""
    known = {each.code: values.get(each.code, Figure(None)) for each in districts}
    inside = [figure.value for figure in known.values() if figure.value is not None]
    levels = _levels(inside) if inside and not shown.is_survey else []
    return tilemap.TileMap(
        title=shown.title,
        about=f"Each square is a district, placed roughly where it lies. {shown.meaning}",
        tiles=tuple(
            tilemap.Tile(
                each.code, each.name, each.tile[2], each.tile[0], each.tile[1], each.kind == "outside"
            )
            for each in districts
            if each.tile
        ),
        places={code: _tile(shown, code, figure, levels) for code, figure in known.items()},
        legend=tuple(_legend(shown, levels)) if levels else (),
        ident="need",
    )


def _levels(values: list[Decimal]) -> list[Decimal]:
    """From which value a tile is a shade darker: four equal steps from the least to the most."""
    least, most = min(values), max(values)
    return [least + (most - least) * step / 4 for step in range(1, 4)] if most > least else []


def _tile(shown: IndicatorShown, code: str, figure: Figure, levels: list[Decimal]) -> tilemap.Place:
    if figure.value is None:
        return tilemap.Place("Not published", kind=tilemap.Kind.NONE)
    level = sum(figure.value >= least for least in levels)
    return tilemap.Place(
        shown.said(figure.value),
        level=level,
        brief=shown.brief(figure.value),
        href=reverse("need-place", args=[code]),
    )


def _legend(shown: IndicatorShown, levels: list[Decimal]) -> list[str]:
    said = [shown.brief(each) for each in levels]
    return [f"below {said[0]}", f"{said[0]} or more", f"{said[1]} or more", f"{said[2]} or more"]
