"""The reads of themes, outcomes, measures and need behind one door."""

from socialvalue.toms.queries.local import LocalShown, local_definitions
from socialvalue.toms.queries.measures import (
    FrameworkShown,
    MeasureLine,
    MeasureShown,
    OutcomeShown,
    ThemeShown,
    framework,
    measure,
    themes,
)
from socialvalue.toms.queries.need import (
    EXPORTED,
    FigureShown,
    IndicatorShown,
    NeedOfAPlace,
    PointsTo,
    basis,
    figures_for,
    indicators,
    need_for_export,
    need_of,
    one_indicator,
    points_to,
)

__all__ = [
    "EXPORTED",
    "FigureShown",
    "FrameworkShown",
    "IndicatorShown",
    "LocalShown",
    "MeasureLine",
    "MeasureShown",
    "NeedOfAPlace",
    "OutcomeShown",
    "PointsTo",
    "ThemeShown",
    "basis",
    "figures_for",
    "framework",
    "indicators",
    "local_definitions",
    "measure",
    "need_for_export",
    "need_of",
    "one_indicator",
    "points_to",
    "themes",
]
