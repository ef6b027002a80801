"""The rules of the tendering room: the methodology, its weights and their minimum, wording, unanswered requirements."""

from socialvalue.tendering.rules.methodology import (
    TIE_BY_EXACT_TOTAL,
    TIE_BY_PRICE,
    Band,
    Criterion,
    Method,
    Methodology,
    Per,
    Rounding,
    RoundingMode,
    ShareOf,
)
from socialvalue.tendering.rules.minimum import Exemption, ExemptionKind, MinimumFinding, judge_minimum
from socialvalue.tendering.rules.unanswered import Consequence, Requirement, Standing, Unanswered, standing
from socialvalue.tendering.rules.weights import (
    Line,
    Part,
    Shares,
    Weighting,
    percent,
    weighting_of,
    weights_as_they_add_up,
)
from socialvalue.tendering.rules.wording import Finding, Verdict, is_refused, look_at, section_17_caution

__all__ = [
    "TIE_BY_EXACT_TOTAL",
    "TIE_BY_PRICE",
    "Band",
    "Consequence",
    "Criterion",
    "Exemption",
    "ExemptionKind",
    "Finding",
    "Line",
    "Method",
    "Methodology",
    "MinimumFinding",
    "Part",
    "Per",
    "Requirement",
    "Rounding",
    "RoundingMode",
    "ShareOf",
    "Shares",
    "Standing",
    "Unanswered",
    "Verdict",
    "Weighting",
    "is_refused",
    "judge_minimum",
    "look_at",
    "percent",
    "section_17_caution",
    "standing",
    "weighting_of",
    "weights_as_they_add_up",
]
