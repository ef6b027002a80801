"""Background work of exchange. Idempotent: a second run of the same import changes nothing."""

from __future__ import annotations

from uuid import UUID

from django_tasks import TaskContext, task

from socialvalue.exchange import actions
from socialvalue.machinery.schedule import MOST_TRIES


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
