"""Methods and bids that the tests of this room share, and what they can be made of."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from socialvalue.evaluation.rules import Bid, Scores, score
from socialvalue.tendering.rules import Band, Criterion, Method, Methodology, Per

D = Decimal


def criterion(method: Method, weight: str = "5", identity: str = "sv", **figures: object) -> Criterion:
    """A criterion with every figure that some method needs: full marks at 100, at 10 points or at a mark of 4."""
    have: dict[str, object] = {
        "target": D(100),
        "cap": D(100),
        "bands": (Band(D(0), D(0)), Band(D(10), D(weight) / 2), Band(D(100), D(weight))),
        "points_per_unit": D("0.1"),
        "full_points": D(10),
        "max_mark": D(4),
    }
    return Criterion(identity, D(weight), method, **(have | figures))  # type: ignore[arg-type]


def alone(only: Criterion) -> Methodology:
    """A methodology of one criterion."""
    return Methodology(only.weight, (only,))


def bid(supplier: str, sv: str | None = None, *, price: str = "1000", mark: str | None = None) -> Bid:
    """A bid with an offer for `sv`, a mark for `other`, or neither."""
    return Bid(supplier, D(price), {"sv": D(sv)} if sv else {}, {"other": D(mark)} if mark else {})


def scored(only: Criterion, *offers: str, prices: tuple[str, ...] = ()) -> list[str]:
    """The totals of bids with these offers or marks."""
    field = "marks" if only.method.is_judged else "offers"
    bids = [Bid(f"s{number}", D(prices[number]) if prices else None, {}, {}) for number in range(len(offers))]
    filled = [
        Bid(each.supplier, each.price, **({"offers": {}, "marks": {}} | {field: {only.id: D(offer)}}))
        for each, offer in zip(bids, offers, strict=True)
    ]
    return [str(each.total) for each in score(alone(only), filled).bids]


def codes(found: Scores) -> set[str]:
    """The codes of the warnings."""
    return {each.code for each in found.warnings}


def demonstration(*, with_c: bool) -> tuple[Methodology, list[Bid]]:
    """Law and practice §4.3: 95 for the rest, 5 for social value relative to the best."""
    methodology = Methodology(
        D(100),
        (
            criterion(Method.QUALITATIVE, "95", "other", max_mark=D(95)),
            criterion(Method.RELATIVE_TO_BEST, "5", "sv", cap=None),
        ),
    )
    bids = [bid("A", "50000", mark="84.0"), bid("B", "100000", mark="82.2")]
    return methodology, [*bids, bid("C", "400000", mark="60")] if with_c else bids


def oracle(each: Criterion, amounts: list[Fraction | None]) -> list[Fraction]:
    """The formulas of law and practice §4.3 as they stand there, in fractions: independent of the rules."""
    weight, given = Fraction(each.weight), [amount or Fraction(0) for amount in amounts]
    best = max(given, default=Fraction(0))
    match each.method:
        case Method.RELATIVE_TO_BEST:
            return [weight * q / best if best else Fraction(0) for q in given]
        case Method.CAPPED_RELATIVE:
            cap = Fraction(str(each.cap))
            return [weight * min(q, cap) / min(best, cap) if best else Fraction(0) for q in given]
        case Method.TARGET_RATIO:
            return [weight * min(Fraction(1), q / Fraction(str(each.target))) for q in given]
        case Method.POINTS:
            points = [q * Fraction(str(each.points_per_unit)) for q in given]
            return [weight * min(Fraction(1), p / Fraction(str(each.full_points))) for p in points]
        case Method.QUALITATIVE:
            return [weight * q / Fraction(str(each.max_mark)) for q in given]
        case Method.BANDS:
            reached = [
                [b for b in each.bands if q is not None and Fraction(b.starts_at) <= q] for q in amounts
            ]
            return [Fraction(bands[-1].score) if bands else Fraction(0) for bands in reached]


FIGURES = st.decimals(0, 500, places=2)
PRICES = st.decimals(D("0.01"), 10_000, places=2)


@st.composite
def tenders(draw: st.DrawFn, methods: tuple[Method, ...] = tuple(Method)) -> tuple[Methodology, list[Bid]]:
    """A methodology of one to five criteria and up to six bids, some of which leave criteria out."""
    criteria = tuple(
        criterion(
            method,
            str(draw(st.decimals(D("0.5"), 20, places=1))),
            f"c{number}",
            per=draw(st.sampled_from([Per.BID, Per.BID if method.is_judged else Per.PRICE])),
            target=draw(st.decimals(D("0.01"), 300, places=2)),
            cap=draw(st.decimals(D("0.01"), 300, places=2)),
        )
        for number, method in enumerate(draw(st.lists(st.sampled_from(methods), min_size=1, max_size=5)))
    )
    offered = {each.id: FIGURES for each in criteria if not each.method.is_judged}
    marked = {each.id: st.decimals(0, 4, places=1) for each in criteria if each.method.is_judged}
    bids = [
        Bid(
            f"supplier {number}",
            draw(PRICES),
            draw(st.fixed_dictionaries({}, optional=offered)),
            draw(st.fixed_dictionaries({}, optional=marked)),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return Methodology(sum((each.weight for each in criteria), D(0)), criteria), bids
