"""Feedback after tenders: asked with the award, given by who bid, read without names, never by who scores."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from socialvalue.evaluation import queries
from socialvalue.evaluation.models import TenderFeedback
from socialvalue.evaluation.rules.feedback import OPEN_FOR
from socialvalue.foundation.clock import instant_now
from socialvalue.machinery.models import Event, Mail
from tests import make
from tests.cast import Player
from tests.evaluation import made
from tests.measure import Measured
from tests.strict import page, refused, text_of

pytestmark = pytest.mark.clause("COM-1", "EQU-1")
ANSWER = {"clear": "4", "proportionate": "2", "change": "Ask for less paper."}


@pytest.mark.django_db
def test_every_bidder_is_asked_with_the_award_and_not_before(sam: Player, rita: Player) -> None:
    lot = made.complete(first=sam.user.organisation, second=rita.user.organisation)
    assert not TenderFeedback.objects.exists()
    lot.award("Thanet Growers CIC")
    assert TenderFeedback.objects.count() == 2
    assert Mail.objects.filter(text__contains="three short questions").count() == 2
    assert "three questions" in text_of(page(sam.client.get("/")))


def asked_of(player: Player, **given: Any) -> str:
    row = made.feedback(organisation=player.user.organisation, **given)
    return f"/tender-feedback/{row.id}"


@pytest.mark.django_db
def test_a_bidder_answers_in_one_go_and_may_change_it(sam: Player) -> None:
    address = asked_of(sam)
    assert sam.client.post(address, ANSWER).status_code == 302
    sam.client.post(address, ANSWER | {"clear": "5"})
    row = TenderFeedback.objects.get()
    assert (row.clear, row.proportionate, row.answered_by) == (5, 2, sam.person.uid)
    assert "three questions" not in text_of(page(sam.client.get("/")))
    assert b"less paper" not in b"".join(bytes(event.body) for event in Event.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"clear": ""}, {"clear": "6"}, {"proportionate": "0"}])
def test_marks_go_from_one_to_five(sam: Player, changes: dict[str, str]) -> None:
    refused(sam.client.post(asked_of(sam), ANSWER | changes))
    assert TenderFeedback.objects.get().answered_at is None


@pytest.mark.django_db
def test_after_its_last_day_nothing_is_taken(sam: Player) -> None:
    address = asked_of(sam, asked_at=instant_now() - OPEN_FOR - timedelta(days=2))
    assert "is over" in text_of(page(sam.client.get(address)))
    assert sam.client.post(address, ANSWER).status_code == 409
    assert "three questions" not in text_of(page(sam.client.get("/")))


@pytest.mark.django_db
def test_a_rival_sees_nothing_of_it(sam: Player, rita: Player) -> None:
    address = asked_of(sam)
    assert rita.client.get(address).status_code == 404
    assert rita.client.post(address, ANSWER).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ed", "priya", "carol", "sam"])
def test_nobody_who_scores_or_buys_reads_it(who: str, play: Any) -> None:
    for address in ("/feedback", "/feedback.csv"):
        assert play(who).client.get(address).status_code == 403


def answered(kind: dict[str, Any], clear: int = 4, **given: Any) -> TenderFeedback:
    plain = {"organisation": make.organisation(name="Whisper Ltd", **kind), "clear": clear, "proportionate": 3,
             "answered_at": instant_now(), "answered_by": make.new_uid()}  # fmt: skip
    return made.feedback(**(plain | given))


@pytest.mark.django_db
def test_the_standards_team_reads_figures_by_kind_and_words_without_names(stan: Player) -> None:
    for _ in range(3):
        answered({"is_vcse": True}, change="Ask for less paper.")
    answered({"is_sme": True})
    made.feedback()
    shown = page(stan.client.get("/feedback"))
    words, rows = text_of(shown), [[text_of(cell) for cell in row] for row in shown.iter("tr")]
    assert "4 of 5 organisations that were asked" in words
    assert ["Charities, community groups and social enterprises", "3", "4.0", "3.0"] in rows
    assert ["Small and medium-sized businesses", "1", "–", "–"] in rows, "one would know who said it"
    assert "Ask for less paper." in words and "Whisper" not in words
    lines = b"".join(stan.client.get("/feedback.csv")).decode().splitlines()
    assert len(lines) == 5 and "Whisper" not in "".join(lines)


@pytest.mark.django_db
def test_the_engagement_programme_counts_it_in_its_year(stan: Player) -> None:
    answered({}, asked_at=make.NOON)
    made.feedback(asked_at=make.NOON)
    made.feedback(of=make.other_authority(), asked_at=make.NOON)
    shown = page(stan.client.get("/engagement/years/2026-27"))
    assert "1 of 2" in text_of(shown)
    assert "/feedback?year=2026-27" in {link.get("href") for link in shown.iter("a")}
    assert "1 of 2 organisations" in text_of(page(stan.client.get("/feedback?year=2026-27")))
    assert "0 of 0 organisations" in text_of(page(stan.client.get("/feedback?year=2031-32")))


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12])
def test_it_costs_the_same_however_much_is_said(stan: Player, number: int) -> None:
    for _ in range(number):
        answered({"is_vcse": True})
    stan.client.get("/feedback")
    with Measured() as cost:
        stan.client.get("/feedback")
    assert cost.statements <= 8
    assert queries.feedback_waiting(person=stan.person) == []
