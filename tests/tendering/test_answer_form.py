"""What a tender asks, as a form to fill in on paper: the words of the page, and room to answer."""

from __future__ import annotations

import pytest

from tests.documents import words_of
from tests.strict import Browser, page, text_of
from tests.tendering import made

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CAT-1")]


def published(*, here: bool = True) -> str:
    procurement = made.tender()
    made.weigh(procurement)
    made.publish(procurement, here=here)
    return procurement.reference


@pytest.mark.parametrize("kind", [".docx", ".pdf"])
def test_it_has_what_is_asked_and_room_to_answer(visitor: Browser, kind: str) -> None:
    reference = published()
    response = visitor.get(f"/opportunities/{reference}/answer-form{kind}")
    words = words_of(response, kind)
    assert f"answers-{reference}{kind}" in response["Content-Disposition"]
    for told in ("target 10 people", "Evidence: Start dates.", "up to 50 words", "Mark 4: Very good"):
        assert told in words
    assert "How much you offer" in words and "Do not name people" in words


@pytest.mark.parametrize(
    ("here", "told"), [(True, "Type your answers into the service"), (False, "Send your answers as notice")]
)
def test_it_says_where_the_answers_go(visitor: Browser, told: str, *, here: bool) -> None:
    form = visitor.get(f"/opportunities/{published(here=here)}/answer-form.docx")
    assert told in words_of(form, ".docx")


def test_the_page_leads_to_both_files_while_it_is_open(visitor: Browser) -> None:
    reference = published()
    shown = page(visitor.get(f"/opportunities/{reference}"))
    at = f"/opportunities/{reference}/answer-form"
    assert {f"{at}.docx", f"{at}.pdf"} <= {link.get("href") for link in shown.iter("a")}
    assert "What is asked is filled in." in text_of(shown)


def test_nothing_is_handed_out_for_what_is_not_published(visitor: Browser) -> None:
    assert visitor.get(f"/opportunities/{made.tender().reference}/answer-form.pdf").status_code == 404
