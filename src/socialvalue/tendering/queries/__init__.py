"""Reads of tendering, by subject."""

from socialvalue.tendering.queries.answer_form import answer_form
from socialvalue.tendering.queries.lists import Arrived, BidRow, arrived, own_bids
from socialvalue.tendering.queries.waiting import waiting_for
from socialvalue.tendering.readings.bids import (
    DRAIN,
    BidShown,
    OfferShown,
    bid,
    bid_of,
    canonical_bid,
    measures_of,
)
from socialvalue.tendering.readings.methodology import Readiness, canonical, readiness
from socialvalue.tendering.readings.opportunities import (
    OpportunityShown,
    bids_are_made_here,
    opportunities,
    opportunity,
    published,
)
from socialvalue.tendering.readings.tender import (
    Asked,
    AskedInWords,
    LotShown,
    Method,
    criteria_of,
    lots,
)

__all__ = [
    "DRAIN",
    "Arrived",
    "Asked",
    "AskedInWords",
    "BidRow",
    "BidShown",
    "LotShown",
    "Method",
    "OfferShown",
    "OpportunityShown",
    "Readiness",
    "answer_form",
    "arrived",
    "bid",
    "bid_of",
    "bids_are_made_here",
    "canonical",
    "canonical_bid",
    "criteria_of",
    "lots",
    "measures_of",
    "opportunities",
    "opportunity",
    "own_bids",
    "published",
    "readiness",
    "waiting_for",
]
