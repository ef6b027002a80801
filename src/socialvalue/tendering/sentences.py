"""The history of a bid in sentences. What happens to a procurement is told in planning."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "bid_started": "{who} started this bid.",
    "bid_changed": "{who} changed this bid.",
    "bid_submitted": "{who} sent this bid.",
    "bid_withdrawn": "{who} withdrew this bid.",
    "bid_replaced": "{who} replaced this bid with a new one.",
    "bid_refused": "{who} tried to send this bid too late: it was refused.",
}
