"""What must be true before an opportunity is published, as far as it is not a matter of weights (CAT-1, rule 20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from socialvalue.policy.rules import Band, Reason


@dataclass(frozen=True, slots=True)
class LotReady:
    """A lot as publication looks at it."""

    number: int
    confirmed: int  # requirements
    drafts: int
    has_method: bool
    missing: tuple[str, ...]  # requirements or questions that no criterion scores


def what_is_missing(
    *, band: Band, determination: str, lots: Sequence[LotReady], has_notice: bool = True
) -> tuple[Reason, ...]:
    """Why this cannot be published yet; empty when it can."""
    found = []
    if determination == "proposed":
        found.append(Reason("INC-4", "Confirm or correct the determination first."))
    if not has_notice:
        found.append(Reason("FIN-1", "Enter the reference of the published notice."))
    for lot in lots:
        if band is Band.MANDATORY and not lot.confirmed:
            found.append(Reason("CAT-1", f"Lot {lot.number} has no confirmed requirement."))
        if lot.drafts:
            found.append(
                Reason("CAT-1", f"Lot {lot.number} has requirements in draft: confirm or remove them.")
            )
        if not lot.has_method and (lot.confirmed or band is Band.MANDATORY):
            found.append(Reason("SCO-4", f"Lot {lot.number} has no methodology."))
        found += [
            Reason("SCO-4", f"Lot {lot.number}: {name} has no weight in the methodology: save it again.")
            for name in lot.missing
        ]
    return tuple(found)


def dates_fault(
    *, closes_at: datetime, now: datetime, starts_on: date, ends_on: date, closes_on: date
) -> tuple[str, str] | None:
    """The field and the sentence, where the dates cannot be; None where they can."""
    if closes_at <= now:
        return "closes_on", "The time for bids must end in the future."
    if starts_on <= closes_on:
        return "starts_on", "The contract must start after the time for bids has ended."
    if ends_on < starts_on:
        return "ends_on", "The contract must end on or after the day it starts."
    return None
