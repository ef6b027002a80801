"""Bringing a file in on the web: upload, background work, report, and who may see it."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from socialvalue.exchange import actions, tasks
from socialvalue.exchange.models import ImportRun
from socialvalue.machinery.models import Mail, StoredFile
from tests import make
from tests.cast import Play, Player
from tests.exchange.test_storing import AWARD, TENDER
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("FIN-1")]


def upload(player: Player, content: bytes, name: str = "notices.json") -> Any:
    return player.client.post("/imports/new", {"file": SimpleUploadedFile(name, content)})


def notices(*releases: dict[str, Any]) -> bytes:
    return orjson.dumps({"releases": list(releases)})


def test_an_uploaded_file_waits_for_the_worker_and_its_page_says_so(priya: Player) -> None:
    sent = upload(priya, notices(TENDER))
    assert sent.status_code == 302
    assert "Waiting for its turn" in priya.client.get(sent["Location"]).content.decode()


def test_when_it_is_read_the_report_stands_on_the_same_page(priya: Player) -> None:
    address = upload(priya, notices(TENDER, AWARD))["Location"]
    actions.run_import(uid=ImportRun.objects.get().uid)
    shown = text_of(page(priya.client.get(address)))
    assert "Notices read 2" in shown
    assert "Stored 2" in shown
    assert "Leading zeros" in shown or "leading zeros" in shown


def test_whoever_asked_hears_when_it_is_done(priya: Player) -> None:
    upload(priya, notices(TENDER))
    actions.run_import(uid=ImportRun.objects.get().uid)
    mail = Mail.objects.get()
    assert mail.to == "priya@example.org"
    assert "1 notices read" in mail.text or "1 notice read" in mail.text


def test_a_second_try_of_a_finished_import_does_nothing(priya: Player) -> None:
    upload(priya, notices(TENDER))
    run = ImportRun.objects.get()
    actions.run_import(uid=run.uid)
    actions.run_import(uid=run.uid)
    assert ImportRun.objects.get().stored == 1
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "notices.json", "empty"),
        (b"<html>not found</html>", "notices.json", "not a file we can read"),
        (b"PK\x03\x04", "notices.xlsx", ".json"),
    ],
)
def test_a_file_that_holds_no_notices_is_refused_beside_the_field(
    priya: Player, content: bytes, name: str, said: str
) -> None:
    sent = upload(priya, content, name)
    assert sent.status_code == 422
    assert said in sent.content.decode()
    assert not StoredFile.objects.exists()


def test_a_file_that_turns_out_unreadable_stops_with_its_reason(priya: Player) -> None:
    address = upload(priya, b'{"this": "is no notice"}')["Location"]
    actions.run_import(uid=ImportRun.objects.get().uid)
    assert priya.client.get(address).status_code == 200
    assert ImportRun.objects.get().state in {"done", "failed"}


def test_an_import_whose_worker_was_killed_each_time_does_not_wait_for_ever(priya: Player) -> None:
    address = upload(priya, notices(TENDER))["Location"]
    tasks.end_abandoned()
    assert ImportRun.objects.get().state == "waiting"
    DBTaskResult.objects.update(status="FAILED")
    tasks.end_abandoned()
    shown = text_of(page(priya.client.get(address)))
    assert "broken off" in shown and "Every notice could be read" not in shown


def test_problems_can_be_downloaded(priya: Player) -> None:
    run = make.import_run()
    make.problems(run, 120)
    text = b"".join(priya.client.get(f"/imports/{run.uid}/problems.csv").streaming_content)
    assert text.count(b"\r\n") == 121


def test_another_council_s_import_does_not_exist(priya: Player) -> None:
    run = make.import_run(of=make.other_authority())
    assert priya.client.get(f"/imports/{run.uid}").status_code == 404
    assert priya.client.get(f"/imports/{run.uid}/problems.csv").status_code == 404


@pytest.mark.parametrize("name", ["olive", "sam", "ed"])
def test_who_may_not_import_is_told_who_may(play: Play, name: str) -> None:
    answer = play(name).client.get("/imports/new")
    assert answer.status_code == 403
    assert "procurement officer" in answer.content.decode()
