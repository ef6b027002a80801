"""The background worker: the library's worker with a sign of life, retries and the schedule."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import schedule

log = logging.getLogger(__name__)
AWAY: Final = (DatabaseError, InterfaceError)
PULSE: Final = 5.0  # seconds between signs of life, and between looks at the clock


class Worker(QueueWorker):
    """Runs queued tasks. A failed one is tried again later, unless it was refused for a reason."""

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        super().run_task(db_task_result)
        db_task_result.refresh_from_db()
        if db_task_result.status == TaskResultStatus.FAILED and not _was_refused(db_task_result):
            schedule.give_back(db_task_result)

    def run_through_outages(self) -> None:
        """Work until told to stop; while the database is away, wait for it."""
        while self.running:
            try:
                schedule.give_back_of(self.worker_id)  # what an outage took out of our hands
                self.run()
                return
            except AWAY as fault:
                log.warning("the database is busy or away: %s", fault)
                connection.close()
                time.sleep(self.interval)


def _was_refused(task: DBTaskResult[Any, Any]) -> bool:
    return bool(task.exception_class_path == f"{Refusal.__module__}.{Refusal.__qualname__}")


def make_worker(name: str, *, batch: bool = False) -> Worker:
    """A worker with this name; `batch` ends when the queue is empty."""
    return Worker(
        queue_names=["*"],
        interval=0.5,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )


def run(name: str) -> None:
    """Work until told to stop (SIGTERM, Ctrl-C)."""
    worker = make_worker(name)
    worker.configure_signals()
    pulse = Pulse(name)
    # Two threads: a slow mail server must not make this worker look dead.
    for beat in (pulse.beat, schedule.run_what_is_due):
        threading.Thread(target=_again_and_again, args=(worker, beat), daemon=True).start()
    worker.run_through_outages()


class Pulse:
    """Signs of life, and the reaper once they have been steady for a whole lease.

    After an outage every worker has been silent, the living too: nobody reaps until all had time to speak again.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.steady_since: float | None = None

    def beat(self) -> None:
        try:
            schedule.sign_of_life(self.name)
        except AWAY:
            self.steady_since = None
            raise
        now = time.monotonic()
        self.steady_since = self.steady_since or now
        if now - self.steady_since > schedule.LEASE.total_seconds():
            schedule.reap()


def _again_and_again(worker: Worker, deed: Callable[[], object]) -> None:
    """Beside the queue. A fault is logged and the clock goes on."""
    while worker.running:
        try:
            deed()
        except AWAY as fault:
            log.warning("the database is busy or away: %s", fault)
            connection.close()
        except Exception:
            log.exception("the worker's clock stumbled")
        finally:
            close_old_connections()
        time.sleep(PULSE)
