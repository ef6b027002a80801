"""Reads of tendering, by subject."""

from socialvalue.tendering.queries.bids import (
    Arrived,
    BidRow,
    BidShown,
    OfferShown,
    arrived,
    bid,
    bid_of,
    canonical_bid,
    measures_of,
    own_bids,
)
from socialvalue.tendering.queries.methodology import Readiness, canonical, finding, readiness
from socialvalue.tendering.queries.opportunities import OpportunityShown, opportunities, opportunity
from socialvalue.tendering.queries.tender import (
    Asked,
    AskedInWords,
    LotShown,
    Method,
    criteria_of,
    lots,
)

__all__ = [
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
    "arrived",
    "bid",
    "bid_of",
    "canonical",
    "canonical_bid",
    "criteria_of",
    "finding",
    "lots",
    "measures_of",
    "opportunities",
    "opportunity",
    "own_bids",
    "readiness",
]
