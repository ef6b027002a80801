"""The rules of the tendering room: the methodology, its weights and their minimum, wording, unanswered requirements."""

from socialvalue.planning.rules import ExemptionKind
from socialvalue.tendering.rules.example import Example, points_for, worked_example
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
from socialvalue.tendering.rules.minimum import Exemption, MinimumFinding, judge_minimum
from socialvalue.tendering.rules.publication import LotReady, dates_fault, publication_needs
from socialvalue.tendering.rules.receipt import Receipt, lines_of
from socialvalue.tendering.rules.states import BID
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
    "BID",
    "TIE_BY_EXACT_TOTAL",
    "TIE_BY_PRICE",
    "Band",
    "Consequence",
    "Criterion",
    "Example",
    "Exemption",
    "ExemptionKind",
    "Finding",
    "Line",
    "LotReady",
    "Method",
    "Methodology",
    "MinimumFinding",
    "Part",
    "Per",
    "Receipt",
    "Requirement",
    "Rounding",
    "RoundingMode",
    "ShareOf",
    "Shares",
    "Standing",
    "Unanswered",
    "Verdict",
    "Weighting",
    "dates_fault",
    "is_refused",
    "judge_minimum",
    "lines_of",
    "look_at",
    "percent",
    "points_for",
    "publication_needs",
    "section_17_caution",
    "standing",
    "weighting_of",
    "weights_as_they_add_up",
    "worked_example",
]
