"""The tables of planning behind one door."""

from socialvalue.planning.models.engagement import (
    Attendance,
    EngagementEvent,
    EngagementStatement,
    EventProcurement,
)
from socialvalue.planning.models.exemptions import Exemption
from socialvalue.planning.models.feasibility import (
    FeasibilityAnswer,
    FeasibilityItem,
    FeasibilityTest,
    Invitation,
)
from socialvalue.planning.models.procurements import BANDS, KINDS, Determination, Estimate, Lot, Procurement
from socialvalue.planning.models.requirements import ActRecord, Question, Requirement, RequirementStep

__all__ = [
    "BANDS",
    "KINDS",
    "ActRecord",
    "Attendance",
    "Determination",
    "EngagementEvent",
    "EngagementStatement",
    "Estimate",
    "EventProcurement",
    "Exemption",
    "FeasibilityAnswer",
    "FeasibilityItem",
    "FeasibilityTest",
    "Invitation",
    "Lot",
    "Procurement",
    "Question",
    "Requirement",
    "RequirementStep",
]
