"""Reads about places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.db.models import Count, Q, Sum

from socialvalue.people.models import PackVersion
from socialvalue.places.models import Indicator, OutwardCode, Place

_OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place for a page."""

    code: str
    name: str
    kind: str
    tile: tuple[int, int, str] | None
    divisions: int = 0
    seats: int = 0


@dataclass(frozen=True, slots=True)
class Likely:
    """A place in which some share of an outward code's postcodes lies."""

    code: str
    name: str
    share: float  # of the outward code's postcodes, 0 to 1


def districts(pack_id: int) -> list[PlaceFound]:
    """Districts with their divisions and seats, and what lies outside, for the tile map (two statements)."""
    rows = Place.objects.filter(pack_id=pack_id, kind__in=[Place.Kind.DISTRICT, Place.Kind.OUTSIDE])
    divisions = (
        Place.objects.filter(pack_id=pack_id, kind=Place.Kind.DIVISION)
        .values_list("within")
        .annotate(number=Count("id"), seats=Sum("seats"))
    )
    counts = {within: (number, seats) for within, number, seats in divisions}
    return [
        replace(
            _found(place),
            divisions=counts.get(place.code, (0, 0))[0],
            seats=counts.get(place.code, (0, 0))[1],
        )
        for place in rows.order_by("name")
    ]


def place_named(pack_id: int, text: str) -> PlaceFound | None:
    """The place with this code, name or alias, whatever the letters' case (one statement)."""
    wanted = text.strip()
    match = Q(code__iexact=wanted) | Q(name__iexact=wanted) | Q(aliases__alias__iexact=wanted)
    place = Place.objects.filter(match, pack_id=pack_id).distinct().first()
    return _found(place) if place else None


def choosable(pack_id: int) -> list[PlaceFound]:
    """The whole area, its districts and what lies outside, for a choice (one statement)."""
    kinds = [Place.Kind.COUNTY, Place.Kind.DISTRICT, Place.Kind.OUTSIDE]
    found = [
        _found(place) for place in Place.objects.filter(pack_id=pack_id, kind__in=kinds).order_by("name")
    ]
    return sorted(found, key=lambda place: kinds.index(Place.Kind(place.kind)))


def names(authority_id: int) -> dict[str, str]:
    """The whole area, its districts and what lies outside, code and name, by the newest pack (one statement)."""
    newest = PackVersion.objects.filter(authority_id=authority_id).order_by("-id").values("pk")[:1]
    kinds = [Place.Kind.COUNTY, Place.Kind.DISTRICT, Place.Kind.OUTSIDE]
    return dict(Place.objects.filter(pack=newest, kind__in=kinds).values_list("code", "name"))


def indicator_ids(pack_id: int) -> dict[str, int]:
    """The published measures of need of a pack version, code and id (one statement)."""
    return dict(Indicator.objects.filter(pack_id=pack_id).values_list("code", "id"))


def likely_places(pack_id: int, postcode_or_outward: str) -> list[Likely]:
    """Where an outward code lies, most likely first: approximate by nature (two statements). Empty: none known."""
    text = postcode_or_outward.upper().replace(" ", "")
    outward = text[:-3] if len(text) > 4 else text
    if not _OUTWARD.fullmatch(outward):
        return []
    counts = list(
        OutwardCode.objects.filter(pack_id=pack_id, outward=outward)
        .order_by("-postcodes")
        .values_list("place", "postcodes")
    )
    names = dict(
        Place.objects.filter(pack_id=pack_id, code__in=[code for code, _ in counts]).values_list(
            "code", "name"
        )
    )
    total = sum(count for _, count in counts)
    return [Likely(code, names.get(code, "outside the area"), count / total) for code, count in counts]


def _found(place: Place) -> PlaceFound:
    tile = None
    if place.tile_row is not None and place.tile_column is not None:
        tile = (place.tile_row, place.tile_column, place.tile_label)
    return PlaceFound(place.code, place.name, place.kind, tile)
