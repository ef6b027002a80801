"""Accessible charts as plain SVG: bars, grouped bars, lines. Same figures, same bytes.

Text stays text; every chart has a title, a description and its numbers in a table beside it. Series differ
by pattern and label, never by colour alone. Attributes, not styles: no inline style is allowed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString

from socialvalue.design.parts import Heading

LINE = 24  # height of a bar
GAP = 16  # between categories
PLOT = 240  # height of a line chart's plot
EDGE = 0.06  # share of the width left free at either side of a line chart
BAR_ROOM = 0.62  # share of the width that the longest bar takes; its number stands after it
SHORT_UNIT = 8  # letters of a unit that is repeated after each number
INK = "#0b0c0c"
GREY = "#484949"
RULE = "#cecece"
INKS = ("#1d3557", "#3f7cae", "#1f7a70", "#b3471d")  # each at least 3:1 on white
DASHES = ("", "9 5", "2 4", "12 4 2 4")
MARKS = (
    "",
    '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="#fff" stroke-width="2"/>',
    '<circle cx="4" cy="4" r="1.6" fill="#fff"/>',
    '<path d="M0 4h8M4 0v8" stroke="#fff" stroke-width="1.5"/>',
)

Number = Decimal | int


@dataclass(frozen=True)
class Series:
    name: str
    values: tuple[Number | None, ...]  # None: not known, drawn as a gap and said so


@dataclass(frozen=True)
class Chart:
    """The words and numbers of a chart. `about` says in a sentence what the picture shows."""

    title: str
    about: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    first: str = "Place"  # heading of the table's first column
    ident: str = "chart"  # unique on the page

    def cell(self, series: int, category: int) -> str:
        value = self.series[series].values[category]
        return "not known" if value is None else written(value)

    @property
    def headings(self) -> list[Heading]:
        return [Heading(self.first, False), *(Heading(series.name, True) for series in self.series)]

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The table beside the picture."""
        return [
            (name, [self.cell(series, at) for series in range(len(self.series))])
            for at, name in enumerate(self.categories)
        ]


def written(value: Number) -> str:
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def steps(largest: Number, wanted: int = 4) -> list[Decimal]:
    """Round numbers from nought to at least the largest: 0, 50, 100, 150, 200."""
    if largest <= 0:
        return [Decimal(0), Decimal(1)]
    raw = Decimal(largest) / wanted
    size = Decimal(10) ** raw.adjusted()
    step = next(
        size * factor for factor in (Decimal(1), Decimal(2), Decimal(5), Decimal(10)) if size * factor >= raw
    )
    return [step * at for at in range(math.ceil(Decimal(largest) / step) + 1)]


def _n(value: float | Number) -> str:
    """A coordinate with at most one decimal, always written alike."""
    return f"{float(value):.1f}".removesuffix(".0")


def _share(part: float) -> str:
    """A place across the picture in per cent, so that text keeps its size on a narrow screen."""
    return f"{_n(100 * part)}%"


def _frame(chart: Chart, height: float, body: Sequence[str], width: int | None) -> SafeString:
    ident = escape(chart.ident)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width or "100%"}" height="{_n(height)}" role="img" '
        f'aria-labelledby="{ident}-t {ident}-d"><title id="{ident}-t">{escape(chart.title)}</title>'
        f'<desc id="{ident}-d">{escape(chart.about)}</desc>{_patterns(chart)}'
    )
    return SafeString(head + "".join(body) + "</svg>")  # every text went through escape


def _patterns(chart: Chart) -> str:
    """Plain, diagonal, dotted, crossed: told apart without colour, and on paper."""
    ident = escape(chart.ident)
    made = (
        f'<pattern id="{ident}-p{at}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{INKS[at]}"/>{MARKS[at]}</pattern>'
        for at in range(min(len(chart.series), len(INKS)))
    )
    return f"<defs>{''.join(made)}</defs>"


def _text(
    x: str, y: float, text: str, *, dx: int = 0, anchor: str = "", ink: str = INK, bold: bool = False
) -> str:
    more = f' dx="{dx}"' if dx else ""
    more += f' text-anchor="{anchor}"' if anchor else ""
    more += ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{_n(y)}" font-size="16" fill="{ink}"{more}>{escape(text)}</text>'


def _stroke(at: int) -> str:
    dash = f' stroke-dasharray="{DASHES[at]}"' if DASHES[at] else ""
    return f'stroke="{INKS[at]}" stroke-width="3"{dash}'


def _legend(chart: Chart, *, lines: bool = False) -> tuple[list[str], float]:
    """One line a series, and how far down the picture goes on."""
    if len(chart.series) == 1:
        return [], 4.0
    out = []
    for at, series in enumerate(chart.series):
        y = 18.0 + LINE * at
        if lines:
            middle = _n(y - 5)
            out.append(f'<line x1="0" y1="{middle}" x2="30" y2="{middle}" {_stroke(at)}/>')
            out.append(_mark(at, "15", y - 5))
        else:
            fill = f"url(#{escape(chart.ident)}-p{at})"
            out.append(f'<rect x="0" y="{_n(y - 14)}" width="30" height="18" fill="{fill}"/>')
        out.append(_text("38", y, series.name))
    return out, 12.0 + LINE * len(chart.series)


def _largest(chart: Chart) -> Number:
    return max((value for series in chart.series for value in series.values if value is not None), default=0)


def bars(chart: Chart, *, width: int | None = None) -> SafeString:
    """Horizontal bars, one group a category, each with its number at its end; names stand above.

    `width` in pixels is for documents; on a page the chart takes the room there is.
    """
    largest = Decimal(_largest(chart)) or Decimal(1)
    unit = f" {chart.unit}" if chart.unit and len(chart.unit) <= SHORT_UNIT else ""
    body, y = _legend(chart)
    for at, name in enumerate(chart.categories):
        body.append(_text("0", y + 18, name, bold=True))
        y += LINE + 2
        for number, series in enumerate(chart.series):
            value = series.values[at]
            length = _share(BAR_ROOM * float(Decimal(value) / largest)) if value and value > 0 else "0"
            fill = f"url(#{escape(chart.ident)}-p{number})"
            body.append(f'<rect x="0" y="{_n(y)}" width="{length}" height="{LINE - 2}" fill="{fill}"/>')
            said = chart.cell(number, at) + (unit if value is not None else "")
            body.append(_text(length, y + 17, said, dx=8, ink=GREY if value is None else INK))
            y += LINE
        y += GAP
    return _frame(chart, y - GAP + 4, body, width)


def lines(chart: Chart, *, width: int | None = None) -> SafeString:
    """Values over time, one line a series; a gap where a value is not known."""
    ticks = steps(_largest(chart))
    body, top = _legend(chart, lines=True)
    top += LINE
    last = max(1, len(chart.categories) - 1)

    def across(at: int) -> float:
        return EDGE + (1 - 2 * EDGE) * at / last

    def down(value: Number) -> float:
        return top + PLOT * (1 - float(Decimal(value) / ticks[-1]))

    for tick in ticks:
        y = _n(down(tick))
        body.append(f'<line x1="0" y1="{y}" x2="100%" y2="{y}" stroke="{RULE}"/>')
        body.append(_text("0", down(tick) - 4, written(tick), ink=GREY))
    every = math.ceil(len(chart.categories) / 4)
    for at, name in enumerate(chart.categories):
        if at % every == 0:
            anchor = "middle" if 0 < at < last else "end" if at else "start"
            body.append(_text(_share(across(at)), top + PLOT + 24, name, anchor=anchor, ink=GREY))
    for number, series in enumerate(chart.series):
        points = [None if v is None else (across(at), down(v)) for at, v in enumerate(series.values)]
        body += _line(number, points)
    return _frame(chart, top + PLOT + 34, body, width)


def _line(number: int, points: Sequence[tuple[float, float] | None]) -> list[str]:
    """The stretches between points that are known, and a mark at each."""
    stretches = (
        f'<line x1="{_share(one[0])}" y1="{_n(one[1])}" x2="{_share(two[0])}" y2="{_n(two[1])}" '
        f"{_stroke(number)}/>"
        for one, two in pairwise(points)
        if one and two
    )
    return [*stretches, *(_mark(number, _share(point[0]), point[1]) for point in points if point)]


def _mark(number: int, x: str, y: float) -> str:
    """Full for the first and third series, hollow for the others."""
    fill = "#fff" if number % 2 else INKS[number]
    return f'<circle cx="{x}" cy="{_n(y)}" r="5" fill="{fill}" stroke="{INKS[number]}" stroke-width="2.5"/>'
