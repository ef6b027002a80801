"""Reads of evaluation, by subject."""

from socialvalue.evaluation.queries.awards import (
    Assessed,
    AwardMade,
    OfferWon,
    Summary,
    award,
    outcomes,
    summary,
)
from socialvalue.evaluation.queries.exemptions import PublicExemption, public_exemptions
from socialvalue.evaluation.queries.feedback import EXPORTED as FEEDBACK_EXPORTED
from socialvalue.evaluation.queries.feedback import (
    asked,
    feedback_for_export,
    feedback_in,
    feedback_waiting,
    year_of_feedback,
)
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
    "FEEDBACK_EXPORTED",
    "Assessed",
    "AwardMade",
    "Desk",
    "LotStanding",
    "Moderation",
    "OfferWon",
    "PublicExemption",
    "Summary",
    "asked",
    "award",
    "award_reasons",
    "could_sit",
    "desk",
    "desks",
    "feedback_for_export",
    "feedback_in",
    "feedback_waiting",
    "lot_standing",
    "moderation",
    "outcomes",
    "paid",
    "public_exemptions",
    "standing",
    "summary",
    "waiting_for",
    "year_of_feedback",
]
