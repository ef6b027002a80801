"""The tables of delivery behind one door."""

from socialvalue.delivery.models.case_studies import CaseStudy, CaseStudyVersion
from socialvalue.delivery.models.commitments import (
    Commitment,
    Delivery,
    DeliveryDecision,
    Profile,
    ProfileStep,
    RollUp,
)
from socialvalue.delivery.models.contracts import Contract, Party
from socialvalue.delivery.models.initiatives import Initiative

__all__ = [
    "CaseStudy",
    "CaseStudyVersion",
    "Commitment",
    "Contract",
    "Delivery",
    "DeliveryDecision",
    "Initiative",
    "Party",
    "Profile",
    "ProfileStep",
    "RollUp",
]
