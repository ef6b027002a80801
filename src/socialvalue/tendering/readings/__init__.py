"""One reading of tenders and bids, for deeds and pages alike: a deed decides on what its page showed."""

from socialvalue.tendering.readings.bids import (
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
    "Asked",
    "AskedInWords",
    "BidShown",
    "LotShown",
    "Method",
    "OfferShown",
    "OpportunityShown",
    "Readiness",
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
    "published",
    "readiness",
]
