"""The guard for wording: refused is what marks the bidder's own place or size; where the benefit arrives may count."""

import pytest

from socialvalue.toms.rules import Verdict, is_refused, look_at, section_17_caution

PLACES = ("Kent", "Ashford")


@pytest.mark.rule(21)
@pytest.mark.parametrize(
    "text",
    [
        "Based in Kent",
        "The bidder is based in Kent",
        "The bidder is a firm based in Kent",
        "Suppliers with a registered office in Kent will score 5 marks",
        "Bidders located in the county receive 5 points, and so does their supply chain",
        "Local suppliers will receive additional marks",
        "Being a Kent company",
        "Marks are given to Ashford-based firms",
        "Your depot is within 20 miles of the site",
        "A local presence is desirable",
        "You are an SME",
        "The contractor employs fewer than 50 employees",
        "Bidders with a turnover below £1m score more",
        "We favour Kent-based firms",
        "The contractor pays business rates in Kent",
        "Bidders must have a place of business here",
        "Companies must be local to Ashford",
        "A company with a Kent postcode scores 2 points",
    ],
)
def test_marks_for_the_bidders_own_place_or_size_are_refused(text: str) -> None:
    (finding, *_) = look_at(text, places=PLACES)
    assert finding.verdict is Verdict.REFUSED
    assert finding.words in text and finding.why and finding.instead


@pytest.mark.rule(21)
@pytest.mark.clause("CAT-1")
@pytest.mark.parametrize(
    "text",
    [
        "Jobs for Kent residents",
        "Apprenticeships for people living in Ashford",
        "How many jobs will you create for people who live within 10 miles of the site?",
        "Describe how your staff based in Kent will be trained",
        "Spend with local businesses",
        "The bidder will spend money with firms based in Kent",
        "Spending with small firms",
        "The number of SMEs in your supply chain",
        "Pay small businesses within 14 days",
        "Support community groups based in Ashford",
        "Run ‘meet the buyer’ events for local suppliers",
        "Offer local employment opportunities",  # the policy's own examples
        "Committing to volunteering hours for community projects",
        "Offer pro-bono professional services to Kent community organisations",
        "",
    ],
)
def test_where_the_benefit_arrives_is_allowed(text: str) -> None:
    assert look_at(text, places=PLACES) == ()


def test_what_could_be_read_either_way_is_for_a_person() -> None:
    text = "The service is delivered from premises located in Kent"
    assert [each.verdict for each in look_at(text)] == [Verdict.LOOK]
    assert not is_refused(text) and is_refused("Bidders based in the area")


def test_the_same_words_are_named_once() -> None:
    assert len(look_at("Local suppliers score. Local suppliers win.")) == 1


@pytest.mark.parametrize(
    ("above", "services", "workforce", "told"),
    [
        (False, False, True, True),
        (True, False, True, False),
        (False, True, True, False),
        (False, False, False, False),
    ],
)
def test_workforce_measures_below_threshold_carry_the_caution_of_section_17(
    above: bool, services: bool, workforce: bool, told: bool
) -> None:
    found = section_17_caution(above_threshold=above, is_services=services, about_workforce=workforce)
    assert (found is not None and "s.17" in found) is told
