"""The public page “Do I need Social Value?”: four questions, one answer with its reasons and what to do next."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests.strict import Browser, page, text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/do-i-need-social-value"


def ask(visitor: Browser, kind: str, value: str, vat: str = "inclusive", day: str = "2026-02-01") -> str:
    year, month, number = day.split("-")
    question = {
        "kind": kind,
        "value": value,
        "vat": vat,
        "commenced_day": number,
        "commenced_month": month,
        "commenced_year": year,
    }
    return text_of(page(visitor.get(f"{ADDRESS}?{urlencode(question)}")).find(".//main"))


def test_nobody_needs_to_sign_in(visitor: Browser) -> None:
    assert visitor.get(ADDRESS).status_code == 200


@pytest.mark.rule(1)
@pytest.mark.clause("INC-1")
def test_the_threshold_itself_is_mandatory(visitor: Browser) -> None:
    assert "Yes. Social Value is mandatory" in ask(visitor, "services", "207,720.00")


@pytest.mark.rule(1)
@pytest.mark.clause("INC-2")
def test_a_penny_below_it_is_encouraged(visitor: Browser) -> None:
    assert "strongly encouraged" in ask(visitor, "services", "£207719.99")


@pytest.mark.rule(4)
@pytest.mark.clause("INC-3")
def test_a_penny_below_the_policy_s_own_line_is_voluntary(visitor: Browser) -> None:
    assert "Social Value is voluntary" in ask(visitor, "goods", "29998.99")


@pytest.mark.rule(3)
@pytest.mark.clause("INC-4")
def test_a_day_without_a_threshold_is_not_guessed(visitor: Browser) -> None:
    assert "We cannot say yet" in ask(visitor, "services", "500000", day="2028-01-01")


@pytest.mark.rule(5)
def test_an_unknown_vat_status_shows_the_worst_case(visitor: Browser) -> None:
    shown = ask(visitor, "services", "180000", "unknown")
    assert "We cannot say yet" in shown
    assert "£216,000.00" in shown


@pytest.mark.rule(11)
@pytest.mark.clause("CTX-1")
def test_care_below_its_threshold_still_needs_the_consideration_record(visitor: Browser) -> None:
    shown = ask(visitor, "light-touch", "300000")
    assert "strongly encouraged" in shown
    assert "Social Value Act 2012 applies Yes" in shown


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "Enter the most"),
        ("-5", "£0.00 or more"),
        ("lots", "like"),
        ("1e400", "like"),
        ("1.234", "pence"),
    ],
)
def test_a_value_that_is_none_is_said_beside_the_field(visitor: Browser, value: str, said: str) -> None:
    answer = visitor.get(f"{ADDRESS}?{urlencode({'kind': 'services', 'value': value})}")
    assert answer.status_code == 422
    assert said in text_of(page(answer).find(".//main"))


def test_nothing_that_was_typed_is_lost(visitor: Browser) -> None:
    answer = visitor.get(f"{ADDRESS}?{urlencode({'kind': 'works', 'value': 'lots of money'})}")
    assert "lots of money" in answer.content.decode()


def test_an_answer_can_be_changed_without_typing_it_all_again(visitor: Browser) -> None:
    question = {
        "kind": "works", "value": "3000000", "vat": "inclusive",
        "commenced_day": "1", "commenced_month": "2", "commenced_year": "2026", "change": "yes",
    }  # fmt: skip
    answer = visitor.get(f"{ADDRESS}?{urlencode(question)}")
    assert answer.status_code == 200
    assert 'value="3000000"' in answer.content.decode()
