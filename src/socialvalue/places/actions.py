"""Deeds about places: a pack's places and its figures of need are entered once, with the pack version they came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from socialvalue.places.models import Indicator, IndicatorValue, NeedBasis, OutwardCode, Place, PlaceAlias
from socialvalue.places.rules import Need, usual_distance

if TYPE_CHECKING:
    from socialvalue.people.models import PackVersion


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place as a pack gives it."""

    code: str
    name: str
    kind: str
    within: str = ""
    region: str = ""
    seats: int | None = None
    aliases: tuple[str, ...] = ()
    tile: tuple[int, int, str] | None = None  # row, column, short label


@transaction.atomic
def enter_places(
    *, pack: PackVersion, places: Iterable[NewPlace], outward_codes: Iterable[tuple[str, str, int]]
) -> int:
    """Enter all places of a pack version (four statements); answers how many. Part of `pack load`, which logs it."""
    new = list(places)
    rows = Place.objects.bulk_create(
        Place(
            pack=pack,
            code=place.code,
            name=place.name,
            kind=place.kind,
            within=place.within,
            region=place.region,
            seats=place.seats,
            tile_row=place.tile[0] if place.tile else None,
            tile_column=place.tile[1] if place.tile else None,
            tile_label=place.tile[2] if place.tile else "",
        )
        for place in new
    )
    PlaceAlias.objects.bulk_create(
        PlaceAlias(place=row, alias=alias)
        for row, place in zip(rows, new, strict=True)
        for alias in place.aliases
    )
    OutwardCode.objects.bulk_create(
        OutwardCode(pack=pack, outward=outward, place=code, postcodes=count)
        for outward, code, count in outward_codes
    )
    return len(rows)


@transaction.atomic
def enter_need(*, pack: PackVersion, need: Need, area: str) -> int:
    """Enter the figures of need of a pack version (three statements); answers how many indicators.

    `area` is the code of the whole area, to which the others are compared. Part of `pack load`, which logs it.
    """
    NeedBasis.objects.create(
        pack=pack,
        analysis=need.analysis,
        about=need.about,
        dated_on=need.dated_on,
        link=need.link,
        times=need.times,
        most=need.most,
    )
    rows = Indicator.objects.bulk_create(
        Indicator(
            pack=pack,
            number=number,
            code=each.code,
            title=each.title,
            meaning=each.meaning,
            unit=each.unit,
            decimals=each.decimals,
            worse=each.worse.value,
            period=each.period,
            source=each.source,
            licence=each.licence,
            published=each.published,
            is_survey=each.is_survey,
            usual=usual_distance(
                each.figures.get(area), [figure for code, figure in each.figures.items() if code != area]
            ),
        )
        for number, each in enumerate(need.indicators, 1)
    )
    IndicatorValue.objects.bulk_create(
        IndicatorValue(indicator=row, place=code, value=figure.value, lower=figure.lower, upper=figure.upper)
        for row, each in zip(rows, need.indicators, strict=True)
        for code, figure in each.figures.items()
    )
    return len(rows)
