"""From a frozen methodology, submitted bids and agreed marks to what the scorer reads, and to its file (SCO-4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from socialvalue.evaluation.rules.scoring import Bid
from socialvalue.foundation.refusal import Refusal
from socialvalue.tendering.rules import Criterion, Methodology


@dataclass(frozen=True, slots=True)
class Submitted:
    """A bid as it was sent. A quantity that is left out is missing; 0 is an answer (rule 22)."""

    reference: str
    price: Decimal | None
    quantities: Mapping[str, Decimal | None]  # by criterion


Mark = tuple[str, str]
"""A bid's reference and a criterion."""


def judged(methodology: Methodology) -> tuple[Criterion, ...]:
    """The criteria that evaluators mark."""
    return tuple(each for each in methodology.criteria if each.method.is_judged)


def not_agreed(methodology: Methodology, bids: Iterable[str], agreed: Mapping[Mark, int]) -> tuple[Mark, ...]:
    """The bids and judged criteria that have no agreed mark yet, criterion by criterion."""
    known = tuple(bids)
    return tuple(
        (bid, each.id) for each in judged(methodology) for bid in known if (bid, each.id) not in agreed
    )


def as_scored(
    methodology: Methodology, submitted: Sequence[Submitted], agreed: Mapping[Mark, int]
) -> tuple[Bid, ...]:
    """The bids as the scorer takes them. Refuses while an agreed mark is missing: it is never a zero."""
    if not_agreed(methodology, (each.reference for each in submitted), agreed):
        raise Refusal(
            "consensus-missing",
            "Agree a mark for every bid and question first. Without it nothing is computed.",
            clause="SCO-4",
            status=409,
        )
    return tuple(
        Bid(
            supplier=each.reference,
            price=each.price,
            offers={
                one.id: figure
                for one in methodology.criteria
                if not one.method.is_judged and (figure := each.quantities.get(one.id)) is not None
            },
            marks={one.id: Decimal(agreed[each.reference, one.id]) for one in judged(methodology)},
        )
        for each in submitted
    )


def as_file(methodology: Methodology, bids: Sequence[Bid]) -> dict[str, Any]:
    """The file of `socialvalue score` for these bids: whoever has it computes the same scores without us."""
    return {
        "weight_percent": f"{methodology.weight_percent:f}",
        "basis": methodology.share_of.value,
        "criteria": [_criterion(each) for each in methodology.criteria],
        "rounding": {"places": methodology.rounding.places, "mode": methodology.rounding.mode.value},
        "ties": list(methodology.ties),
        "bids": [
            {
                "supplier": each.supplier,
                **({} if each.price is None else {"price": f"{each.price:f}"}),
                "offers": {name: f"{figure:f}" for name, figure in each.offers.items()},
                "marks": {name: f"{figure:f}" for name, figure in each.marks.items()},
            }
            for each in bids
        ],
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    figures = ("target", "cap", "points_per_unit", "full_points", "max_mark")
    told: dict[str, Any] = {
        "id": criterion.id,
        "weight": f"{criterion.weight:f}",
        "method": criterion.method.value,
        "per": criterion.per.value,
    }
    told |= {
        name: f"{getattr(criterion, name):f}" for name in figures if getattr(criterion, name) is not None
    }
    if criterion.bands:
        told["bands"] = [{"from": f"{b.starts_at:f}", "score": f"{b.score:f}"} for b in criterion.bands]
    return told
