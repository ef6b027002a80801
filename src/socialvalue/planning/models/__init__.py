"""The tables of planning behind one door."""

from socialvalue.planning.models.exemptions import Exemption
from socialvalue.planning.models.plans import (
    EstimatePart,
    Judgement,
    Plan,
    Regard,
    SimilarNeed,
    SuccessorConsent,
)
from socialvalue.planning.models.procurements import BANDS, KINDS, Determination, Estimate, Lot, Procurement
from socialvalue.planning.models.requirements import ActRecord, Question, Requirement, RequirementStep

__all__ = [
    "BANDS",
    "KINDS",
    "ActRecord",
    "Determination",
    "Estimate",
    "EstimatePart",
    "Exemption",
    "Judgement",
    "Lot",
    "Plan",
    "Procurement",
    "Question",
    "Regard",
    "Requirement",
    "RequirementStep",
    "SimilarNeed",
    "SuccessorConsent",
]
