"""What holds of every score, whatever is bid."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.evaluation.rules import Bid, score
from socialvalue.evaluation.rules.exact import rounded
from socialvalue.evaluation.rules.scoring import tabulate
from socialvalue.tendering.rules import Criterion, Method, Methodology, Per
from tests.evaluation.methods import FIGURES, oracle, tenders

Tender = tuple[Methodology, list[Bid]]
ABSOLUTE = tuple(method for method in Method if not method.is_relative)


def amount(each: Criterion, bid: Bid) -> Fraction | None:
    figure = (bid.marks if each.method.is_judged else bid.offers).get(each.id)
    if figure is None:
        return None
    return Fraction(str(figure)) / (Fraction(str(bid.price)) if each.per is Per.PRICE else 1)


@given(tenders())
def test_scores_are_those_of_the_formulas(tender: Tender) -> None:
    methodology, bids = tender
    columns = [oracle(each, [amount(each, bid) for bid in bids]) for each in methodology.criteria]
    found = score(methodology, bids)
    for position, each in enumerate(found.bids):
        total = sum((column[position] for column in columns), Fraction(0))
        assert each.exact_total == total
        assert abs(Fraction(str(each.total)) - total) <= Fraction(1, 200)
        for one, column in zip(methodology.criteria, columns, strict=True):
            expected = rounded(column[position].numerator, column[position].denominator, methodology.rounding)
            assert each.criteria[one.id] == expected


@given(tenders())
def test_no_score_is_below_nothing_or_above_its_weight(tender: Tender) -> None:
    methodology, bids = tender
    for column in tabulate(methodology, bids).columns:
        assert all(0 <= column.score(each) <= column.criterion.weight for each in range(len(bids)))


@given(tenders(), st.randoms(use_true_random=False))
def test_the_order_of_the_bids_does_not_matter(tender: Tender, random: object) -> None:
    methodology, bids = tender
    mixed = list(bids)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = score(methodology, bids), score(methodology, mixed)
    assert one.ranking == other.ranking
    assert sorted(one.bids, key=lambda each: each.supplier) == sorted(
        other.bids, key=lambda each: each.supplier
    )
    assert set(one.warnings) == set(other.warnings)


@given(tenders(ABSOLUTE))
def test_absolute_methods_look_at_nobody_else(tender: Tender) -> None:
    methodology, bids = tender
    together = score(methodology, bids)
    for bid, among in zip(bids, together.bids, strict=True):
        alone = score(methodology, [bid]).bids[0]
        assert (alone.exact_total, alone.criteria) == (among.exact_total, among.criteria)
    assert not any(each.code == "rank-reversal" for each in together.warnings)


@given(tenders(), FIGURES, st.data())
def test_offering_more_never_scores_less(tender: Tender, more: object, data: st.DataObject) -> None:
    methodology, bids = tender
    quantities = [each for each in methodology.criteria if not each.method.is_judged]
    if not bids or not quantities:
        return
    each, place = data.draw(st.sampled_from(quantities)), data.draw(st.integers(0, len(bids) - 1))
    raised = {**bids[place].offers, each.id: bids[place].offers.get(each.id, 0) + more}
    after = [replace(bid, offers=raised) if bid is bids[place] else bid for bid in bids]
    before = score(methodology, bids).bids[place].exact_total
    assert score(methodology, after).bids[place].exact_total >= before


@pytest.mark.rule(25)
@given(tenders())
def test_a_reversal_is_told_exactly_where_removing_a_bid_turns_two_others_round(tender: Tender) -> None:
    methodology, bids = tender
    found = score(methodology, bids)
    place = {each.supplier: each.rank for each in found.bids}
    turning = set()
    for gone in bids:
        rest = score(methodology, [bid for bid in bids if bid is not gone]).bids
        if any(place[x.supplier] < place[y.supplier] and x.rank > y.rank for x in rest for y in rest):
            turning.add(gone.supplier)
    told = {
        each.text.split(" only because ")[1].split(" bid.")[0]
        for each in found.warnings
        if each.code == "rank-reversal"
    }
    assert told == turning
