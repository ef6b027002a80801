"""The tables of planning behind one door."""

from socialvalue.planning.models.asking import EnvironmentalCheck, Inclusion, LegalSignOff, NeedPinned, Remark
from socialvalue.planning.models.breaches import Breach
from socialvalue.planning.models.decisions import ExemptionCondition, ExemptionDecision
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
from socialvalue.planning.models.plans import (
    EstimatePart,
    Judgement,
    Plan,
    Regard,
    SimilarNeed,
    SuccessorConsent,
)
from socialvalue.planning.models.procurements import BANDS, KINDS, Determination, Estimate, Lot, Procurement
from socialvalue.planning.models.requests import ExemptionPaper, ExemptionRequest, ExemptionReview
from socialvalue.planning.models.requirements import ActRecord, Question, Requirement, RequirementStep

__all__ = [
    "BANDS",
    "KINDS",
    "ActRecord",
    "Attendance",
    "Breach",
    "Determination",
    "EngagementEvent",
    "EngagementStatement",
    "EnvironmentalCheck",
    "Estimate",
    "EstimatePart",
    "EventProcurement",
    "Exemption",
    "ExemptionCondition",
    "ExemptionDecision",
    "ExemptionPaper",
    "ExemptionRequest",
    "ExemptionReview",
    "FeasibilityAnswer",
    "FeasibilityItem",
    "FeasibilityTest",
    "Inclusion",
    "Invitation",
    "Judgement",
    "LegalSignOff",
    "Lot",
    "NeedPinned",
    "Plan",
    "Procurement",
    "Question",
    "Regard",
    "Remark",
    "Requirement",
    "RequirementStep",
    "SimilarNeed",
    "SuccessorConsent",
]
