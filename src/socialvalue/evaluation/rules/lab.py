"""The rule lab: what a method does before anybody is bound by it. Pure checks, with trial bids or without."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from socialvalue.evaluation.rules.exact import plain
from socialvalue.evaluation.rules.scoring import Bid, Scored, Table, ranked, tabulate
from socialvalue.evaluation.rules.signals import Signal, outliers, price_effects, reversals, shared_ranks
from socialvalue.tendering.rules import Criterion, Method, Methodology, Per, ShareOf


def lab(
    methodology: Methodology, bids: Sequence[Bid] | None = None, *, minimum_judged: Decimal
) -> tuple[Signal, ...]:
    """What a designer should know of a method before it is published. Refuses trial bids that do not fit it.

    `minimum_judged` is the policy's minimum for the qualitative part, in per cent of the total (SCO-1).
    """
    found = [*_of_the_whole(methodology, minimum_judged)]
    for criterion in methodology.criteria:
        found += of_method(criterion)
        found += _of_bands(criterion)
    if bids:
        table = tabulate(methodology, bids)
        scores = ranked(table)
        found += [*reversals(table, scores), *outliers(table), *price_effects(table, scores)]
        found += [*shared_ranks(scores), *_who_could_flip_it(table, scores)]
    return tuple(found)


def _of_the_whole(methodology: Methodology, minimum_judged: Decimal) -> Iterator[Signal]:
    judged = methodology.judged_weight
    if judged < minimum_judged:
        yield Signal(
            "judged-part-below-minimum",
            f"The qualitative part is {plain(judged)}%, below {plain(minimum_judged)}% (SCO-1): where the minimum "
            "is the judged part, this needs an exemption.",
        )
    if methodology.share_of is ShareOf.QUALITY:
        yield Signal(
            "share-of-quality",
            f"The weight of {plain(methodology.weight_percent)}% is a share of quality. Its share of the total is "
            "smaller: SCO-1 looks at that.",
        )
    if not methodology.ties:
        yield Signal(
            "no-tie-rule", "No rule for ties is published: bids with the same total share their rank."
        )


def of_method(criterion: Criterion) -> Iterator[Signal]:
    """What the method of one criterion brings with it, whoever bids."""
    if criterion.method.is_relative:
        yield Signal(
            "relative-method",
            f"“{criterion.id}” is scored against the best offer: a bid that cannot win can change who does. "
            "A published target (target-ratio) cannot.",
        )
    if criterion.method is Method.RELATIVE_TO_BEST:
        yield Signal(
            "cap-missing",
            f"“{criterion.id}” has no cap: one fanciful offer takes marks from all others. Publish a cap or a target.",
        )
    if criterion.per is Per.PRICE:
        yield Signal(
            "price-counts-twice",
            f"“{criterion.id}” is divided by the price: a lower price raises this score as well as its own.",
        )


def _of_bands(criterion: Criterion) -> Iterator[Signal]:
    if criterion.method is not Method.BANDS:
        return
    if criterion.bands[-1].score < criterion.weight:
        yield Signal(
            "full-marks-out-of-reach", f"“{criterion.id}”: no band reaches the weight of the criterion."
        )
    if criterion.bands[0].starts_at == 0 and criterion.bands[0].score > 0:
        yield Signal(
            "marks-for-nothing", f"“{criterion.id}”: an offer of zero scores {criterion.bands[0].score:f}."
        )


def _who_could_flip_it(table: Table, scores: Sequence[Scored]) -> Iterator[Signal]:
    """For a relative criterion: the smallest offer of one more bid, itself not winning, that changes the winner."""
    leaders = [position for position, each in enumerate(scores) if each.rank == 1]
    if len(leaders) != 1:
        return
    for index, each in enumerate(table.columns):
        criterion = each.criterion
        if not criterion.method.is_relative:
            continue
        flips = [
            (best, rival)
            for rival in range(len(scores))
            if (best := _flipping_offer(table, index, leaders[0], rival)) is not None
        ]
        if flips:
            best, rival = min(flips)
            unit = " for each pound of its price" if criterion.per is Per.PRICE else ""
            yield Signal(
                "could-flip",
                f"“{criterion.id}”: one more bid that offers more than {plain(best)}{unit} would put "
                f"{scores[rival].supplier} ahead of {scores[leaders[0]].supplier}, whether or not it can win.",
            )


def _flipping_offer(table: Table, index: int, leader: int, rival: int) -> Fraction | None:
    """The offer of a newcomer above which the rival passes the leader; None if no offer does that.

    With the best offer at b the criterion gives each W × counted ÷ b, so the leader's advantage in it shrinks as b
    grows. Where the rival leads on everything else, the two are level at b = W × difference ÷ the rival's lead.
    """
    each = table.columns[index]
    rest = [table.exact_total(position) - each.score(position) for position in (rival, leader)]
    lead = rest[0] - rest[1]
    counted = [min(each.amounts[position] or 0, each.full) for position in (leader, rival)]
    if lead <= 0 or counted[0] <= counted[1]:
        return None
    level = Fraction(each.criterion.weight) * each.amount(counted[0] - counted[1]) / lead
    cap = each.criterion.cap if each.criterion.method.is_capped else None
    return None if cap is not None and level >= cap else level  # a cap holds the best offer down
