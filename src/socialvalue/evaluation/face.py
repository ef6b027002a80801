"""What pages of evaluation share: crumbs, tags, words for where a lot stands."""

from __future__ import annotations

from typing import Final

from socialvalue.design.parts import Colour, Crumb, Tag
from socialvalue.evaluation.rules import Stage

HOME: Final = Crumb("Home", "/")
SCORING: Final = Crumb("Scoring", "/scoring")
SEATS: Final = {
    "appointed": Tag("To declare interests", Colour.YELLOW),
    "declared": Tag("Scoring", Colour.BLUE),
    "suspended": Tag("Interest to decide", Colour.ORANGE),
    "locked": Tag("Locked", Colour.GREEN),
    "removed": Tag("Removed"),
    "released": Tag("Released"),
}
STAGES: Final = {
    Stage.SEALED: Tag("Bids sealed", Colour.PURPLE),
    Stage.NO_BIDS: Tag("No bids"),
    Stage.APPOINTING: Tag("Evaluators to appoint", Colour.YELLOW),
    Stage.SCORING: Tag("Being scored", Colour.BLUE),
    Stage.AGREEING: Tag("Marks to agree", Colour.YELLOW),
    Stage.COMPUTING: Tag("Result to compute", Colour.YELLOW),
    Stage.OTHER_PARTS: Tag("Price and other quality to enter", Colour.YELLOW),
    Stage.AWARDING: Tag("To award", Colour.YELLOW),
    Stage.AWARDED: Tag("Awarded", Colour.GREEN),
}
SHARED_FIRST: Final = Tag("First rank shared: ask Legal", Colour.ORANGE)
SAYS: Final = {
    Stage.NO_BIDS: "Nobody has bid for this lot. There is nothing to score.",
    Stage.APPOINTING: "The bids are opened. Appoint at least two people who score alone and then agree.",
    Stage.SCORING: "The evaluators score alone. Nobody sees another’s marks before all have locked theirs.",
    Stage.AGREEING: "All evaluators have locked their marks. They meet and agree one mark for each bid and question.",
    Stage.COMPUTING: "Every mark is agreed. The published method can now be run over all bids.",
    Stage.OTHER_PARTS: "Social Value is scored and locked. Its points are one part: enter the points that each bid got "
    "for price and all other quality.",
    Stage.AWARDING: "The order is final. The first can be awarded the lot.",
    Stage.AWARDED: "The lot is awarded. Every bidder was told and can read its own summary.",
}
DECISIONS: Final = {"none": "No conflict", "mitigated": "Conflict mitigated", "removed": "Removed"}
