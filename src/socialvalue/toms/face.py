"""What pages of higher rooms share with those of need: how a figure stands, in words."""

from __future__ import annotations

from typing import Final

from socialvalue.places.rules import Standing
from socialvalue.toms.queries import FigureShown

STANDINGS: Final = {
    Standing.STANDS_OUT: "Stands out",
    Standing.USUAL: "Not further off than usual",
    Standing.NOT_APART: "Could be the same: its interval holds the county figure",
    Standing.SURVEY: "Not judged: from a survey",
    Standing.NOT_JUDGED: "Not judged: a fact about the place",
    Standing.NOT_COMPARED: "Not compared: no county figure",
    Standing.MISSING: "Not published for this place",
}


def beside(shown: FigureShown, *, is_county: bool) -> str:
    """A figure in a line: the period, the county's figure beside a district's, how it stands, where it is from."""
    of, whole = shown.indicator, shown.county
    parts = [of.period]
    if not is_county:
        if whole is not None and whole.value is not None:
            parts.append(f"{of.brief(whole.value)} in the whole county")
        parts.append(STANDINGS[shown.comparison.standing].lower())
    if shown.interval:
        parts.append(f"between {shown.interval}")
    return f"{', '.join(parts)}. {of.source}."
