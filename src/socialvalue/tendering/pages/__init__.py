"""Pages of tendering, by subject."""

from socialvalue.tendering.pages.bids import (
    begin,
    bid,
    bid_file,
    check,
    more,
    offer,
    own_bids,
    price,
    question,
    receipt,
    take_back,
)
from socialvalue.tendering.pages.methodology import bids, methodology, publish, set_weights, view_of_bidder
from socialvalue.tendering.pages.opportunities import (
    answer_form_pdf,
    answer_form_word,
    opportunities,
    opportunity,
)
from socialvalue.tendering.pages.readiness import readiness
from socialvalue.tendering.pages.second_thoughts import replace, withdraw

__all__ = [
    "answer_form_pdf",
    "answer_form_word",
    "begin",
    "bid",
    "bid_file",
    "bids",
    "check",
    "methodology",
    "more",
    "offer",
    "opportunities",
    "opportunity",
    "own_bids",
    "price",
    "publish",
    "question",
    "readiness",
    "receipt",
    "replace",
    "set_weights",
    "take_back",
    "view_of_bidder",
    "withdraw",
]
