"""A map of equal tiles: every place the same size, drawn from a pack's rows and columns.

A value's class shows as a shade, as dots and as its number in words; a suppressed value is hatched and says
so; a place outside the area is grey. The table beside it holds the same.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.safestring import SafeString

from socialvalue.foundation.refusal import Refusal

SIDE = 120
GAP = 6
COLUMNS = ("code", "name", "short", "row", "column", "outside")
SHADES = ("#ffffff", "#cfe0ee", "#8fb8d8", "#3f7cae", "#1d3557")  # from least to most
TEXTS = ("#0b0c0c", "#0b0c0c", "#0b0c0c", "#ffffff", "#ffffff")


@dataclass(frozen=True)
class Tile:
    code: str
    name: str
    short: str
    row: int
    column: int
    outside: bool = False


class Kind(StrEnum):
    VALUE = "value"
    SUPPRESSED = "suppressed"
    NONE = "none"


@dataclass(frozen=True)
class Place:
    """What a tile says: `shown` in words ("1,204 hours"), `level` 0 to 4 for its shade."""

    shown: str
    level: int = 0
    kind: Kind = Kind.VALUE
    brief: str = ""  # what fits on a tile: "1,204"
    href: str = ""


@dataclass(frozen=True)
class TileMap:
    title: str
    about: str
    tiles: tuple[Tile, ...]
    places: Mapping[str, Place]
    legend: tuple[str, ...] = ()  # what levels 0 to 4 mean: "none", "1 to 99", …
    ident: str = "map"

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """The table beside the picture: name, value in words, address; by name."""
        inside = sorted((tile for tile in self.tiles if not tile.outside), key=lambda tile: tile.name)
        return [(tile.name, self.place(tile).shown, self.place(tile).href) for tile in inside]

    def place(self, tile: Tile) -> Place:
        return self.places.get(tile.code, Place("no figure", kind=Kind.NONE))


def read_tiles(text: str) -> tuple[Tile, ...]:
    """Tiles from a pack's CSV (code, name, short, row, column, outside). Refuses two tiles on one spot."""
    rows = csv.DictReader(io.StringIO(text))
    if missing := set(COLUMNS[:5]) - set(rows.fieldnames or ()):
        raise Refusal("tiles-columns", f"The tile grid has no column {', '.join(sorted(missing))}")
    tiles = tuple(
        Tile(
            code=row["code"],
            name=row["name"],
            short=row["short"],
            row=int(row["row"]),
            column=int(row["column"]),
            outside=(row.get("outside") or "").lower() in {"yes", "true", "1"},
        )
        for row in rows
    )
    spots = [(tile.row, tile.column) for tile in tiles]
    if len(set(spots)) != len(spots):
        raise Refusal("tiles-overlap", "Two tiles of the grid stand on the same row and column")
    return tiles


def draw(tilemap: TileMap) -> SafeString:
    """The map as SVG. Tiles with an address are links, in reading order."""
    rows = max((tile.row for tile in tilemap.tiles), default=0) + 1
    columns = max((tile.column for tile in tilemap.tiles), default=0) + 1
    wide, high = columns * (SIDE + GAP) - GAP + 2, rows * (SIDE + GAP) - GAP + 2
    ident = escape(tilemap.ident)
    many = ' class="sv-map__many"' if columns > 4 else ""
    linked = any(place.href for place in tilemap.places.values())
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {wide} {high}" '
        f'width="{wide}" height="{high}"{many} '
        f'role="{"group" if linked else "img"}" aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{escape(tilemap.title)}</title>'
        f'<desc id="{ident}-d">{escape(tilemap.about)}</desc>'
        f'<defs><pattern id="{ident}-hatch" width="10" height="10" patternUnits="userSpaceOnUse">'
        '<rect width="10" height="10" fill="#fff"/><path d="M-2 2l4-4M0 10l10-10M8 12l4-4" stroke="#767676" '
        'stroke-width="1.5"/></pattern></defs>'
    )
    ordered = sorted(tilemap.tiles, key=lambda tile: (tile.row, tile.column))
    return SafeString(head + "".join(_tile(tilemap, tile) for tile in ordered) + "</svg>")


def _tile(tilemap: TileMap, tile: Tile) -> str:
    x, y = tile.column * (SIDE + GAP), tile.row * (SIDE + GAP)
    place = tilemap.place(tile)
    if tile.outside:
        return _square(x, y, "#e4e6e8", "#767676", [(tile.short, True), ("outside", False)], "#484949")
    if place.kind is Kind.SUPPRESSED:
        hatch = f"url(#{escape(tilemap.ident)}-hatch)"
        words = [(tile.short, True), ("too few", False)]
        body = _square(x, y, hatch, "#484949", words, "#0b0c0c", plate=True)
    elif place.kind is Kind.NONE:
        body = _square(x, y, "#ffffff", "#767676", [(tile.short, True), ("no figure", False)], "#0b0c0c")
    else:
        level = max(0, min(place.level, len(SHADES) - 1))
        words = [(tile.short, True), (place.brief or place.shown, False)]
        body = _square(x, y, SHADES[level], "#0b0c0c", words, TEXTS[level]) + _dots(x, y, level)
    name = escape(f"{tile.name}: {place.shown}")
    if place.href:
        return f'<a href="{escape(place.href)}" aria-label="{name}">{body}</a>'
    return f"<g><title>{name}</title>{body}</g>"


def _square(
    x: int, y: int, fill: str, line: str, words: Sequence[tuple[str, bool]], ink: str, *, plate: bool = False
) -> str:
    size = f'x="{x}" y="{y}" width="{SIDE}" height="{SIDE}"'
    halo = f'<rect class="sv-halo" {size} fill="none" stroke="none" stroke-width="12"/>'
    box = f'<rect class="sv-tile" {size} fill="{fill}" stroke="{line}" stroke-width="1.5"/>'
    under = f'<rect x="{x + 18}" y="{y + 32}" width="{SIDE - 36}" height="60" fill="#fff"/>' if plate else ""
    start = y + SIDE / 2 + (7 if len(words) == 1 else -2)
    texts = (
        f'<text x="{x + SIDE // 2}" y="{start + 24 * at:g}" font-size="{22 if bold else 18}" '
        f'font-weight="{700 if bold else 400}" fill="{ink}" text-anchor="middle">{escape(text)}</text>'
        for at, (text, bold) in enumerate(words)
    )
    return halo + box + under + "".join(texts)


def _dots(x: int, y: int, level: int) -> str:
    """As many dots in the corner as the level: the shade without colour."""
    return "".join(
        f'<circle cx="{x + 12 + 12 * at}" cy="{y + 12}" r="4" fill="{TEXTS[level]}"/>' for at in range(level)
    )


def swatch(level: int) -> SafeString:
    """One shade for the legend."""
    dots = "".join(f'<circle cx="{4 + 6 * at}" cy="5" r="2" fill="{TEXTS[level]}"/>' for at in range(level))
    return SafeString(
        f'<svg viewBox="0 0 26 20" aria-hidden="true" focusable="false">'
        f'<rect x=".5" y=".5" width="25" height="19" '
        f'fill="{SHADES[level]}" stroke="#0b0c0c"/>{dots}</svg>'
    )
