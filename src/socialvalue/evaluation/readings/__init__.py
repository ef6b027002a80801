"""What deeds and pages of evaluation both read."""

from socialvalue.evaluation.readings.bids import Contender, OfferRead, contenders, faults, filled, prices
from socialvalue.evaluation.readings.lots import (
    LotRead,
    SeatRead,
    held_lot,
    lot_of,
    lot_of_seat,
    lot_rows,
    lots_of,
    lots_with_bids,
    panel_of_seat,
    rows_of_panels,
    seats_of,
    who_see_prices,
)
from socialvalue.evaluation.readings.marks import Agreed, Given, agreed, marks_of
from socialvalue.evaluation.readings.methods import CriterionRead, Scheme, schemes
from socialvalue.evaluation.readings.reasons import reasons_for
from socialvalue.evaluation.readings.results import (
    DecisionRead,
    ResultRead,
    decisions,
    newest_results,
    result_of,
    shares_first,
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
    "filled",
    "held_lot",
    "lot_of",
    "lot_of_seat",
    "lot_rows",
    "lots_of",
    "lots_with_bids",
    "marks_of",
    "newest_results",
    "panel_of_seat",
    "prices",
    "reasons_for",
    "result_of",
    "rows_of_panels",
    "schemes",
    "seats_of",
    "shares_first",
    "who_see_prices",
]
