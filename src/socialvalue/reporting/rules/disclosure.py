"""What may be published of a figure, and when a breakdown by place is allowed (MEA-5, DPA-1; rulings 19; rule 40).

Counts of people follow the NHS rule: 1 to 7 are hidden, others rounded to the nearest 5, zero stays. So do FTE-years
of jobs, because one may be one person's job. Pounds follow the rule of the Business Register and Employment Survey:
they are shown where at least three organisations contributed, and all but the two largest together make at least a
tenth of the largest. Other things counted say nothing of a person or a business. A single hidden place could be found
by taking the others from the total: then one more is hidden. Pounds are not rounded, so what all hidden places make
together could be found as well: then more are hidden, by the same rule. For the same reason *reported* is hidden
where it points at someone, or what lies between it and *verified* does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from socialvalue.foundation.quantity import UnitKind

ZERO = Decimal(0)
FEWEST_ORGANISATIONS = 3
REST_AT_LEAST = Decimal("0.1")  # of the largest contribution
HUNDRED = Decimal(100)
OF_PEOPLE = frozenset({UnitKind.PEOPLE, UnitKind.EMPLOYMENT})  # one FTE-year may be one person


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The council's limits for people and jobs: below are hidden, others rounded (parameters of the policy)."""

    people_below: int
    round_people_to: int

    def rounded(self, amount: Decimal) -> Decimal:
        """To the nearest multiple; a half goes up."""
        step = Decimal(self.round_people_to)
        return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as the public sees it: an amount, perhaps rounded, or hidden (None)."""

    amount: Decimal | None
    is_rounded: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether there is a figure that is not shown."""
        return self.amount is None


HIDDEN = Published(None)


def published(
    amount: Decimal, kind: UnitKind, limits: Disclosure, shares: Iterable[Decimal] = ()
) -> Published:
    """What may be shown of an amount; `shares` are the organisations' contributions to an amount of pounds."""
    if amount == ZERO:
        return Published(ZERO)
    if kind in OF_PEOPLE:
        return HIDDEN if amount < limits.people_below else Published(limits.rounded(amount), is_rounded=True)
    if kind is UnitKind.MONEY and points_at_someone(shares):
        return HIDDEN
    return Published(amount)


def points_at_someone(shares: Iterable[Decimal]) -> bool:
    """Whether a sum would let one contributor work out another's part."""
    largest_first = sorted((share for share in shares if share > ZERO), reverse=True)
    if len(largest_first) < FEWEST_ORGANISATIONS:
        return True
    return sum(largest_first[2:], ZERO) < REST_AT_LEAST * largest_first[0]


def hide_what_could_be_derived(
    cells: Mapping[str, Published],
    amounts: Mapping[str, Decimal],
    shares: Mapping[str, Mapping[int, Decimal]] | None = None,
) -> dict[str, Published]:
    """The cells of one total, so that the total without those that are shown gives nothing away.

    Where exactly one is hidden, the smallest other one that is not zero is hidden too. Of pounds, with the
    organisations' `shares` of each cell, more are hidden until those hidden point at nobody when taken together.
    """
    answer = dict(cells)
    while _remainder_tells([place for place, cell in answer.items() if cell.is_hidden], shares):
        others = [place for place, cell in answer.items() if not cell.is_hidden and amounts[place] > ZERO]
        if not others:
            break
        answer[min(others, key=lambda place: (amounts[place], place))] = HIDDEN
    return answer


def _remainder_tells(hidden: list[str], shares: Mapping[str, Mapping[int, Decimal]] | None) -> bool:
    if shares is None or len(hidden) < 2:
        return len(hidden) == 1
    together: dict[int, Decimal] = {}
    for place in hidden:
        for organisation, share in shares.get(place, {}).items():
            together[organisation] = together.get(organisation, ZERO) + share
    return points_at_someone(together.values())


@dataclass(frozen=True, slots=True)
class Located:
    """How much of a figure has a usable place, and whether that is enough for a breakdown."""

    placed: Decimal
    total: Decimal
    needed: Decimal  # per cent

    @property
    def share(self) -> Decimal | None:
        """Per cent of the total with a place, cut off to whole numbers; None where there is nothing."""
        return None if self.total == ZERO else self.placed * HUNDRED // self.total

    @property
    def is_enough(self) -> bool:
        """Whether the written rule allows the breakdown."""
        return self.total > ZERO and self.placed * HUNDRED >= self.needed * self.total


def percentage(verified: Decimal, due: Decimal) -> Decimal | None:
    """Verified ÷ due, the only percentage there is, rounded down; None where nothing was due."""
    return None if due == ZERO else verified * HUNDRED // due
