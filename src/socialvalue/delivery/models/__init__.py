"""The tables of delivery behind one door."""

from socialvalue.delivery.models.commitments import (
    CaseStudy,
    Commitment,
    Delivery,
    DeliveryDecision,
    Profile,
    ProfileStep,
    RollUp,
)
from socialvalue.delivery.models.contracts import Contract, Party

__all__ = [
    "CaseStudy",
    "Commitment",
    "Contract",
    "Delivery",
    "DeliveryDecision",
    "Party",
    "Profile",
    "ProfileStep",
    "RollUp",
]
