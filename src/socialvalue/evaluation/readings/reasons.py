"""Why each bid got its score for each criterion: the agreed reason, or the published rule in words (rule 27)."""

from __future__ import annotations

from decimal import Decimal

from socialvalue.evaluation import rules
from socialvalue.evaluation.readings.bids import Contender
from socialvalue.evaluation.readings.marks import agreed
from socialvalue.evaluation.readings.methods import CriterionRead, Scheme
from socialvalue.evaluation.readings.results import ResultRead


def reasons_for(
    lot_id: int, scheme: Scheme, result: ResultRead, bids: list[Contender]
) -> dict[tuple[str, str], str]:
    """A reason for every bid and criterion that has one, by the bid's reference (one statement).

    Nothing is typed twice: a question's reason is what the evaluators agreed, a quantity's follows from the bid.
    """
    left_out = {each["bid"]: each["why"] for each in result.left_out}
    said = agreed([lot_id]).get(lot_id, {})
    points = {each["supplier"]: each["criteria"] for each in result.scores["scores"]}
    found: dict[tuple[str, str], str] = {}
    for bid in bids:
        for each in scheme.criteria:
            key = (bid.reference, each.key)
            if bid.reference in left_out:
                found[key] = left_out[bid.reference]
            elif each.is_judged and key in said:
                found[key] = said[key].reason
            elif not each.is_judged and bid.reference in points:
                found[key] = _of_a_quantity(each, bid, Decimal(points[bid.reference][each.key]))
    return found


def _of_a_quantity(criterion: CriterionRead, bid: Contender, points: Decimal) -> str:
    offer = bid.offer_for(criterion.requirement_id)
    return rules.reason_of_a_quantity(
        offered=offer.amount if offer and offer.quantity is not None else None,
        target=criterion.target,
        points=f"{points:f}",
        most=rules.plain(criterion.rule.weight),
    )
