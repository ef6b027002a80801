"""The tables of planning behind one door."""

from socialvalue.planning.models.exemptions import Exemption
from socialvalue.planning.models.procurements import BANDS, KINDS, Determination, Estimate, Lot, Procurement
from socialvalue.planning.models.requirements import ActRecord, Question, Requirement, RequirementStep

__all__ = [
    "BANDS",
    "KINDS",
    "ActRecord",
    "Determination",
    "Estimate",
    "Exemption",
    "Lot",
    "Procurement",
    "Question",
    "Requirement",
    "RequirementStep",
]
