"""The public pages of themes, outcomes, measures and need behind one door."""

from socialvalue.toms.pages.measures import measure, measures
from socialvalue.toms.pages.need import need, need_csv, need_of_a_place

__all__ = ["measure", "measures", "need", "need_csv", "need_of_a_place"]
