"""Background work of exchange. Idempotent: a second run of the same import changes nothing."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from socialvalue.exchange import actions


@task()
def read_notices(run: str) -> None:
    """Read the file of an import."""
    actions.run_import(uid=UUID(run))


def enqueue(run: UUID) -> None:
    """Put an import into the queue, in the transaction that opened it."""
    read_notices.enqueue(str(run))
