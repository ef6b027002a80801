"""The states of a bid: a draft until it is sent; then it counts, unless it is withdrawn or replaced."""

from typing import Final

from socialvalue.foundation.states import StateTable, Step

BID: Final = StateTable(
    noun="bid",
    begins="draft",
    steps=(
        Step("draft", "change", "draft", "bid_changed"),
        Step("draft", "submit", "submitted", "bid_submitted"),
        Step("draft", "withdraw", "withdrawn", "bid_withdrawn"),
        Step("submitted", "withdraw", "withdrawn", "bid_withdrawn"),
        Step("submitted", "replace", "superseded", "bid_replaced"),
    ),
)
