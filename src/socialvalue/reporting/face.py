"""Figures in words, and the map of one measure: what pages and downloads of reporting share."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.urls import reverse

from socialvalue.delivery.rules.words import number, said
from socialvalue.design import parts, tilemap
from socialvalue.design.parts import Colour, Crumb, Tag
from socialvalue.foundation.quantity import Unit, UnitKind
from socialvalue.places.queries import PlaceFound
from socialvalue.reporting.queries import YearShown
from socialvalue.reporting.rules import Figure, Published

HOME: Final = Crumb("Home", "/")
LIST: Final = Crumb("Statements", "/statement")
TOO_FEW: Final = "too few to show"
FEW_CONTRACTS: Final = "fewer than 2 contracts: not shown"
WIDEST: Final = 4  # shades of the map above none
STATES: Final = {
    "open": Tag("Year not over", Colour.BLUE),
    "settling": Tag("Being checked", Colour.YELLOW),
    "closed": Tag("Closed", Colour.GREEN),
}


def state_of(shown: YearShown) -> Tag:
    """How settled a year's figures are."""
    if shown.is_closed:
        return STATES["closed"]
    return STATES["settling" if shown.is_over else "open"]


def words(figure: Published, unit: Unit) -> str:
    """A figure with its unit: "about 40 people", "£1,200.00", "too few to show"."""
    if figure.amount is None:
        return TOO_FEW
    about = "about " if figure.is_rounded and figure.amount else ""
    return about + said(figure.amount, unit)


def plainly(figure: Published, unit: Unit) -> str:
    """The same without its unit, which stands beside it; pounds keep their sign."""
    return TOO_FEW if figure.amount is None else amount(figure.amount, unit)


def amount(exact: Decimal, unit: Unit) -> str:
    """An exact amount without its unit; pounds keep their sign."""
    return said(exact, unit) if unit is Unit.POUNDS else number(exact)


def may_add_up(figure: Figure) -> bool:
    """Percentages cannot be added up: their contracts are counted, and each shows its own."""
    return figure.unit.kind is not UnitKind.SHARE


def tile_of(figure: Figure, year: YearShown) -> parts.Figure:
    """A headline figure: verified, beside what was due."""
    share = figure.percentage
    return parts.Figure(
        label=figure.title,
        value=words(figure.verified, figure.unit),
        note="verified"
        if not figure.shows_due
        else f"verified; {said(figure.due, figure.unit)} due{year.so_far}"
        + (f" ({number(share)}%)" if share is not None else ""),
        href=reverse("figure", args=[year.slug, figure.code]),
        share=None if share is None else float(share) / 100,
    )


def map_of(figure: Figure, year: YearShown, districts: list[PlaceFound]) -> tilemap.TileMap:
    """The districts with what was verified in each; nothing is spread over them."""
    limits = _limits([figure.at(place.code).amount for place in districts])
    return tilemap.TileMap(
        title=f"{figure.title}, verified, {year.label}",
        about="Each square is a district, placed roughly where it lies. What has no place is not spread over them.",
        tiles=tuple(
            tilemap.Tile(
                place.code, place.name, place.tile[2], place.tile[0], place.tile[1], place.kind == "outside"
            )
            for place in districts
            if place.tile
        ),
        places={
            place.code: _tile(figure, place, limits, year) for place in districts if place.kind != "outside"
        },
        legend=_legend(limits, figure.unit),
        ident="districts",
    )


def _tile(figure: Figure, place: PlaceFound, limits: tuple[Decimal, ...], year: YearShown) -> tilemap.Place:
    found = figure.at(place.code)
    address = reverse("statement-place", args=[year.slug, place.code])
    if found.amount is None:
        return tilemap.Place(TOO_FEW, kind=tilemap.Kind.SUPPRESSED, href=address)
    level = sum(found.amount > limit for limit in limits) if found.amount else 0
    return tilemap.Place(
        words(found, figure.unit), level=level, brief=_brief(found.amount, figure.unit), href=address
    )


def _brief(amount: Decimal, unit: Unit) -> str:
    """What fits on a tile: "£12k", "1,240"."""
    mark = "£" if unit is Unit.POUNDS else ""
    if amount >= 10_000:
        return f"{mark}{number((amount / 1000).quantize(Decimal(1)))}k"
    return mark + number(amount.quantize(Decimal(1)) if amount >= 10 else amount)


def _limits(amounts: list[Decimal | None]) -> tuple[Decimal, ...]:
    """Above which amounts a tile is a shade darker: four equal steps up to the largest."""
    largest = max((amount for amount in amounts if amount), default=Decimal(0))
    return tuple(largest * step / WIDEST for step in range(WIDEST))


def _legend(limits: tuple[Decimal, ...], unit: Unit) -> tuple[str, ...]:
    if not limits[-1]:
        return ("none",)
    tops = [*limits[1:], None]
    steps = [
        f"more than {_brief(low, unit)}" if high is None else f"up to {_brief(high, unit)}"
        for low, high in zip(limits, tops, strict=True)
    ]
    return ("none", *steps)
