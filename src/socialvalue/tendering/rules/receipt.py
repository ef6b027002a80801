"""What a receipt says: plain lines that a person reads and a program checks. The signature is added elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from socialvalue.foundation.calendar import format_instant
from socialvalue.foundation.canonical import instant_text
from socialvalue.foundation.refusal import Refusal

ORIGIN: Final = "socialvalue-bid-receipt"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The statement of a receipt. `head` is the digest of event `index`, which recorded the submission."""

    tender: str
    lot: int
    notice: str
    bid: str
    bid_sha256: str
    received_at: datetime
    index: int
    head: str

    def text(self) -> str:
        """The lines that are signed."""
        lines = (
            ORIGIN,
            "This bid was received in time.",
            f"Tender: {self.tender}",
            f"Lot: {self.lot}",
            f"Notice: {self.notice}",
            f"Bid: {self.bid}",
            f"SHA-256 of the bid: {self.bid_sha256}",
            f"Received (UTC): {instant_text(self.received_at)}",
            f"Received (UK time): {format_instant(self.received_at)}",
            f"Event log index: {self.index}",
            f"Event log head: {self.head}",
        )
        return "".join(f"{line}\n" for line in lines)


def lines_of(text: str) -> dict[str, str]:
    """The named lines of a receipt whose signature held. Refuses a note about something else."""
    first, *rest = text.splitlines()
    if first != ORIGIN:
        raise Refusal("receipt-unreadable", "The file is signed but is not a receipt for a bid.")
    return {name: value for name, _, value in (line.partition(": ") for line in rest) if value}
