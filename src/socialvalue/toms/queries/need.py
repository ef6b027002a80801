"""Reads about need: the public figures of a place, what they point to, one figure over all districts (PRI-2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from socialvalue.foundation.refusal import Refusal
from socialvalue.places.models import Indicator, IndicatorValue, NeedBasis
from socialvalue.places.rules import Comparison, Figure, Worse, compare, in_brief, in_words, stand_out
from socialvalue.toms.models import Measure, NeedLink


@dataclass(frozen=True, slots=True)
class PointsTo:
    """An outcome that a figure points to, with its measures (code and title), why, and who approved the link."""

    outcome: str
    title: str
    why: str
    approved_by: str
    approved_on: date | None
    measures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """A published measure of need, with where it comes from."""

    id: int
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
    usual: Decimal | None

    def said(self, value: Decimal | None) -> str:
        """A value with its unit in words."""
        return in_words(value, self.decimals, self.unit)

    def brief(self, value: Decimal | None) -> str:
        """A value without the words of its unit."""
        return in_brief(value, self.decimals, self.unit)

    @property
    def usual_words(self) -> str:
        """How far a district usually is from the county, in the figure's own unit; empty where nobody can say."""
        if self.usual is None:
            return ""
        text = self.brief(self.usual)
        return f"{text.removesuffix('%')} percentage points" if text.endswith("%") else text


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure at a place beside the county's, and how it stands."""

    indicator: IndicatorShown
    here: Figure
    county: Figure | None
    comparison: Comparison
    points_to: tuple[PointsTo, ...] = ()

    @property
    def interval(self) -> str:
        """The 95% interval in words; empty where none was published."""
        if self.here.lower is None or self.here.upper is None:
            return ""
        return f"{self.indicator.brief(self.here.lower)} to {self.indicator.brief(self.here.upper)}"


@dataclass(frozen=True, slots=True)
class Basis:
    """The council's own analysis by name, and when a figure stands out."""

    analysis: str
    about: str
    dated_on: date | None  # None: it is not held
    link: str
    times: Decimal
    most: int


@dataclass(frozen=True, slots=True)
class NeedOfAPlace:
    """The figures of a place: the few that stand out, the furthest first, and all of them in the pack's order."""

    basis: Basis
    standing_out: tuple[FigureShown, ...]
    figures: tuple[FigureShown, ...]


def basis(pack_id: int) -> Basis | None:
    """What a pack version says of need as a whole (one statement); None where it says nothing."""
    row = NeedBasis.objects.filter(pack_id=pack_id).first()
    return Basis(row.analysis, row.about, row.dated_on, row.link, row.times, row.most) if row else None


def indicators(pack_id: int) -> list[IndicatorShown]:
    """Every published measure of need, in the pack's order (one statement)."""
    return [_indicator(row) for row in Indicator.objects.filter(pack_id=pack_id).order_by("number")[:500]]


def need_of(pack_id: int, *, place: str, county: str) -> NeedOfAPlace | None:
    """The figures of a place beside the county's (five statements). None where the pack has none."""
    found = basis(pack_id)
    if found is None:
        return None
    figures = _figures(pack_id, place, county, found.times)
    codes = stand_out({each.indicator.code: each.comparison for each in figures}, found.most)
    links = points_to([each.indicator.id for each in figures if each.indicator.code in codes])
    by_code = {each.indicator.code: each for each in figures}
    return NeedOfAPlace(found, tuple(_with_links(by_code[code], links) for code in codes), tuple(figures))


def _with_links(shown: FigureShown, links: dict[int, list[PointsTo]]) -> FigureShown:
    return FigureShown(
        shown.indicator, shown.here, shown.county, shown.comparison, tuple(links.get(shown.indicator.id, ()))
    )


def figures_for(outcome: str, *, pack_id: int, place: str, county: str) -> list[FigureShown]:
    """The figures that point to an outcome, at a place or the county (3 statements): the furthest first."""
    found = basis(pack_id)
    if found is None:
        return []
    pointing = NeedLink.objects.filter(indicator__pack_id=pack_id, outcome__code=outcome)
    figures = _figures(pack_id, place or county, county, found.times, only=pointing)
    out = stand_out({each.indicator.code: each.comparison for each in figures}, len(figures))
    return sorted(
        (each for each in figures if each.here.value is not None),
        key=lambda each: (
            out.index(each.indicator.code) if each.indicator.code in out else len(out),
            each.indicator.is_survey,
        ),
    )


def _figures(
    pack_id: int, place: str, county: str, times: Decimal, only: QuerySet[NeedLink] | None = None
) -> list[FigureShown]:
    rows = Indicator.objects.filter(pack_id=pack_id).order_by("number")
    if only is not None:
        rows = rows.filter(id__in=only.values("indicator"))
    known = {row.id: _indicator(row) for row in rows[:500]}
    values: dict[int, dict[str, Figure]] = defaultdict(dict)
    for row in IndicatorValue.objects.filter(indicator__in=known, place__in={place, county}):
        values[row.indicator_id][row.place] = Figure(row.value, row.lower, row.upper)
    return [_shown(each, values[id_], place, county, times) for id_, each in known.items()]


def _shown(
    indicator: IndicatorShown, values: dict[str, Figure], place: str, county: str, times: Decimal
) -> FigureShown:
    here, whole = values.get(place, Figure(None)), values.get(county)
    comparison = compare(
        here,
        county=None if place == county else whole,
        usual=indicator.usual,
        worse=indicator.worse,
        is_survey=indicator.is_survey,
        times=times,
    )
    return FigureShown(indicator, here, whole, comparison)


def points_to(indicator_ids: Iterable[int]) -> dict[int, list[PointsTo]]:
    """What figures point to, by indicator (two statements)."""
    links = list(
        NeedLink.objects.filter(indicator__in=list(indicator_ids))
        .select_related("outcome")
        .order_by("number")
    )
    measures: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Measure.objects.filter(outcome__in={link.outcome_id for link in links}).order_by("number")
    for outcome, code, title in rows.values_list("outcome_id", "code", "title"):
        measures[outcome].append((code, title))
    found: dict[int, list[PointsTo]] = defaultdict(list)
    for link in links:
        found[link.indicator_id].append(
            PointsTo(
                link.outcome.code, link.outcome.title, link.why, link.approved_by, link.approved_on,
                tuple(measures[link.outcome_id]),
            )
        )  # fmt: skip
    return dict(found)


def one_indicator(pack_id: int, code: str) -> tuple[IndicatorShown, dict[str, Figure]]:
    """One measure of need with its figure for every place (two statements). One that is not there is a 404."""
    row = Indicator.objects.filter(pack_id=pack_id, code=code).first()
    if row is None:
        raise Refusal("not-found", "We could not find that figure.", status=404)
    values = IndicatorValue.objects.filter(indicator=row)
    return _indicator(row), {each.place: Figure(each.value, each.lower, each.upper) for each in values}


EXPORTED = {
    "Indicator": "indicator__code",
    "Title": "indicator__title",
    "Place code": "place",
    "Value": "value",
    "Lower end of the 95% interval": "lower",
    "Upper end of the 95% interval": "upper",
    "Unit": "indicator__unit",
    "Period": "indicator__period",
    "From a survey": "indicator__is_survey",
    "Source": "indicator__source",
    "Published": "indicator__published",
    "Licence": "indicator__licence",
}


def need_for_export(pack_id: int, *, place: str = "", indicator: str = "") -> Iterator[tuple[Any, ...]]:
    """Every figure, or those of one place or one indicator, streamed (one statement): the columns of `EXPORTED`."""
    rows = IndicatorValue.objects.filter(indicator__pack_id=pack_id)
    if place:
        rows = rows.filter(place=place)
    if indicator:
        rows = rows.filter(indicator__code=indicator)
    return (
        rows.order_by("indicator__number", "place").values_list(*EXPORTED.values()).iterator(chunk_size=2000)
    )


def _indicator(row: Indicator) -> IndicatorShown:
    return IndicatorShown(
        row.id, row.code, row.title, row.meaning, row.unit, row.decimals, Worse(row.worse), row.period, row.source,
        row.licence, row.published, row.is_survey, row.usual,
    )  # fmt: skip
