"""The page behind an invitation's link: no account, one answer that can be changed, nothing of others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from socialvalue.entrance.wiring import without_tokens
from socialvalue.foundation.clock import business_today
from socialvalue.machinery.models import Event
from socialvalue.planning.models import FeasibilityAnswer, FeasibilityTest
from socialvalue.planning.pages.invitations import GUESSES, SAVES
from tests import make
from tests.cast import Player
from tests.planning import engagement
from tests.strict import page, refused, text_of

pytestmark = pytest.mark.clause("PRE-3")


@pytest.fixture(autouse=True)
def _nobody_has_tried(db: None) -> None:
    cache.clear()


def opened(**given: Any) -> tuple[FeasibilityTest, str]:
    """A test and the address of an invitation's link."""
    test = engagement.feasibility(make.procurement(), **given)
    return test, f"/invitations/{engagement.link(test)}"


def answer(test: FeasibilityTest, verdict: str, words: str = "") -> dict[str, str]:
    item = test.items.get().id
    return {f"verdict_{item}": verdict, f"words_{item}": words}


def test_whoever_has_the_link_reads_what_is_asked_and_what_happens_with_the_answer(visitor: Any) -> None:
    _, address = opened(message="Meals for 40 schools.")
    response = visitor.get(address)
    words = text_of(page(response))
    for said in (
        "Meals for 40 schools.",
        "You need no account",
        "It is not a bid",
        "without the names of organisations",
    ):
        assert said in words
    assert response["Cache-Control"] == "no-store" and response["Referrer-Policy"] == "same-origin"
    assert "noindex" in response["X-Robots-Tag"]


def test_an_answer_is_kept_and_can_be_changed_until_the_end(visitor: Any) -> None:
    test, address = opened()
    assert visitor.post(address, answer(test, "achievable")).status_code == 302
    assert "Your answer is kept" in text_of(page(visitor.get(f"{address}?kept=yes")))
    visitor.post(address, answer(test, "with-changes", "Eight, not twelve."))
    row = FeasibilityAnswer.objects.get()
    assert (row.verdict, row.words) == ("with-changes", "Eight, not twelve.")
    assert "Eight, not twelve." in text_of(page(visitor.get(address)))


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("", "Select whether"),
        ("with-changes", "Say which changes"),
        ("not-achievable", "Say why it is not achievable"),
    ],
)
def test_what_is_missing_is_said_beside_its_question(visitor: Any, verdict: str, said: str) -> None:
    test, address = opened()
    assert said in text_of(refused(visitor.post(address, answer(test, verdict))))
    assert not FeasibilityAnswer.objects.exists()


@pytest.mark.clause("DPA-1")
def test_an_answer_names_no_person(visitor: Any) -> None:
    test, address = opened()
    response = visitor.post(address, answer(test, "with-changes", "Ask jo.bloggs@example.org of us."))
    assert response.status_code == 422 and "not who they are" in text_of(page(response))
    assert not FeasibilityAnswer.objects.exists()


def test_nothing_of_others_is_visible(visitor: Any) -> None:
    test, address = opened()
    engagement.answered(test, "not-achievable", "Far too many.", name="Whisper Ltd")
    words = text_of(page(visitor.get(address)))
    assert "Whisper" not in words and "Far too many" not in words


@pytest.mark.parametrize(
    "over",
    [
        {"closes_on": -1},
        {"ended_at": make.NOON, "ended_by": make.new_uid()},
    ],
    ids=["the last day has passed", "it was ended"],
)
def test_after_the_end_the_link_says_so_and_takes_no_answer(visitor: Any, over: dict[str, Any]) -> None:
    if "closes_on" in over:
        over = {"closes_on": business_today() + timedelta(days=over["closes_on"])}
    test, address = opened(**over)
    assert "The time to answer is over" in text_of(page(visitor.get(address)))
    visitor.post(address, answer(test, "achievable"))
    assert not FeasibilityAnswer.objects.exists()


def test_a_link_that_was_closed_says_so(visitor: Any) -> None:
    test, address = opened()
    test.invitations.update(revoked_at=make.NOON, revoked_by=make.new_uid())
    words = text_of(page(visitor.get(address)))
    assert "has closed it" in words and test.procurement.title not in words


def test_a_link_ends_with_publication(visitor: Any) -> None:
    test, address = opened()
    type(test.procurement).objects.update(stage="tendering")
    assert "The time to answer is over" in text_of(page(visitor.get(address)))


def test_a_link_that_opens_nothing_is_not_found_and_guessing_is_stopped(visitor: Any) -> None:
    _, good = opened()
    for number in range(GUESSES.most):
        assert visitor.get(f"/invitations/guess-{number}").status_code == 404
    assert visitor.get("/invitations/guess").status_code == 429
    assert visitor.get(good).status_code == 200, "behind one address sit many honest people"
    assert visitor.get("/invitations/guess", REMOTE_ADDR="127.0.0.9").status_code == 404


def test_one_link_saves_so_often_an_hour(visitor: Any) -> None:
    test, address = opened()
    for _ in range(SAVES.most):
        assert SAVES.admits(str(test.invitations.get().id))
    assert visitor.post(address, answer(test, "achievable")).status_code == 429
    assert not FeasibilityAnswer.objects.exists()


def test_the_log_names_the_invitation_and_no_person_or_organisation(visitor: Any, olive: Player) -> None:
    test, address = opened()
    visitor.post(address, answer(test, "with-changes", "Eight, not twelve."))
    event = Event.objects.filter(deed="feasibility_answered").get()
    assert str(test.invitations.get().uid).encode() in bytes(event.body)
    assert b"Brook" not in bytes(event.body) and b"Eight" not in bytes(event.body)
    history = text_of(page(olive.client.get(f"/procurements/{test.procurement.reference}/history")))
    assert "An invited organisation said whether the draft requirements can be achieved" in history


def test_the_token_stands_in_no_log(visitor: Any, caplog: pytest.LogCaptureFixture) -> None:
    _, address = opened()
    with caplog.at_level("INFO", logger="socialvalue.requests"):
        visitor.get(address)
    assert "/invitations/…" in caplog.text and address not in caplog.text
    told = without_tokens(None, "error", {"event": f"Not found: {address}/", "exception": f"at {address}?x"})
    assert told == {"event": "Not found: /invitations/…/", "exception": "at /invitations/…?x"}
