"""What deeds and pages of evaluation both read."""

from socialvalue.evaluation.readings.bids import Contender, OfferRead, contenders, faults, prices
from socialvalue.evaluation.readings.lots import (
    LotRead,
    SeatRead,
    held_lot,
    lot_of_seat,
    lots_of,
    lots_of_panels,
)
from socialvalue.evaluation.readings.marks import Agreed, Given, agreed, marks_of
from socialvalue.evaluation.readings.methods import CriterionRead, Scheme, schemes
from socialvalue.evaluation.readings.results import (
    DecisionRead,
    ResultRead,
    decisions,
    newest_results,
    result_of,
)

__all__ = [
    "Agreed",
    "Contender",
    "CriterionRead",
    "DecisionRead",
    "Given",
    "LotRead",
    "OfferRead",
    "ResultRead",
    "Scheme",
    "SeatRead",
    "agreed",
    "contenders",
    "decisions",
    "faults",
    "held_lot",
    "lot_of_seat",
    "lots_of",
    "lots_of_panels",
    "marks_of",
    "newest_results",
    "prices",
    "result_of",
    "schemes",
]
