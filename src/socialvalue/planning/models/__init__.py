"""The tables of planning behind one door."""

from socialvalue.planning.models.asking import (
    EnvironmentalCheck,
    Inclusion,
    LegalSignOff,
    NeedPinned,
    Remark,
)
from socialvalue.planning.models.exemptions import Exemption
from socialvalue.planning.models.procurements import BANDS, KINDS, Determination, Estimate, Lot, Procurement
from socialvalue.planning.models.requirements import ActRecord, Question, Requirement, RequirementStep

__all__ = [
    "BANDS",
    "KINDS",
    "ActRecord",
    "Determination",
    "EnvironmentalCheck",
    "Estimate",
    "Exemption",
    "Inclusion",
    "LegalSignOff",
    "Lot",
    "NeedPinned",
    "Procurement",
    "Question",
    "Remark",
    "Requirement",
    "RequirementStep",
]
