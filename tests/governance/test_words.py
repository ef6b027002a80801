"""One language (OBJ-1): every word has its line, the pages say what the clauses mean, and a bidder is spoken to."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from socialvalue.policy.pack import default_pack_path, load_pack
from tests.cast import Player
from tests.strict import Browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-1")]

TERMS = load_pack(default_pack_path()).glossary
SIGNS = re.compile(r"[≥≤<>÷×→&]|e\.g\.|i\.e\.|etc\.")


def answer(visitor: Browser, value: str) -> str:
    """The answer page as its HTML, for services that begin on 1 February 2027."""
    facts = {"kind": "services", "value": value, "vat": "inclusive"}
    day = {"commenced_day": "1", "commenced_month": "2", "commenced_year": "2027"}
    found: str = visitor.get(f"/do-i-need-social-value?{urlencode(facts | day)}").content.decode()
    return found


def test_the_glossary_shows_every_word_with_its_line(visitor: Browser) -> None:
    shown = text_of(page(visitor.get("/glossary")).find(".//main"))
    assert all(f"{term.word} {term.meaning}" in shown for term in TERMS)


def test_every_word_is_explained_in_a_sentence_without_signs() -> None:
    assert not [term.word for term in TERMS if SIGNS.search(term.meaning)]
    assert not [term.word for term in TERMS if not 4 <= len(term.meaning.split()) <= 40]


def test_the_bands_and_the_determination_are_explained() -> None:
    words = {term.word.lower() for term in TERMS}
    assert {"mandatory", "strongly encouraged", "voluntary", "undetermined", "determination"} <= words


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("300000", "Yes, you need it."),
        ("50000", "Perhaps."),
        ("5000", "No. You do not have to offer anything."),
    ],
)
def test_someone_who_thinks_of_bidding_is_answered_too(visitor: Browser, value: str, told: str) -> None:
    shown = answer(visitor, value)
    assert "If you are thinking of bidding" in shown
    assert told in shown


def test_every_clause_of_an_answer_opens_where_it_is_explained(visitor: Browser) -> None:
    policy = visitor.get("/policy").content.decode()
    anchors = set(re.findall(r'href="/policy#([\w-]+)"', answer(visitor, "300000") + answer(visitor, "5000")))
    assert {"INC-1", "INC-3", "thresholds", "GOV-6"} <= anchors
    assert all(f'id="{anchor}"' in policy for anchor in anchors)


def test_the_policy_page_has_words_for_signs(visitor: Browser) -> None:
    shown = text_of(page(visitor.get("/policy")).find(".//main"))
    assert not re.search(r"[<>]=?|\bKpis\b|\bFalse\b|goods-services", shown)
    assert "at least £29,999.00 including VAT" in shown
    assert "more than £5,000,000.00 including VAT" in shown


def test_an_answer_repeats_what_was_asked(visitor: Browser) -> None:
    shown = answer(visitor, "5000")
    assert all(
        word in shown for word in ("Your answers", "£5,000.00", "1 February 2027", "The value includes VAT")
    )


def test_a_suppliers_first_line_is_whether_it_is_worth_it(sam: Player) -> None:
    assert "Do I need this, and is it worth it?" in sam.client.get("/").content.decode()


def test_no_one_else_is_asked_that(audrey: Player, nora: Player) -> None:
    for player in (audrey, nora):
        assert "is it worth it" not in player.client.get("/").content.decode()
