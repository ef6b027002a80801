"""What deeds and pages of planning both read."""

from socialvalue.planning.readings.exemptions import ExemptionInForce, exemptions_in_force

__all__ = [
    "ExemptionInForce",
    "exemptions_in_force",
]
