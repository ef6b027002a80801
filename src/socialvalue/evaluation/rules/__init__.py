"""The rules of the evaluation room: scores computed exactly, what to look at in them, and the rule lab."""

from collections.abc import Sequence
from dataclasses import dataclass

from socialvalue.evaluation.rules import signals
from socialvalue.evaluation.rules.award import (
    WHOLE,
    Total,
    check_other,
    check_reasons,
    check_winner,
    final_order,
    needs_standstill,
    other_points,
    pause,
    reason_of_a_quantity,
)
from socialvalue.evaluation.rules.conversion import (
    Mark,
    Submitted,
    as_file,
    as_scored,
    judged,
    not_agreed,
)
from socialvalue.evaluation.rules.exact import plain, rounded
from socialvalue.evaluation.rules.lab import lab, of_method
from socialvalue.evaluation.rules.scoring import Bid, Scored, ranked, tabulate, without
from socialvalue.evaluation.rules.signals import Signal
from socialvalue.evaluation.rules.states import (
    OFF_THE_PANEL,
    SEAT,
    Conflict,
    Stage,
    Standing,
    all_locked,
    on_the_panel,
)
from socialvalue.evaluation.rules.ties import BY_POINT, Tie, ties
from socialvalue.tendering.rules import Methodology

__all__ = [
    "BY_POINT",
    "OFF_THE_PANEL",
    "SEAT",
    "WHOLE",
    "Bid",
    "Conflict",
    "Mark",
    "Scored",
    "Scores",
    "Signal",
    "Stage",
    "Standing",
    "Submitted",
    "Tie",
    "Total",
    "all_locked",
    "as_file",
    "as_scored",
    "check_other",
    "check_reasons",
    "check_winner",
    "final_order",
    "judged",
    "lab",
    "needs_standstill",
    "not_agreed",
    "on_the_panel",
    "other_points",
    "pause",
    "plain",
    "reason_of_a_quantity",
    "rounded",
    "score",
    "ties",
    "without",
]


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all bids in the order given, who is ahead, and what to look at.

    `ranking` lists suppliers from the first; those who share a rank stand in the order of their names.
    """

    bids: tuple[Scored, ...]
    ranking: tuple[str, ...]
    warnings: tuple[Signal, ...]


def score(methodology: Methodology, bids: Sequence[Bid]) -> Scores:
    """Score the bids of a lot. Refuses bids that cannot be scored; the answer does not depend on their order."""
    table = tabulate(methodology, bids)
    scores = ranked(table)
    found: list[Signal] = [*signals.missing(table), *signals.nothing_offered(table)]
    found += [*signals.shared_ranks(scores), *signals.reversals(table, scores), *signals.outliers(table)]
    found += signals.price_effects(table, scores)
    for criterion in methodology.criteria:
        found += of_method(criterion)
    in_order = sorted(scores, key=lambda each: (each.rank, each.supplier))
    return Scores(scores, tuple(each.supplier for each in in_order), tuple(found))
