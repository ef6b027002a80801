"""The deeds of tendering, by subject."""

from socialvalue.tendering.actions.bids import (
    Given,
    answer_question,
    begin_bid,
    declare_price,
    offer,
    offer_more,
    take_back_offer,
)
from socialvalue.tendering.actions.methodology import save_methodology
from socialvalue.tendering.actions.publication import publish_opportunity
from socialvalue.tendering.actions.second_thoughts import replace_bid, withdraw_bid
from socialvalue.tendering.actions.submission import submit_bid

__all__ = [
    "Given",
    "answer_question",
    "begin_bid",
    "declare_price",
    "offer",
    "offer_more",
    "publish_opportunity",
    "replace_bid",
    "save_methodology",
    "submit_bid",
    "take_back_offer",
    "withdraw_bid",
]
