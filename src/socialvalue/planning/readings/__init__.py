"""Readings that deeds and pages of planning share."""

from socialvalue.planning.readings.exemptions import ExemptionInForce, exemptions_in_force

__all__ = ["ExemptionInForce", "exemptions_in_force"]
