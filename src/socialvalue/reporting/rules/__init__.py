"""The rules of reporting: what may be published, and how a year's figures come together."""

from socialvalue.reporting.rules.disclosure import (
    HIDDEN,
    Disclosure,
    Located,
    Published,
    hide_what_could_be_derived,
    percentage,
    points_at_someone,
    published,
)
from socialvalue.reporting.rules.figures import Amounts, AsPublished, Exact, Figure, MeasureYear, Place

__all__ = [
    "HIDDEN",
    "Amounts",
    "AsPublished",
    "Disclosure",
    "Exact",
    "Figure",
    "Located",
    "MeasureYear",
    "Place",
    "Published",
    "hide_what_could_be_derived",
    "percentage",
    "points_at_someone",
    "published",
]
