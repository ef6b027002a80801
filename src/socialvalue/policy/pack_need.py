"""The figures of need in a council's data pack, read into frozen values. A pack may have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from socialvalue.places.rules import Figure, Indicator, Need, Worse
from socialvalue.policy.pack_files import Row, Table, read_rows, read_table

FILE: Final = "indicators.toml"
FIGURES: Final = "indicators.csv"


def load_need(path: Path, *, places: Collection[str]) -> Need | None:
    """What the pack folder `path` says of need; None where it says nothing. Refuses the first fault.

    `places` are the codes of the council's own area: a figure for another place would be counted as its own.
    """
    if not (path / FILE).exists():
        return None
    table = read_table(path / FILE)
    figures = _figures(path / FIGURES, places)
    indicators = tuple(_indicator(each, figures) for each in table.list_of_tables("indicator"))
    known = [each.code for each in indicators]
    if twice := next((code for code in known if known.count(code) > 1), None):
        raise table.fault(twice, "This code stands twice: give each its own")
    if strange := next((code for code in figures if code not in known), None):
        raise table.fault(strange, f"{FIGURES} has figures for it: add it, or remove them")
    analysis, out = table.sub("analysis"), table.sub("stands_out")
    most = out.plain("most")
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        raise out.fault("most", "Give a whole number of 1 or more")
    return Need(
        analysis=analysis.text("title"),
        about=analysis.text("about"),
        dated_on=analysis.day_or_none("dated"),
        link=analysis.text("link", default=""),
        times=out.decimal("times"),
        most=most,
        indicators=indicators,
    )


def _indicator(table: Table, figures: dict[str, dict[str, Figure]]) -> Indicator:
    code, decimals = table.text("code"), table.plain("decimals")
    if not isinstance(decimals, int) or isinstance(decimals, bool) or not 0 <= decimals <= 4:
        raise table.fault("decimals", "Give a whole number from 0 to 4")
    if code not in figures:
        raise table.fault(code, f"Add its figures to {FIGURES}")
    return Indicator(
        code=code,
        title=table.text("title"),
        meaning=table.text("meaning"),
        unit=table.text("unit"),
        decimals=decimals,
        worse=table.choice("worse", Worse),
        period=table.text("period"),
        source=table.text("source"),
        licence=table.text("licence"),
        published=table.text("published", default=""),
        is_survey=table.truth("survey", default=False),
        figures=figures[code],
    )


def _figures(path: Path, places: Collection[str]) -> dict[str, dict[str, Figure]]:
    found: dict[str, dict[str, Figure]] = defaultdict(dict)
    for row in read_rows(path, unique=("code", "place")):
        place = row.text("place")
        if place not in places:
            raise row.fault("place", f"{place} is no place of the council’s own area in places.csv")
        figure = Figure(_number(row, "value"), _number(row, "lower"), _number(row, "upper"))
        if (figure.lower is None) is not (figure.upper is None):
            raise row.fault("lower", "Give both ends of the interval, or neither")
        found[row.text("code")][place] = figure
    return dict(found)


def _number(row: Row, field: str) -> Decimal | None:
    text = row.text(field, default="")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise row.fault(field, "Give a number, or leave the cell empty") from None
    if not value.is_finite() or value != value.quantize(Decimal("0.0001")):
        raise row.fault(field, "Give a number with at most four decimal places")
    return value
