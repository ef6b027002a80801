"""The rules of the evaluation room: scores computed exactly, what to look at in them, and the rule lab."""

from collections.abc import Sequence
from dataclasses import dataclass

from socialvalue.evaluation.rules import signals
from socialvalue.evaluation.rules.exact import plain, rounded
from socialvalue.evaluation.rules.lab import lab, of_method
from socialvalue.evaluation.rules.scoring import Bid, Scored, ranked, tabulate, without
from socialvalue.evaluation.rules.signals import Signal
from socialvalue.tendering.rules import Methodology

__all__ = ["Bid", "Scored", "Scores", "Signal", "lab", "plain", "rounded", "score", "without"]


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
