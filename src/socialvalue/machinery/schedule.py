"""What the worker does by the clock: repeating tasks, the reaper, retries.

The queue of django-tasks-db enqueues with the data or not at all, but knows no schedule, no retry, and leaves a task
"running" for ever when its worker is killed. These three are added here; tasks are idempotent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import DatabaseError, InterfaceError, connection, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from socialvalue.foundation.clock import real_instant
from socialvalue.machinery.models import Scheduled, Worker

log = logging.getLogger(__name__)
LEASE: Final = timedelta(seconds=30)  # a worker silent for longer is taken for dead
MOST_TRIES: Final = 3
FIRST_WAIT: Final = timedelta(seconds=20)  # before the second try; four times as long before each next one


@dataclass(frozen=True, slots=True)
class Repeating:
    """A task that is due again and again."""

    name: str
    every: timedelta
    run: Callable[[], object]


REPEATING: Final[dict[str, Repeating]] = {}


def repeat(name: str, *, every: timedelta, run: Callable[[], object]) -> None:
    """Declare a repeating task (from `entrance/wiring.py`)."""
    REPEATING[name] = Repeating(name, every, run)


def run_what_is_due() -> list[str]:
    """Run each repeating task whose time has come; answers their names. Two workers never take the same turn.

    One that fails is logged and has its next turn at its time; the others run all the same.
    """
    now = real_instant()
    known = dict(Scheduled.objects.filter(task__in=REPEATING).values_list("task", "due_at"))
    due = [task for task in REPEATING.values() if known.get(task.name, now) <= now]
    taken = [task for task in due if _take_turn(task)]
    for task in taken:
        try:
            task.run()
        except (DatabaseError, InterfaceError):
            raise  # the database is away for all of them
        except Exception:
            log.exception("the repeating task “%s” failed", task.name)
    return [task.name for task in taken]


@transaction.atomic
def _take_turn(task: Repeating) -> bool:
    now = real_instant()
    row, _ = Scheduled.objects.select_for_update().get_or_create(task=task.name, defaults={"due_at": now})
    if row.due_at > now:
        return False
    row.due_at, row.last_at = now + task.every, now
    row.save()
    return True


def sign_of_life(worker: str) -> None:
    """Say that this worker is alive."""
    now = real_instant()
    Worker.objects.update_or_create(
        worker=worker, defaults={"seen_at": now}, create_defaults={"seen_at": now, "started_at": now}
    )


def reap() -> int:
    """Put the tasks of dead workers back into the queue, or end them after the last try; answers how many."""
    now = real_instant()
    alive = set(Worker.objects.filter(seen_at__gte=now - LEASE).values_list("worker", flat=True))
    Worker.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
    return _give_back_running(lambda task: task.started_at < now - LEASE and task.worker_ids[-1] not in alive)


def give_back_of(worker: str) -> int:
    """Put back what this worker was running when it lost the database; answers how many."""
    return _give_back_running(lambda task: bool(task.worker_ids[-1] == worker))


@transaction.atomic
def _give_back_running(orphaned: Callable[[Any], bool]) -> int:
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    if connection.features.has_select_for_update_skip_locked:  # another reaper has the rest in its hands
        running = running.select_for_update(skip_locked=True)
    orphans = [task for task in running if orphaned(task)]
    for task in orphans:
        give_back(task)
    return len(orphans)


def give_back(task: DBTaskResult[Any, Any]) -> None:
    """Queue a task for its next try, later each time; after the last try it stays failed for someone to see."""
    tries, now = len(task.worker_ids), real_instant()
    if tries < MOST_TRIES:
        task.status, task.finished_at = TaskResultStatus.READY, None
        task.run_after = now + FIRST_WAIT * 4 ** (tries - 1)
    else:
        task.status, task.finished_at = TaskResultStatus.FAILED, now
        task.traceback = task.traceback or f"Its worker died each of {tries} times."
    task.save(update_fields=["status", "finished_at", "run_after", "traceback"])


def given_up(task_path: str) -> list[Any]:
    """The first arguments of the tasks of that kind that failed for good, killed workers' among them."""
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, task_path=task_path)
    return [asked["args"][0] for asked in failed.values_list("args_kwargs", flat=True)]
