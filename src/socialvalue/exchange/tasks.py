"""Background work of exchange. Idempotent: a second run of the same import changes nothing."""

from __future__ import annotations

from uuid import UUID

from django_tasks import TaskContext, task

from socialvalue.exchange import actions
from socialvalue.machinery.schedule import MOST_TRIES, given_up


@task(takes_context=True)
def read_notices(context: TaskContext, run: str) -> None:
    """Read the file of an import; after the last try it no longer waits for another."""
    try:
        actions.run_import(uid=UUID(run))
    except Exception:
        if context.attempt >= MOST_TRIES:
            actions.give_up_import(uid=UUID(run))
        raise


def enqueue(run: UUID) -> None:
    """Put an import into the queue, in the transaction that opened it."""
    read_notices.enqueue(str(run))


def end_abandoned() -> None:
    """End the imports whose worker was killed each time: nothing ran then that could have said so."""
    for run in set(given_up(read_notices.module_path)) & set(actions.open_imports()):
        actions.give_up_import(uid=UUID(run))
