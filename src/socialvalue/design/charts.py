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

from django.utils.safestring import SafeString

from socialvalue.design.parts import Heading

WIDTH = 760
LINE = 24  # height of a bar
GAP = 16  # between categories
INK = "#0b0c0c"
GREY = "#484949"
RULE = "#cecece"
INKS = ("#1d3557", "#5694ca", "#28a197", "#f46a25")  # each at least 3:1 against its neighbour's outline
DASHES = ("", "8 4", "2 4", "12 4 2 4")

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


def _frame(chart: Chart, height: float, body: Sequence[str], start: int = 0) -> SafeString:
    ident = escape(chart.ident)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(height)}" role="img" '
        f'aria-labelledby="{ident}-t {ident}-d"><title id="{ident}-t">{escape(chart.title)}</title>'
        f'<desc id="{ident}-d">{escape(chart.about)}</desc>{_patterns(chart)}'
    )
    return SafeString(head + "".join(body) + "</svg>")


def _patterns(chart: Chart) -> str:
    """Plain, diagonal, dotted, crossed: told apart without colour, and on paper."""
    ident = escape(chart.ident)
    marks = (
        "",
        '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="#fff" stroke-width="2"/>',
        '<circle cx="4" cy="4" r="1.6" fill="#fff"/>',
        '<path d="M0 4h8M4 0v8" stroke="#fff" stroke-width="1.5"/>',
    )
    made = (
        f'<pattern id="{ident}-p{at}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{INKS[at]}"/>{marks[at]}</pattern>'
        for at in range(min(len(chart.series), len(INKS)))
    )
    return f"<defs>{''.join(made)}</defs>"


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK, bold: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="16" fill="{fill}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )


def _legend(chart: Chart, y: float, *, lines: bool = False) -> list[str]:
    if len(chart.series) == 1:
        return []
    out, x = [], 0.0
    for at, series in enumerate(chart.series):
        if lines:
            mark = _stroke(at, f"M{_n(x)} {_n(y - 6)}h26")
        else:
            fill = f"url(#{escape(chart.ident)}-p{at})"
            mark = f'<rect x="{_n(x)}" y="{_n(y - 14)}" width="26" height="16" fill="{fill}"/>'
        out += [mark, _text(x + 34, y, series.name)]
        x += 64 + 9 * len(series.name)
    return out


def _stroke(at: int, path: str) -> str:
    dash = f' stroke-dasharray="{DASHES[at]}"' if DASHES[at] else ""
    return f'<path d="{path}" fill="none" stroke="{INKS[at]}" stroke-width="3"{dash}/>'


def _largest(chart: Chart) -> Number:
    return max((value for series in chart.series for value in series.values if value is not None), default=0)


def bars(chart: Chart) -> SafeString:
    """Horizontal bars, one group a category, each with its number at its end; names stand above."""
    top = steps(_largest(chart))[-1]
    room = WIDTH - 130  # for the number after the longest bar
    legend = 34 if len(chart.series) > 1 else 4
    y, body = float(legend), _legend(chart, 18)
    for at, name in enumerate(chart.categories):
        body.append(_text(0, y + 16, name, bold=True))
        y += 24
        for number, series in enumerate(chart.series):
            value = series.values[at]
            length = float(Decimal(value) / top) * room if value and value > 0 else 0.0
            fill = f"url(#{escape(chart.ident)}-p{number})"
            if length:
                body.append(
                    f'<rect x="0" y="{_n(y)}" width="{_n(length)}" height="{LINE - 2}" fill="{fill}"/>'
                )
            unit = f" {chart.unit}" if chart.unit and value is not None else ""
            fill = INK if value is not None else GREY
            body.append(_text(length + 8, y + 16, chart.cell(number, at) + unit, fill=fill))
            y += LINE
        y += GAP
    return _frame(chart, y - GAP + 4, body)


def lines(chart: Chart) -> SafeString:
    """Values over time, one line a series, named at its end; a gap where a value is not known."""
    ticks = steps(_largest(chart))
    left, right, top, bottom = 80.0, 30.0, 44.0, 40.0
    height = 340.0
    plot = height - top - bottom
    wide = WIDTH - left - right
    count = max(1, len(chart.categories) - 1)

    def across(at: int) -> float:
        return left + wide * at / count if len(chart.categories) > 1 else left + wide / 2

    def down(value: Number) -> float:
        return top + plot * (1 - float(Decimal(value) / ticks[-1]))

    body = _legend(chart, 18, lines=True)
    for tick in ticks:
        y = down(tick)
        body.append(f'<path d="M{_n(left)} {_n(y)}H{_n(WIDTH - right)}" stroke="{RULE}" stroke-width="1"/>')
        body.append(_text(left - 10, y + 5, written(tick), anchor="end", fill=GREY))
    every = math.ceil(len(chart.categories) / 8)
    for at, name in enumerate(chart.categories):
        if at % every == 0:
            body.append(_text(across(at), height - 12, name, anchor="middle", fill=GREY))
    for number, series in enumerate(chart.series):
        body += _line(
            number, [None if v is None else (across(at), down(v)) for at, v in enumerate(series.values)]
        )
    return _frame(chart, height, body)


def _line(number: int, points: Sequence[tuple[float, float] | None]) -> list[str]:
    """The line in its stretches between gaps, and a mark at each point."""
    path, drawing = "", False
    for point in points:
        if point is not None:
            path += f"{'L' if drawing else 'M'}{_n(point[0])} {_n(point[1])}"
        drawing = point is not None
    marks = (_mark(number, *point) for point in points if point is not None)
    return [_stroke(number, path), *marks] if path else []


def _mark(number: int, x: float, y: float) -> str:
    ink = INKS[number]
    if number % 2:
        return f'<rect x="{_n(x - 5)}" y="{_n(y - 5)}" width="10" height="10" fill="{ink}" stroke="#fff"/>'
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="5.5" fill="{ink}" stroke="#fff"/>'
