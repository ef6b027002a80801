"""The public page "Is it worth bidding?": three questions, one answer from the same scale that officers see."""

from __future__ import annotations

import pytest

from tests.cast import Browser
from tests.strict import page, text_of

pytestmark = [pytest.mark.clause("PRE-4"), pytest.mark.clause("EQU-1"), pytest.mark.clause("INC-5")]
ADDRESS = "/is-it-worth-bidding"


def answer(player: Browser, **given: str) -> str:
    return text_of(page(player.get(ADDRESS, {"labour": "most", "months": "24"} | given)))


def test_it_asks_three_questions_without_signing_in(visitor: Browser) -> None:
    assert "Three questions" in text_of(page(visitor.get(ADDRESS)))


def test_a_small_contract_asks_for_one_thing_and_about_an_hour(visitor: Browser) -> None:
    said = answer(visitor, value="60000")
    assert "suits 1 measure and one answer of at most 150 words" in said
    assert "takes about 60 minutes" in said  # 20 to read, 10 for the measure, 30 for 150 words


def test_below_the_encouraged_line_nothing_need_be_asked(visitor: Browser) -> None:
    assert "need not ask for Social Value" in answer(visitor, value="29998.99")
    assert "suits 1 measure" in answer(visitor, value="29999")


def test_a_short_contract_of_goods_asks_for_less(visitor: Browser) -> None:
    assert "suits 3 measures" in answer(visitor, value="300000")
    assert "suits 1 measure" in answer(visitor, value="300000", months="6", labour="little")


def test_a_mistake_keeps_what_was_typed(visitor: Browser) -> None:
    response = visitor.get(ADDRESS, {"value": "a lot", "labour": "most"})
    assert "a lot" in response.content.decode()
    assert text_of(page(response)).startswith("Error: ")
