"""Scores of bids, computed exactly; only the total is rounded, and what is published is what ranks (rulings 38).

Removing a bid and scoring again is how a disqualified bid is taken out (rule 25).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from socialvalue.evaluation.rules.columns import Column, Ratio, column
from socialvalue.evaluation.rules.exact import rounded
from socialvalue.foundation.refusal import Refusal, shown
from socialvalue.tendering.rules import TIE_BY_EXACT_TOTAL, TIE_BY_PRICE, Criterion, Methodology, Per

Key = tuple[Decimal | Fraction, ...]


@dataclass(frozen=True, slots=True)
class Bid:
    """What scoring sees of a bid. A criterion that is in neither mapping is missing: not the same as zero."""

    supplier: str
    price: Decimal | None
    offers: Mapping[str, Decimal]
    marks: Mapping[str, Decimal]

    def given(self, criterion: Criterion) -> Ratio | None:
        """What the bid brings to a criterion: a quantity, a quantity for each pound, or a mark."""
        figure = (self.marks if criterion.method.is_judged else self.offers).get(criterion.id)
        if figure is None:
            return None
        if criterion.per is Per.PRICE and self.price is not None:
            (amount, part), (pounds, share) = figure.as_integer_ratio(), self.price.as_integer_ratio()
            return amount * share, part * pounds
        return figure.as_integer_ratio()


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one bid: `criteria` rounded to be shown, `total` rounded once from the exact sum."""

    supplier: str
    criteria: Mapping[str, Decimal]
    total: Decimal
    exact_total: Fraction
    rank: int


@dataclass(frozen=True, slots=True)
class Table:
    """All scores, criterion by criterion, so that a part can be computed anew without the rest.

    The exact total of a bid is `numerators[i] / denominator`.
    """

    methodology: Methodology
    bids: tuple[Bid, ...]
    columns: tuple[Column, ...]
    numerators: tuple[int, ...]
    denominator: int

    def with_columns(self, changed: Mapping[int, Column]) -> "Table":
        """The same bids with other scores for some criteria, by their position."""
        columns = tuple(changed.get(position, each) for position, each in enumerate(self.columns))
        return _added_up(self.methodology, self.bids, columns)

    def exact_total(self, position: int) -> Fraction:
        """The total of one bid before it is rounded."""
        return Fraction(self.numerators[position], self.denominator)

    def totals(self) -> list[Decimal]:
        """The total of every bid, rounded as published."""
        return [rounded(each, self.denominator, self.methodology.rounding) for each in self.numerators]

    def ranks(self) -> list[int]:
        """The rank of every bid, 1 for the first. Bids that nothing published separates share one."""
        keys = [self._key(position, total) for position, total in enumerate(self.totals())]
        in_order = sorted(keys, reverse=True)
        first_at = {key: place for place, key in reversed(list(enumerate(in_order, start=1)))}
        return [first_at[key] for key in keys]

    def _key(self, position: int, total: Decimal) -> Key:
        """What a bid is ranked by: its published total, then the published rule for ties. More is better."""
        key: list[Decimal | Fraction] = [total]
        for rule in self.methodology.ties:
            if rule == TIE_BY_PRICE:
                key.append(-(self.bids[position].price or Decimal(0)))
            elif rule == TIE_BY_EXACT_TOTAL:
                key.append(self.exact_total(position))
            else:
                key += [each.score(position) for each in self.columns if each.criterion.id == rule]
        return tuple(key)


def tabulate(methodology: Methodology, bids: Sequence[Bid]) -> Table:
    """The exact scores of these bids. Refuses bids that cannot be scored."""
    check(methodology, bids)
    columns = tuple(column(each, [bid.given(each) for bid in bids]) for each in methodology.criteria)
    return _added_up(methodology, tuple(bids), columns)


def _added_up(methodology: Methodology, bids: tuple[Bid, ...], columns: tuple[Column, ...]) -> Table:
    denominator = lcm(*(each.denominator for each in columns))
    totals = [0] * len(bids)
    for each in columns:
        times = denominator // each.denominator
        for position, numerator in enumerate(each.numerators):
            if numerator:
                totals[position] += numerator * times
    return Table(methodology, bids, columns, tuple(totals), denominator)


def ranked(table: Table) -> tuple[Scored, ...]:
    """Every bid with its rounded total and its rank, in the order of the bids."""
    rounding = table.methodology.rounding
    return tuple(
        Scored(
            supplier=bid.supplier,
            criteria={
                each.criterion.id: rounded(each.numerators[position], each.denominator, rounding)
                for each in table.columns
            },
            total=total,
            exact_total=table.exact_total(position),
            rank=rank,
        )
        for position, (bid, total, rank) in enumerate(
            zip(table.bids, table.totals(), table.ranks(), strict=True)
        )
    )


def without(bids: Iterable[Bid], supplier: str) -> tuple[Bid, ...]:
    """The bids that stay when one is disqualified: score them anew, and keep the earlier scores."""
    return tuple(bid for bid in bids if bid.supplier != supplier)


def check(methodology: Methodology, bids: Sequence[Bid]) -> None:
    """Refuse bids that cannot be scored by this methodology, naming the bid."""
    known = {criterion.id: criterion for criterion in methodology.criteria}
    seen: set[str] = set()
    for bid in bids:
        name = shown(bid.supplier)
        if not bid.supplier.strip():
            raise Refusal("supplier-unnamed", "bids: give each bid its supplier", field="supplier")
        if bid.supplier in seen:
            raise Refusal("supplier-twice", f"bids: the supplier “{name}” stands twice", field="supplier")
        seen.add(bid.supplier)
        _check_price(name, bid.price, needed=methodology.needs_price)
        for field, figures in (("offers", bid.offers), ("marks", bid.marks)):
            for key, value in figures.items():
                _check_figure(f"bid of {name}, {field}", field, known.get(key), key, value)


def _check_price(name: str, price: Decimal | None, *, needed: bool) -> None:
    if price is None:
        if needed:
            raise Refusal(
                "price-missing", f"bid of {name}: give its price, the method uses it", field="price"
            )
    elif not price.is_finite() or price < 0:
        raise Refusal(
            "price-outside", f"bid of {name}: the price must be an amount of 0 or more", field="price"
        )
    elif needed and not price:
        raise Refusal("price-zero", f"bid of {name}: the method needs a price above 0", field="price")


def _check_figure(where: str, field: str, criterion: Criterion | None, key: str, value: Decimal) -> None:
    if criterion is None:
        raise Refusal("criterion-unknown", f"{where}: “{shown(key)}” is not a criterion", field=field)
    if criterion.method.is_judged is not (field == "marks"):
        right = "marks" if criterion.method.is_judged else "offers"
        raise Refusal("figure-misplaced", f"{where}: “{shown(key)}” belongs under {right}", field=field)
    if not value.is_finite() or value < 0:
        raise Refusal("figure-outside", f"{where}: “{shown(key)}” must be a number of 0 or more", field=field)
    if field == "marks" and criterion.max_mark is not None and value > criterion.max_mark:
        raise Refusal(
            "mark-outside",
            f"{where}: “{shown(key)}” is {value:f}, above the highest mark of {criterion.max_mark:f}",
            field=field,
        )
