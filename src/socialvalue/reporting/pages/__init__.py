"""The pages of reporting behind one door."""

from socialvalue.reporting.pages.figure import export_rows, figure
from socialvalue.reporting.pages.places import area, place, places
from socialvalue.reporting.pages.statement import export, statement, years

__all__ = ["area", "export", "export_rows", "figure", "place", "places", "statement", "years"]
