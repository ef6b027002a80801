"""Need by place: when a published figure stands out from the county's, and when it must not be judged (PRI-2).

A figure stands out where it is further from the county figure, on the worse side, than a district usually is. A figure
from a survey is never judged: between two districts it is mostly noise. What was not published is missing, not nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import Final

FEWEST: Final = 5  # places with a figure: of fewer nobody can say what is usual
FINEST: Final = Decimal("0.0001")


class Worse(StrEnum):
    """On which side a figure means more need."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"  # a fact that is not judged


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as it was published, with its 95% interval where one was; None: not published for this place."""

    value: Decimal | None
    lower: Decimal | None = None
    upper: Decimal | None = None

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies within the interval: then the two are not reliably apart."""
        return self.lower is not None and self.upper is not None and self.lower <= value <= self.upper


@dataclass(frozen=True, slots=True)
class Indicator:
    """A published measure of need, with its figures by place code.

    `decimals` is how many are shown; `published` is when the source gave it out, in words, empty where not known.
    """

    code: str
    title: str
    meaning: str
    unit: str
    decimals: int
    worse: Worse
    period: str
    source: str
    licence: str
    published: str
    is_survey: bool
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Need:
    """Everything that a pack says of need: the council's own analysis, the public figures, when one stands out.

    `dated_on` and `link` are of the analysis: None and empty where it is not held.
    """

    analysis: str
    about: str
    dated_on: date | None
    link: str
    times: Decimal
    most: int
    indicators: tuple[Indicator, ...]


class Standing(StrEnum):
    """How a place's figure stands beside the county's."""

    STANDS_OUT = "stands-out"
    USUAL = "usual"  # no further off than a district usually is, or on the better side
    NOT_APART = "not-apart"  # its interval holds the county figure
    SURVEY = "survey"  # not judged: a survey
    NOT_JUDGED = "not-judged"  # a fact without a worse side
    NOT_COMPARED = "not-compared"  # no county figure, or too few places to say what is usual
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a figure stands; `times` is how many usual distances it lies on the worse side, where it was compared."""

    standing: Standing
    times: Decimal | None = None


def usual_distance(county: Figure | None, districts: Iterable[Figure]) -> Decimal | None:
    """How far a district usually is from the county: half are nearer, half are further. None: nobody can say."""
    if county is None or county.value is None:
        return None
    away = [abs(each.value - county.value) for each in districts if each.value is not None]
    return median(away).quantize(FINEST) if len(away) >= FEWEST else None


def compare(
    here: Figure,
    *,
    county: Figure | None,
    usual: Decimal | None,
    worse: Worse,
    is_survey: bool,
    times: Decimal,
) -> Comparison:
    """Whether a figure stands out. The reasons not to judge come first: no figure may be read for more than it says."""
    if here.value is None:
        return Comparison(Standing.MISSING)
    if is_survey:
        return Comparison(Standing.SURVEY)
    if worse is Worse.NEITHER:
        return Comparison(Standing.NOT_JUDGED)
    if county is None or county.value is None or not usual:
        return Comparison(Standing.NOT_COMPARED)
    off = here.value - county.value if worse is Worse.HIGHER else county.value - here.value
    distance = (off / usual).quantize(FINEST)
    if distance < times:
        return Comparison(Standing.USUAL, distance)
    if here.holds(county.value):
        return Comparison(Standing.NOT_APART, distance)
    return Comparison(Standing.STANDS_OUT, distance)


def stand_out(compared: Mapping[str, Comparison], most: int) -> tuple[str, ...]:
    """The codes of the few that stand out, the furthest first; equal ones in the pack's order."""
    found = [
        (code, each.times)
        for code, each in compared.items()
        if each.standing is Standing.STANDS_OUT and each.times is not None
    ]
    return tuple(code for code, _ in sorted(found, key=lambda pair: -pair[1])[:most])


def in_words(value: Decimal | None, decimals: int, unit: str) -> str:
    """A figure with its unit: "5.2 per cent of people aged 16 to 64", "£655.90 a week"."""
    if value is None:
        return "Not published"
    figure = f"{value:,.{decimals}f}"
    if unit.startswith("pounds"):
        return f"£{figure}{unit.removeprefix('pounds')}"
    if unit.startswith("per cent"):
        return f"{figure}%{unit.removeprefix('per cent')}"
    if unit.startswith("rank"):
        return f"{figure} of {unit.removeprefix('rank among ')}"
    return f"{figure} {unit}"


def in_brief(value: Decimal | None, decimals: int, unit: str) -> str:
    """The same without its unit's words, where a heading says them: "5.2%", "£655.90"."""
    if value is None:
        return "Not published"
    sign = "£" if unit.startswith("pounds") else ""
    return f"{sign}{value:,.{decimals}f}{'%' if unit.startswith('per cent') else ''}"
