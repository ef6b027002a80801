"""The rules of the tendering room."""

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

__all__ = [
    "TIE_BY_EXACT_TOTAL",
    "TIE_BY_PRICE",
    "Band",
    "Criterion",
    "Method",
    "Methodology",
    "Per",
    "Rounding",
    "RoundingMode",
    "ShareOf",
]
