"""Equal totals in sentences: which key of the published rule decides, or that a rank is shared (TEN-2)."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from socialvalue.evaluation.rules import BY_POINT, Tie
from socialvalue.foundation.money import format_money
from socialvalue.tendering.rules import TIE_BY_EXACT_TOTAL, TIE_BY_PRICE

PLACES: Final = 4  # of a figure before rounding, and more where only these tell two apart
MOST_PLACES: Final = 24
KEYS: Final = {
    TIE_BY_PRICE: "price",
    TIE_BY_EXACT_TOTAL: "total before rounding",
    BY_POINT: "price for each point, before rounding,",
}


def tie_said(tie: Tie, named: Callable[[str], str], titles: Mapping[str, str]) -> str:
    """What separates bids with the same total, for whoever sees their prices; or that they share their rank."""
    who = _listed([named(each) for each in (*tie.ahead, *tie.behind)])
    if tie.behind:
        both = "both" if len(tie.ahead) + len(tie.behind) == len("AB") else "all"
        return f"{who} {both} have {_amount(tie)}. {_rule(tie, titles)}: {_figures(tie)}."
    if tie.rank > 1:
        return f"{who} share rank {tie.rank} with {_amount(tie)}: no published rule separates them."
    return (
        f"{who} share the first rank with {_amount(tie)} and no published rule separates them. Do not choose between "
        "them: ask Legal whether this lot has to be tendered again."
    )


def tie_told(tie: Tie, titles: Mapping[str, str]) -> str:
    """Why the winner is ahead of a bid with the same total, for its bidder: without what the other asks."""
    tells = tie.rule not in (TIE_BY_PRICE, BY_POINT)
    figures = f": {_figures(tie)}" if tells else ""
    return f"Both bids have {_amount(tie)}. {_rule(tie, titles)}{figures}."


def _rule(tie: Tie, titles: Mapping[str, str]) -> str:
    """The key that decides, and where others came before it that they are equal."""
    lower = "lower" if tie.rule in (TIE_BY_PRICE, BY_POINT) else "higher"
    said = f"As published, the {lower} {_key(tie.rule, titles)} comes first"
    if not tie.equal:
        return said
    before = _listed([f"the {_key(each, titles)}" for each in tie.equal])
    return f"{said} where {before} {'is' if len(tie.equal) == 1 else 'are'} the same too"


def _key(rule: str, titles: Mapping[str, str]) -> str:
    return KEYS.get(rule) or f"score for “{titles.get(rule, rule)}”"


def _figures(tie: Tie) -> str:
    if tie.rule == TIE_BY_PRICE:
        return " against ".join(format_money(_decimal(each, 2)) for each in tie.figures)
    sign = "£" if tie.rule == BY_POINT else ""
    fewest = PLACES if tie.rule in KEYS else 2
    tried = ([_decimal(each, places) for each in tie.figures] for places in range(fewest, MOST_PLACES))
    apart = next((each for each in tried if each[0] != each[1]), [])
    return " against ".join(f"{sign}{each:f}" for each in apart)


def _decimal(figure: Fraction, places: int) -> Decimal:
    exact = Decimal(figure.numerator) / Decimal(figure.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _amount(tie: Tie) -> str:
    by_point = tie.price_per_point
    return f"{tie.total:f} in all" if by_point is None else f"{format_money(by_point)} for each point"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
