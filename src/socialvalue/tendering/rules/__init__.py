"""The rules of the tendering room: the methodology, its weights and their minimum, unanswered requirements."""

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
    "Weighting",
    "dates_fault",
    "judge_minimum",
    "lines_of",
    "percent",
    "points_for",
    "publication_needs",
    "standing",
    "weighting_of",
    "weights_as_they_add_up",
    "worked_example",
]
