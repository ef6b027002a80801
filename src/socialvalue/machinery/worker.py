"""The background worker: the library's worker with a sign of life, retries and the schedule."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from django.db import close_old_connections, connection
from django.db.utils import OperationalError
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import schedule

log = logging.getLogger(__name__)


class Worker(QueueWorker):
    """Runs queued tasks; a failed one is tried again later, unless it was refused for a reason."""

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        super().run_task(db_task_result)
        db_task_result.refresh_from_db()
        if db_task_result.status == TaskResultStatus.FAILED and not _was_refused(db_task_result):
            schedule.give_back(db_task_result)


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
    threading.Thread(target=_keep_the_clock, args=(worker, name), daemon=True).start()
    worker.run()


def _keep_the_clock(worker: Worker, name: str) -> None:
    """Beside the queue: sign of life, reaper, repeating tasks. A fault is logged and the clock goes on."""
    while worker.running:
        try:
            schedule.sign_of_life(name)
            schedule.reap()
            schedule.run_what_is_due()
        except OperationalError as fault:
            log.warning("the database is busy or away: %s", fault)
        except Exception:
            log.exception("a repeating task failed")
        finally:
            close_old_connections()
        time.sleep(5)
    connection.close()
