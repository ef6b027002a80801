"""Who may do what in an evaluation. Duties that must be kept apart stand here as data (rulings 17, rules 27 and 28)."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row, Unless

BUYERS: Final = frozenset({Role.PROCUREMENT_OFFICER})
SENIORS: Final = frozenset({Role.PROCUREMENT_OFFICER, Role.STANDARDS_TEAM, Role.CHIEF_PROCUREMENT_OFFICER})
SCORERS: Final = frozenset({Role.EVALUATOR})
SUPPLIERS: Final = frozenset({Role.SUPPLIER})
EVALUATOR: Final = "evaluator"
BIDDER: Final = "bidder"
APART: Final = (
    Unless(
        "conflicted",
        "You declared an interest in this lot. Until somebody else has decided about it, you can do nothing here.",
    ),
    Unless("of-a-bidder", "You work for an organisation that bids for this lot."),
)
ALONE: Final = (
    *APART,
    Unless(
        "sees-prices",
        "Your other roles let you open bids with their prices. Only people who cannot see prices score.",
    ),
)
ROWS: Final = (
    Row("evaluation:view", OFFICERS | READERS, "see how an evaluation stands"),
    Row("evaluation:view", SCORERS, "see the evaluations they sit on", relation=EVALUATOR, unless=APART),
    Row("evaluator:appoint", BUYERS, "appoint or release an evaluator", unless=APART),
    Row("interest:declare", SCORERS, "declare their interests in a lot they sit on", relation=EVALUATOR),
    Row("conflict:decide", SENIORS, "decide about the declared interest of somebody else", unless=APART),
    Row("score:list", SCORERS, "see the lots that they score"),
    Row("score:view", SCORERS, "look at their own scores", relation=EVALUATOR),
    Row("score:give", SCORERS, "score the bids of a lot they sit on", relation=EVALUATOR, unless=ALONE),
    Row("consensus:view", BUYERS | {Role.AUDIT}, "see every evaluator’s marks once all have locked"),
    Row(
        "consensus:view",
        SCORERS,
        "see the marks of their own panel once all have locked",
        relation=EVALUATOR,
        unless=APART,
    ),
    Row("consensus:agree", BUYERS, "record the mark that the evaluators agreed", unless=APART),
    Row("result:view", OFFICERS | READERS, "see a result with prices and other points"),
    Row(
        "result:view",
        SCORERS,
        "see the result of a lot they sat on, once it is awarded",
        relation=EVALUATOR,
        stages=frozenset({"awarded"}),
        unless=APART,
    ),
    Row("result:run", BUYERS, "compute the result of a lot by the published method", unless=APART),
    Row("result:complete", BUYERS, "enter the points of price and other quality", unless=APART),
    Row("award:make", BUYERS, "award a lot", unless=APART),
    Row("feedback:give", SUPPLIERS, "say what they think of a tender they bid for", relation=BIDDER),
    Row(
        "feedback:view",
        frozenset({Role.STANDARDS_TEAM, Role.CHIEF_PROCUREMENT_OFFICER, Role.AUDIT}),
        "read what bidders think of tenders, without names",
    ),
    Row("summary:view", SUPPLIERS, "read the result of their own bid", relation=BIDDER),
)
