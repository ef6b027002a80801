"""The plan of the made-up past: the same everywhere, every situation in it, within the days that rules are known."""

from collections import Counter
from datetime import date

from socialvalue.entrance.demonstration.plan import DAY, Situation, described, plan
from socialvalue.entrance.demonstration.streams import Stream
from socialvalue.entrance.demonstration.words import AREAS
from socialvalue.foundation.canonical import digest

GOLDEN = "14149d099f7d2659e8176a6a7afb3145a522cc5f3f6f7e0c9b3a3416bdafc868"
DEALS = plan()


def test_it_is_the_same_on_every_machine() -> None:
    assert digest(described(DEALS)) == GOLDEN
    assert plan() == DEALS


def test_a_smaller_one_is_the_beginning_of_the_whole() -> None:
    assert plan(15) == DEALS[:15]


def test_every_situation_is_met_and_first_of_all() -> None:
    assert [deal.situation for deal in DEALS[: len(Situation)]] == list(Situation)
    outcomes = {drop.outcome for deal in DEALS for promise in deal.promises for drop in promise.drops}
    assert outcomes == {"accept", "part", "reject", "query", "wait"}
    assert {study.outcome for deal in DEALS for study in deal.studies} == {"accept", "return", "wait"}


def test_there_are_about_150_contracts_over_every_district() -> None:
    by_area = Counter(deal.area for deal in DEALS)
    assert len(DEALS) == 150 and set(by_area) == {code for code, _ in AREAS}
    assert min(by_area.values()) >= 10


def test_none_begins_after_the_last_day_of_the_thresholds() -> None:
    assert max(deal.noticed_on for deal in DEALS) <= date(2027, 12, 31)


def test_nothing_in_it_happens_after_the_day_on_which_the_demonstration_stands() -> None:
    days = [drop.delivered_on for deal in DEALS for promise in deal.promises for drop in promise.drops]
    days += [study.handed_in_on for deal in DEALS for study in deal.studies]
    assert max(days) < DAY and min(days) > date(2025, 9, 1)


def test_three_financial_years_have_deliveries() -> None:
    years = Counter(
        drop.delivered_on.year - (drop.delivered_on.month < 4)
        for deal in DEALS
        for promise in deal.promises
        for drop in promise.drops
    )
    assert all(years[year] > 20 for year in (2025, 2026, 2027)), years


def test_everything_is_said_to_be_made_up() -> None:
    assert all(deal.supplier.startswith("Made-up ") for deal in DEALS)


def test_a_stream_of_another_name_draws_other_numbers() -> None:
    drawn = [[Stream(name).below(1_000_000) for _ in range(3)] for name in ("a", "b", "a")]
    assert drawn[0] == drawn[2] != drawn[1]
