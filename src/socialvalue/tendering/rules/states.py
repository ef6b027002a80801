"""The states of a bid: a draft that its bidder may change until it is sent."""

from typing import Final

from socialvalue.foundation.states import StateTable, Step

BID: Final = StateTable(
    noun="bid",
    begins="draft",
    steps=(
        Step("draft", "change", "draft", "bid_changed"),
        Step("draft", "submit", "submitted", "bid_submitted"),
    ),
)
