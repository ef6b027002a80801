"""Limits of a policy that break the service, or that switch off what hides people, do not load."""

import re
from pathlib import Path

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack_policy import load_policy


def written(folder: Path, name: str, value: str) -> None:
    """Put another value into the parameter of this name."""
    path = folder / "policy.toml"
    text, number = re.subn(
        rf'(name = "{name}"\nvalue = ).*', rf"\g<1>{value}", path.read_text(encoding="utf-8"), count=1
    )
    assert number == 1
    path.write_text(text, encoding="utf-8")


@pytest.mark.clause("DPA-1")
@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("suppress_people_below", "-8", "a whole number from 2 to 1000"),
        ("suppress_people_below", "1", "a whole number from 2 to 1000"),
        ("suppress_people_below", "true", "a whole number from 2 to 1000"),
        ("suppress_people_below", '"8"', "a whole number from 2 to 1000"),
        ("round_people_to", "0", "a whole number from 1 to 1000"),
        ("standstill_working_days", "-1", "a whole number from 0 to 100"),
        ("breach_notice_days", "-30", "a whole number from 0 to 366"),
        ("year_end_cut_off_days", "100000000000", "a whole number from 0 to 366"),
        ("review_every_months", "0", "a whole number from 1 to 120"),
        ("minimum_weighting", '"100.01"', 'a figure from "0" to "100"'),
        ("place_breakdown_from", '"180"', 'a figure from "0" to "100"'),
        ("first_statement_year", '"soon"', "a financial year like"),
        ("earlier_contracts", '"none"', "baseline-only or in-scope"),
        ("native_bidding", '"off"', "true or false"),
        ("successor_vesting_on", '"2028"', "a date like 2028-04-01"),
    ],
)
def test_a_value_that_no_council_can_mean_names_file_parameter_and_what_to_write(
    folder: Path, name: str, value: str, says: str
) -> None:
    written(folder, name, value)
    with pytest.raises(Refusal) as refused:
        load_policy(folder)
    said = refused.value.text
    assert said.startswith("policy.toml [[parameter]] number ") and f", value of {name}: Write " in said
    assert says in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("suppress_people_below", "2"),
        ("round_people_to", "1"),
        ("grace_days", "0"),
        ("minimum_weighting", '"100"'),
    ],
)
def test_the_ends_themselves_load(folder: Path, name: str, value: str) -> None:
    written(folder, name, value)
    assert str(load_policy(folder).parameter(name).value) == value.strip('"')  # type: ignore[union-attr]


def added(folder: Path, lines: str) -> None:
    path = folder / "policy.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[[parameter]]\n{lines}\n", encoding="utf-8")


ROUND = 'name = "round_people_to"\nunit = "people"\nclause = "DPA-1"\nvalue = 10'


@pytest.mark.parametrize("days", ["", "\nfrom = 2027-04-01", "\nto = 2027-03-31"])
def test_a_name_that_stands_twice_for_a_day_is_refused(folder: Path, days: str) -> None:
    added(folder, ROUND + days)
    with pytest.raises(Refusal, match=r"policy\.toml, parameter round_people_to: It stands here twice"):
        load_policy(folder)


def test_a_name_may_stand_twice_for_different_days(folder: Path) -> None:
    written(folder, "round_people_to", "5\nto = 2027-03-31")
    added(folder, f"{ROUND}\nfrom = 2027-04-01")
    assert len([each for each in load_policy(folder).parameters if each.name == "round_people_to"]) == 2


def test_a_figure_that_is_read_without_a_day_stands_once(folder: Path) -> None:
    added(folder, 'name = "notifiable_from"\nunit = "GBP"\nclause = "x"\nvalue = "1.00"\nto = 2020-01-01')
    with pytest.raises(Refusal, match="parameter notifiable_from: It stands here twice"):
        load_policy(folder)


def test_a_policy_with_everything_twice_is_refused(folder: Path) -> None:
    path = folder / "policy.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("[[parameter]]") :], encoding="utf-8")
    with pytest.raises(Refusal, match="parameter encouraged_from: It stands here twice"):
        load_policy(folder)


def test_days_that_end_before_they_begin_are_refused(folder: Path) -> None:
    added(folder, 'name = "x"\nunit = "days"\nclause = "x"\nvalue = 1\nfrom = 2027-04-01\nto = 2027-03-31')
    with pytest.raises(Refusal, match="to of x: Give a day on or after"):
        load_policy(folder)
