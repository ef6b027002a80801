"""The log of what the policy means: recorded, replaced, withdrawn, found, and shown beside its clauses."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.policy import actions, queries
from socialvalue.policy.models import Ruling
from socialvalue.policy.rules import RULING, Answered
from tests import make
from tests.cast import Play, Player
from tests.measure import Measured
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GOV-2", "PUR-2", "GOV-6")]


def answered(**changes: Any) -> Answered:
    plain: dict[str, Any] = {
        "question": "Does an option to extend count?",
        "answer": "Yes. The most that could be paid counts.",
        "applies": "Every procurement of this policy.",
        "clauses": ("INC-1", "SCO-1"),
        "asked_by": "service-officer",
        "decided_by": "standards-team",
        "decided_on": business_today(),
    }
    return Answered(**plain | changes)


def record(player: Player, **changes: Any) -> str:
    return actions.record_ruling(
        authority_id=make.authority().id, given=answered(**changes), by=player.person
    )


def test_it_stands_beside_its_clauses_and_where_they_help(play: Play) -> None:
    label = record(play("stan"), clauses=("EXC-1", "SCO-1"))
    clauses = page(play("olive").client.get("/clauses"))
    for clause in ("EXC-1", "SCO-1"):
        line = clauses.find(f".//*[@id='{clause}']")
        assert line is not None and f"Ruling {label}" in text_of(line)
    asking = f"/procurements/{make.procurement(commenced_on=None).reference}/exemption/ask"
    assert "Does an option to extend count?" in text_of(page(play("olive").client.get(asking)))


def test_another_replaces_it_and_both_stay_to_be_read(play: Play) -> None:
    first = record(play("stan"))
    typed = {
        "question": "Does an option to extend count?", "answer": "Only if it can still be used.",
        "applies": "Every procurement.", "clauses": "inc-1", "asked_by": "legal", "decided_by": "standards-team",
        "decided_on_day": "1", "decided_on_month": "6", "decided_on_year": "2026",
    }  # fmt: skip
    sent = play("stan").client.post(f"/rulings/{first}/replace", typed)
    at = sent["Location"]
    shown = text_of(page(play("audrey").client.get(at)))
    assert "Only if it can still be used." in shown and "Earlier versions (1)" in shown and first in shown
    before = text_of(page(play("audrey").client.get(f"/rulings/{first}")))
    assert "It was replaced by" in before and "The most that could be paid counts." in before
    assert "The most that could be paid" not in text_of(page(play("olive").client.get("/clauses")))
    assert play("stan").client.get(f"/rulings/{first}/replace").status_code == 302


def test_a_chain_of_versions_is_read_newest_first(play: Play) -> None:
    label = record(play("stan"))
    for number in (2, 3):
        label = actions.replace_ruling(
            ruling=label, given=answered(answer=f"Version {number} of it."), by=play("stan").person
        )
    shown = queries.ruling(reference=label, person=play("audrey").person)
    assert [each.answer[:9] for each in queries.ruling_versions(shown)] == ["Version 2", "Yes. The "]


def test_one_is_withdrawn_with_a_reason(play: Play) -> None:
    label = record(play("stan"))
    at = f"/rulings/{label}/withdraw"
    assert play("stan").client.post(at, {"reason": "short"}).status_code == 422
    assert play("stan").client.post(at, {"reason": "The policy says it itself."}).status_code == 302
    shown = text_of(page(play("olive").client.get(f"/rulings/{label}")))
    assert "Withdrawn" in shown and "The policy says it itself." in shown


def test_what_is_wrong_is_said_beside_its_field(stan: Player) -> None:
    sent = stan.client.post("/rulings/record", {"clauses": "XYZ-9", "question": "Does it count at all?"})
    said = text_of(page(sent).find(".//*[@role='alert']"))
    assert "There is no clause “XYZ-9”" in said and "Enter the answer" in said
    assert "Does it count at all?" in sent.content.decode()


def test_the_log_is_searched_and_downloaded(play: Play) -> None:
    one = record(play("stan"))
    other = record(play("stan"), question="May a café give school meals?", clauses=("EXC-1",))
    for address, wanted, not_wanted in (
        ("q=CAFÉ", other, one), ("clause=inc-1", one, other), ("q=option+extend", one, other),
    ):  # fmt: skip
        shown = text_of(page(play("priya").client.get(f"/rulings?{address}")))
        assert wanted in shown and not_wanted not in shown, address
    answer = play("audrey").client.get("/rulings.csv?clause=SCO-1")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert [(row["Reference"], row["Clauses"]) for row in csv.DictReader(io.StringIO(text))] == [
        (one, "INC-1 SCO-1")
    ]


@pytest.mark.parametrize("name", ["olive", "priya", "dee", "audrey"])
def test_only_the_standards_team_records(play: Play, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        record(play(name))
    assert refused.value.status == 403


def test_an_empty_log_teaches(olive: Player) -> None:
    assert "No rulings yet" in text_of(page(olive.client.get("/rulings")))


@settings(max_examples=12)
@given(deeds=st.lists(st.sampled_from(["replace", "withdraw"]), max_size=4))
def test_events_of_a_random_history_fold_to_the_state(play: Play, deeds: list[str]) -> None:
    stan = play("stan").person
    label = record(play("stan"))
    for deed in deeds:
        with suppress(Refusal):
            if deed == "replace":
                actions.replace_ruling(ruling=label, given=answered(), by=stan)
            else:
                actions.withdraw_ruling(ruling=label, reason="The policy says it itself.", by=stan)
    row = Ruling.objects.get(reference=label)
    past = events.history(row.uid, newest_first=False)
    assert RULING.fold(event.deed for event in past) == row.state == past[-1].after["state"]


@pytest.mark.parametrize("number", [1, 3, 120])
def test_the_log_costs_the_same_however_long(play: Play, number: int) -> None:
    for _ in range(number):
        record(play("stan"))
    for address in ("/rulings", "/clauses"):
        play("stan").client.get(address)
        with Measured() as cost:
            play("stan").client.get(address)
        assert cost.statements <= 8, cost
        assert cost.rows <= 10 * min(number, 50) + 150 + 3 * number, cost
