"""What the figures of these bids should make people look at. A signal asks a question; it never changes a score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from socialvalue.evaluation.rules.columns import Column, Ratio, column, linear
from socialvalue.evaluation.rules.exact import plain
from socialvalue.evaluation.rules.scoring import Scored, Table
from socialvalue.tendering.rules import Per

OUTLIER_TIMES: Final = 3
"""An offer of more than this many times the median of the field is asked about (rule 26)."""

FIELD: Final = 3
"""Of fewer offers none is the odd one out."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A short stable name for programs, and a sentence for people."""

    code: str
    text: str


def missing(table: Table) -> Iterator[Signal]:
    """Criteria that a bid does not answer. They score 0, as a zero does, but are told apart from it."""
    for each in table.columns:
        what = "mark" if each.criterion.method.is_judged else "offer"
        for bid, amount in zip(table.bids, each.amounts, strict=True):
            if amount is None:
                yield Signal(
                    "missing",
                    f"{bid.supplier}: the {what} for “{each.criterion.id}” is missing; it scores 0. "
                    "That is not the same as a zero.",
                )


def nothing_offered(table: Table) -> Iterator[Signal]:
    """Relative criteria for which no bid offers anything: 0 for all."""
    for each in table.columns:
        if each.criterion.method.is_relative and table.bids and not any(each.amounts):
            yield Signal("all-zero", f"“{each.criterion.id}”: no bid offers anything, so every bid scores 0.")


def shared_ranks(scores: Sequence[Scored]) -> Iterator[Signal]:
    """Bids that have the same rank because nothing published separates them."""
    groups: dict[int, list[Scored]] = {}
    for each in sorted(scores, key=lambda each: (each.rank, each.supplier)):
        groups.setdefault(each.rank, []).append(each)
    for rank, tied in groups.items():
        if len(tied) > 1:
            names = f"{', '.join(each.supplier for each in tied[:-1])} and {tied[-1].supplier}"
            text = f"{names} share rank {rank} with {tied[0].total:f}: no published rule separates them."
            if len({each.exact_total for each in tied}) > 1:
                text += " Before rounding their totals differ."
            yield Signal("tie", text)


def outliers(table: Table) -> Iterator[Signal]:
    """Offers far above the field: ask every such bidder the same, and leave the score alone (rule 26)."""
    for each in table.columns:
        offered = sorted(amount for amount in each.amounts if amount is not None)
        if each.criterion.method.is_judged or len(offered) < FIELD:
            continue
        twice_the_middle = offered[len(offered) // 2] + offered[(len(offered) - 1) // 2]
        line = OUTLIER_TIMES * twice_the_middle
        for bid, amount in zip(table.bids, each.amounts, strict=True):
            if amount is not None and line and 2 * amount > line:
                yield Signal(
                    "outlier",
                    f"{bid.supplier}: “{each.criterion.id}” is more than {OUTLIER_TIMES} times the median of "
                    f"{plain(each.amount(twice_the_middle) / 2)}. Ask how it will be delivered; the score stays "
                    "as it is.",
                )


def reversals(table: Table, scores: Sequence[Scored]) -> Iterator[Signal]:
    """Bids whose mere presence decides the order of others (law and practice §4.3): only relative methods."""
    before = [each.rank for each in scores]
    for position, changed in sorted(_scales_set_alone(table).items()):
        after = table.with_columns(changed).ranks()
        flip = _flip(position, before, after)
        if flip is not None:
            name = table.bids[position].supplier
            ahead, behind = (table.bids[each].supplier for each in flip)
            yield Signal(
                "rank-reversal",
                f"Rank reversal: {ahead} is ahead of {behind} only because {name} bid. "
                f"Without {name}, {behind} would be ahead of {ahead}.",
            )


def _scales_set_alone(table: Table) -> dict[int, dict[int, Column]]:
    """For each bid that alone sets the scale of relative criteria: these, as they would be without it."""
    changed: dict[int, dict[int, Column]] = {}
    for index, each in enumerate(table.columns):
        if not each.criterion.method.is_relative or not each.full:
            continue
        best = max(amount for amount in each.amounts if amount is not None)
        if each.amounts.count(best) == 1:
            alone = each.amounts.index(best)
            rest = (*each.amounts[:alone], None, *each.amounts[alone + 1 :])
            # Where the cap binds, full is the cap; elsewhere the best is below it, and so is the next best.
            changed.setdefault(alone, {})[index] = linear(each.criterion, rest, each.scale, each.full)
    return changed


def _flip(removed: int, before: Sequence[int], after: Sequence[int]) -> tuple[int, int] | None:
    """The best-placed pair of others whose order turns round: the one ahead, then the one behind."""
    others = sorted((each for each in range(len(before)) if each != removed), key=lambda each: before[each])
    turned = (
        (ahead, behind)
        for ahead, behind in combinations(others, 2)
        if before[ahead] < before[behind] and after[ahead] > after[behind]
    )
    return next(turned, None)


def price_effects(table: Table, scores: Sequence[Scored]) -> Iterator[Signal]:
    """Where value for each pound of price is scored: a winner that a price 1% higher would no longer be."""
    by_price = [index for index, each in enumerate(table.columns) if each.criterion.per is Per.PRICE]
    leaders = [position for position, each in enumerate(scores) if each.rank == 1]
    if not by_price or len(leaders) != 1 or len(scores) == 1:
        return
    leader = leaders[0]
    changed = {index: _dearer(table.columns[index], leader) for index in by_price}
    again = table.with_columns(changed).ranks()
    if again[leader] > 1:
        yield Signal(
            "price-effect",
            f"A small price effect decides: were the price of {scores[leader].supplier} 1% higher, "
            f"{table.bids[again.index(1)].supplier} would be first.",
        )


def _dearer(each: Column, leader: int) -> Column:
    """The column had the leader asked 1% more for the same offer."""

    def ratio(position: int, amount: int | None) -> Ratio | None:
        if amount is None:
            return None
        return (amount * 100, each.scale * 101) if position == leader else (amount, each.scale)

    return column(each.criterion, [ratio(position, amount) for position, amount in enumerate(each.amounts)])
