"""Reads of evaluation, by subject."""

from socialvalue.evaluation.queries.awards import (
    Assessed,
    AwardMade,
    OfferWon,
    Summary,
    award,
    has_summary,
    summary,
)
from socialvalue.evaluation.queries.exemptions import PublicExemption, public_exemptions
from socialvalue.evaluation.queries.scoring import Desk, desk, desks
from socialvalue.evaluation.queries.standing import (
    LotStanding,
    Moderation,
    award_reasons,
    could_sit,
    lot_standing,
    moderation,
    paid,
    standing,
)
from socialvalue.evaluation.queries.waiting import waiting_for

__all__ = [
    "Assessed",
    "AwardMade",
    "Desk",
    "LotStanding",
    "Moderation",
    "OfferWon",
    "PublicExemption",
    "Summary",
    "award",
    "award_reasons",
    "could_sit",
    "desk",
    "desks",
    "has_summary",
    "lot_standing",
    "moderation",
    "paid",
    "public_exemptions",
    "standing",
    "summary",
    "waiting_for",
]
