"""Who may do what with methodologies, opportunities and bids."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row

BUYERS: Final = frozenset({Role.PROCUREMENT_OFFICER})
SUPPLIERS: Final = frozenset({Role.SUPPLIER})
PLANNING: Final = frozenset({"planning"})
BIDDER: Final = "bidder"
ROWS: Final = (
    Row("methodology:view", OFFICERS | READERS | {Role.EVALUATOR}, "see how bids will be scored"),
    Row("methodology:save", BUYERS, "set how bids will be scored", stages=PLANNING),
    Row("opportunity:publish", BUYERS, "publish an opportunity", stages=PLANNING),
    Row("bid:count", OFFICERS | READERS, "see how many bids have arrived"),
    Row("bid:begin", SUPPLIERS, "start a bid and see their own bids"),
    Row("bid:view", SUPPLIERS, "look at their own bids", relation=BIDDER),
    Row(
        "bid:view",
        BUYERS | {Role.AUDIT},
        "look at bids once they are opened",
        stages=frozenset({"opened"}),
    ),
    Row("bid:change", SUPPLIERS, "change their own bid", relation=BIDDER, stages=frozenset({"draft"})),
    Row("bid:submit", SUPPLIERS, "send their own bid", relation=BIDDER),
    Row("bid:replace", SUPPLIERS, "replace their own bid with a new one", relation=BIDDER),
    Row("bid:withdraw", SUPPLIERS, "withdraw their own bid", relation=BIDDER),
)
