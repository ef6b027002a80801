"""Queued tasks: tried again with a growing wait, given back when their worker dies, never lost."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from socialvalue.machinery import schedule, worker
from socialvalue.machinery.models import Scheduled, Worker
from tests.machinery import chores
from tests.machinery.installation import SOURCE, Installation

pytestmark = pytest.mark.django_db(transaction=True)
HASTY = f"""
import sys
sys.path.insert(0, {str(SOURCE.parent)!r})
from datetime import timedelta
from socialvalue.machinery import schedule, worker
schedule.LEASE, schedule.FIRST_WAIT, worker.PULSE = timedelta(seconds=1), timedelta(0), 0.2
schedule.REPEATING.clear()
"""
WORK = HASTY + "worker.run({name!r})"
ENQUEUE = HASTY + "from tests.machinery import chores\nchores.linger.enqueue({path!r})"


def work() -> None:
    worker.make_worker("tester", batch=True).run()


def only() -> DBTaskResult[Any, Any]:
    return DBTaskResult.objects.get()


def now_due() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def lines(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


def test_a_task_of_any_room_runs_once(tmp_path: Path) -> None:
    chores.note.enqueue(str(tmp_path / "ran"))
    work()
    work()
    assert lines(tmp_path / "ran") == 1 and only().status == "SUCCESSFUL"


def test_a_failed_task_is_tried_again_later_each_time_and_then_stays_failed(tmp_path: Path) -> None:
    chores.fail.enqueue(str(tmp_path / "ran"))
    waits = []
    for _ in range(5):
        work()
        waits.append((only().run_after - timezone.now()).total_seconds())
        now_due()
    assert lines(tmp_path / "ran") == schedule.MOST_TRIES and only().status == "FAILED"
    assert 15 < waits[0] < 21 and 75 < waits[1] < 81 and "it went wrong" in only().traceback


def test_a_refused_task_is_not_tried_again(tmp_path: Path) -> None:
    chores.refuse.enqueue(str(tmp_path / "ran"))
    work()
    assert lines(tmp_path / "ran") == 1 and only().status == "FAILED"


def test_a_task_that_is_gone_fails_without_stopping_the_worker(tmp_path: Path) -> None:
    chores.note.enqueue(str(tmp_path / "ran"))
    DBTaskResult.objects.update(task_path="tests.machinery.chores.gone")
    chores.note.enqueue(str(tmp_path / "ran"))
    work()
    assert lines(tmp_path / "ran") == 1


def running(by: str) -> None:
    chores.note.enqueue("nowhere")
    DBTaskResult.objects.update(
        status="RUNNING", worker_ids=[by], started_at=timezone.now() - timedelta(minutes=5)
    )


def test_only_the_tasks_of_silent_workers_are_given_back() -> None:
    running("alive")
    schedule.sign_of_life("alive")
    assert schedule.reap() == 0
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    assert schedule.reap() == 1 and only().status == "READY"


def test_a_task_that_kills_its_worker_each_time_ends_as_failed() -> None:
    running("dead")
    DBTaskResult.objects.update(worker_ids=["dead"] * schedule.MOST_TRIES)
    assert schedule.reap() == 1
    assert only().status == "FAILED" and "died each of 3 times" in only().traceback


def test_after_an_outage_nobody_is_reaped_before_all_could_speak_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running("alive but silent")
    pulse = worker.Pulse("tester")
    pulse.beat()
    assert only().status == "RUNNING"
    pulse.steady_since = time.monotonic() - 31
    pulse.beat()
    assert only().status == "READY"


def test_what_an_outage_took_out_of_a_workers_hands_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    running("tester")
    told, calm = [], worker.make_worker("tester")

    def away_once() -> None:
        told.append(only().status)
        if len(told) == 1:
            raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(calm, "run", away_once)
    calm.run_through_outages()
    assert told == ["READY", "READY"]


def test_of_two_workers_one_takes_the_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[int] = []
    repeating = {"count": schedule.Repeating("count", timedelta(hours=1), lambda: ran.append(1))}
    monkeypatch.setattr(schedule, "REPEATING", repeating)
    _at_once(4, schedule.run_what_is_due)
    assert ran == [1]
    Scheduled.objects.update(due_at=timezone.now(), last_at=timezone.now() - timedelta(hours=1))
    _at_once(4, schedule.run_what_is_due)
    assert ran == [1, 1]


def _at_once(number: int, deed: Callable[[], object]) -> None:
    gate = threading.Barrier(number)

    def one() -> None:
        gate.wait()
        try:
            deed()
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_repeating_task_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    hour = timedelta(hours=1)
    repeating = {
        "bad": schedule.Repeating("bad", hour, lambda: 1 / 0),
        "good": schedule.Repeating("good", hour, lambda: ran.append("good")),
    }
    monkeypatch.setattr(schedule, "REPEATING", repeating)
    schedule.run_what_is_due()
    assert ran == ["good"]


def test_the_task_of_a_killed_worker_is_done_by_another(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "ran"
    assert installation.start(ENQUEUE.format(path=str(path))).wait(60) == 0
    first = installation.start(WORK.format(name="first"))
    _until(lambda: lines(path) == 1)
    first.kill()
    installation.start(WORK.format(name="second"))
    _until(lambda: installation.ask(f"SELECT status FROM {DBTaskResult._meta.db_table}") == [("SUCCESSFUL",)])
    assert lines(path) == 2


def _until(holds: Callable[[], bool], patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
