"""The rules of delivery: the ledger and its state tables.

By their own names: `attribution` (who may claim a delivery), `rollup` (under the figures), `case_studies`.
"""

from socialvalue.delivery.rules.ledger import (
    Commitment,
    Moment,
    Position,
    Schedule,
    State,
    ledger,
    position,
    schedule,
    year_end,
)
from socialvalue.delivery.rules.profiles import Instalment, Profile, Term, Variation
from socialvalue.delivery.rules.states import CASE_STUDY, COMMITMENT_CHECK, DELIVERY
from socialvalue.delivery.rules.verification import Decision, Delivery, DeliveryState

__all__ = [
    "CASE_STUDY",
    "COMMITMENT_CHECK",
    "DELIVERY",
    "Commitment",
    "Decision",
    "Delivery",
    "DeliveryState",
    "Instalment",
    "Moment",
    "Position",
    "Profile",
    "Schedule",
    "State",
    "Term",
    "Variation",
    "ledger",
    "position",
    "schedule",
    "year_end",
]
