"""What the worker does by the clock: repeating tasks, the reaper, retries.

The queue of django-tasks-db enqueues with the data or not at all, but knows no schedule, no retry, and leaves a task
"running" for ever when its worker is killed. These three are added here; tasks are idempotent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from socialvalue.foundation.clock import instant_now
from socialvalue.machinery.models import Scheduled, Worker

LEASE: Final = timedelta(seconds=30)  # a worker silent for longer is taken for dead
MOST_TRIES: Final = 3


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
    """Run each repeating task whose time has come; answers their names. Two workers never run the same turn."""
    now = instant_now()
    known = dict(Scheduled.objects.filter(task__in=REPEATING).values_list("task", "due_at"))
    done = []
    for task in REPEATING.values():
        if known.get(task.name, now) <= now and _take_turn(task):
            task.run()
            done.append(task.name)
    return done


@transaction.atomic
def _take_turn(task: Repeating) -> bool:
    now = instant_now()
    row, _ = Scheduled.objects.select_for_update().get_or_create(task=task.name, defaults={"due_at": now})
    if row.due_at > now:
        return False
    row.due_at, row.last_at = now + task.every, now
    row.save()
    return True


def sign_of_life(worker: str) -> None:
    """Say that this worker is alive."""
    now = instant_now()
    Worker.objects.update_or_create(
        worker=worker, defaults={"seen_at": now}, create_defaults={"seen_at": now, "started_at": now}
    )


@transaction.atomic
def reap() -> int:
    """Put the tasks of dead workers back into the queue, or end them after the last try; answers how many."""
    now = instant_now()
    alive = set(Worker.objects.filter(seen_at__gte=now - LEASE).values_list("worker", flat=True))
    Worker.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
    orphans = [
        task
        for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LEASE)
        if not (task.worker_ids and task.worker_ids[-1] in alive)
    ]
    for task in orphans:
        give_back(task)
    return len(orphans)


def give_back(task: DBTaskResult[Any, Any]) -> None:
    """Queue a task for its next try, later each time; after the last try it stays failed for someone to see."""
    tries = len(task.worker_ids)
    if tries >= MOST_TRIES:
        task.status, task.finished_at = TaskResultStatus.FAILED, instant_now()
    else:
        task.status, task.finished_at = TaskResultStatus.READY, None
        task.run_after = instant_now() + timedelta(seconds=5 * 4**tries)
    task.save(update_fields=["status", "finished_at", "run_after"])
