"""The minimum weighting: both bases, what can be published, exemptions. Rules 15 to 17, rulings 4."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.rules import Band, MinimumBasis
from socialvalue.tendering.rules import (
    Exemption,
    ExemptionKind,
    MinimumFinding,
    ShareOf,
    Weighting,
    judge_minimum,
)

D = Decimal
DAY = date(2027, 3, 1)
JUDGED, WHOLE = MinimumBasis.JUDGED_PART, MinimumBasis.WHOLE_SOCIAL_VALUE
NONE, LOWER = ExemptionKind.NO_SOCIAL_VALUE, ExemptionKind.LOWER_WEIGHT


def judge(
    weight: str,
    judged: str | None = None,
    *,
    quality: str = "60",
    of: ShareOf = ShareOf.TOTAL,
    basis: MinimumBasis = JUDGED,
    band: Band = Band.MANDATORY,
    exemption: Exemption | None = None,
    accepted: bool = False,
) -> MinimumFinding:
    return judge_minimum(
        Weighting(D(weight), D(judged or weight), D(quality), of),
        minimum=D(10),
        basis=basis,
        band=band,
        publish_on=DAY,
        exemption=exemption,
        judged_part_accepted=accepted,
    )


@pytest.mark.rule(15)
@pytest.mark.clause("SCO-1", "EXC-2")
@pytest.mark.parametrize(
    ("weight", "band", "publishable"),
    [
        ("10", Band.MANDATORY, True),
        ("9.99", Band.MANDATORY, False),
        ("0", Band.MANDATORY, False),
        ("5", Band.ENCOURAGED, True),
        ("0", Band.VOLUNTARY, True),
        ("10", Band.UNDETERMINED, False),
    ],
)
def test_a_mandatory_tender_needs_the_minimum(weight: str, band: Band, publishable: bool) -> None:
    found = judge(weight, band=band)
    assert (found.is_publishable, found.by_exemption) == (publishable, False)
    assert all(each.clause and each.text.endswith(".") for each in found.reasons)


@pytest.mark.rule(16)
@pytest.mark.clause("SCO-1")
def test_ten_per_cent_of_a_quality_of_sixty_is_six_of_the_total() -> None:
    found = judge("10", of=ShareOf.QUALITY)
    assert (found.measured, found.is_publishable) == (6, False)
    assert found.shares.judged_of_quality == 10
    assert found.reasons[0].text.startswith("Social Value is 6% of the total (10% of quality)")
    assert "below the minimum of 10%" in found.reasons[1].text


@pytest.mark.rule(16)
def test_ten_of_the_total_is_a_sixth_of_a_quality_of_sixty() -> None:
    found = judge("10")
    assert (found.shares.social_value_of_quality, found.measured) == (Fraction(50, 3), 10)
    assert "(16.66% of quality)" in found.reasons[0].text


@pytest.mark.rule(16)
@pytest.mark.parametrize(("weight", "publishable"), [("10", True), ("9.9", False)])
def test_under_price_per_quality_point_every_point_is_quality(weight: str, publishable: bool) -> None:
    found = judge(weight, quality="60", of=ShareOf.PRICE_PER_QUALITY_POINT)
    assert found.shares.judged_of_total == found.shares.judged_of_quality == Fraction(D(weight))
    assert found.is_publishable is publishable


@pytest.mark.rule(17)
@pytest.mark.parametrize(
    ("basis", "accepted", "publishable", "needs"),
    [
        (JUDGED, False, False, False),
        (JUDGED, True, False, False),
        (WHOLE, False, False, True),
        (WHOLE, True, True, False),
    ],
)
def test_five_and_five_is_flagged(
    basis: MinimumBasis, accepted: bool, publishable: bool, needs: bool
) -> None:
    """With the judged part as basis there is no third way; with the whole, someone accepts the split."""
    found = judge("10", "5", basis=basis, accepted=accepted)
    assert (found.is_publishable, found.needs_acceptance) == (publishable, needs)
    assert any("judged part is 5%" in each.text.lower() for each in found.reasons)


@pytest.mark.rule(17)
def test_the_split_is_told_only_where_there_is_one() -> None:
    def told(found: MinimumFinding) -> list[str]:
        return [each.text for each in found.reasons if "accepted" in each.text]

    assert told(judge("10", "10", basis=WHOLE)) == told(judge("12", "5", basis=JUDGED)) == []
    assert told(judge("9", "5", basis=WHOLE)) == []  # below as a whole: nothing to accept
    assert "must be accepted first" in told(judge("10", "9.99", basis=WHOLE))[0]
    free = Exemption(NONE, date(2027, 1, 1))
    assert "that was accepted" in told(judge("10", "5", basis=WHOLE, exemption=free))[0]


def test_nobody_accepts_by_saying_nothing() -> None:
    weighting = Weighting(D(10), D(5), D(60))
    found = judge_minimum(weighting, minimum=D(10), basis=WHOLE, band=Band.MANDATORY, publish_on=DAY)
    assert not found.is_publishable


def test_exactly_the_minimum_reaches_it() -> None:
    assert judge("10").reasons[1].text == "The judged part reaches the minimum of 10% of the total."


def test_all_of_quality_can_be_social_value() -> None:
    assert Weighting(D(60), D(60), D(60)).shares().judged_of_quality == 100
    assert Weighting(D(10), D(10), D(100)).price == 0


@pytest.mark.rule(15)
@pytest.mark.rule(18)
@pytest.mark.clause("EXC-1", "EXC-2")
@pytest.mark.parametrize(
    ("weight", "exemption", "publishable"),
    [
        ("0", Exemption(NONE, date(2027, 2, 28)), True),
        ("0", Exemption(NONE, DAY), True),
        ("0", Exemption(NONE, date(2027, 3, 2)), False),  # granted after
        ("0", Exemption(NONE, date(2027, 1, 1), expires_on=date(2027, 2, 28)), False),
        ("0", Exemption(NONE, date(2027, 1, 1), expires_on=DAY), True),
        ("5", Exemption(LOWER, date(2027, 1, 1), D(5)), True),
        ("4.99", Exemption(LOWER, date(2027, 1, 1), D(5)), False),
        ("5", Exemption(LOWER, date(2027, 1, 1)), False),  # it states no weight
    ],
)
def test_below_the_minimum_only_an_exemption_granted_before_counts(
    weight: str, exemption: Exemption, publishable: bool
) -> None:
    found = judge(weight, exemption=exemption)
    assert (found.is_publishable, found.by_exemption) == (publishable, publishable)
    assert any(each.clause == "EXC-2" for each in found.reasons)


def test_an_exemption_that_was_not_needed_is_not_what_allows_it() -> None:
    found = judge("10", exemption=Exemption(LOWER, date(2027, 1, 1), D(5)))
    assert (found.is_publishable, found.by_exemption) == (True, False)


@pytest.mark.parametrize(
    ("weight", "judged", "quality"),
    [
        ("10", "11", "60"),
        ("101", "10", "60"),
        ("-1", "-1", "60"),
        ("10", "10", "0"),
        ("0", "0", "0"),
        ("10", "10", "101"),
        ("61", "5", "60"),
    ],
)
def test_weights_that_cannot_be_are_refused(weight: str, judged: str, quality: str) -> None:
    with pytest.raises(Refusal):
        Weighting(D(weight), D(judged), D(quality))
