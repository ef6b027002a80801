"""The index of the log is gapless, whoever appends at the same time and whatever is rolled back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from socialvalue.machinery import audit
from socialvalue.machinery.models import Event
from tests.machinery import logs
from tests.machinery.installation import Installation

pytestmark = pytest.mark.slow

BUSY = """
from django.db import transaction
from socialvalue.foundation.references import new_uid
from socialvalue.machinery import events
from socialvalue.machinery.permissions import SYSTEM
for _ in range(25):
    with transaction.atomic():
        events.append(deed="thing_noted", record="thing", uid=new_uid(), by=SYSTEM)
"""


def indices() -> list[int]:
    return list(Event.objects.order_by("index").values_list("index", flat=True))


def test_fifty_threads_append_at_once(transactional_db: None) -> None:
    before = len(indices())

    def append(_: int) -> int:
        try:
            return logs.append().index
        finally:
            connection.close()

    with ThreadPoolExecutor(25) as pool:
        taken = list(pool.map(append, range(50)))
    assert sorted(taken) == list(range(before, before + 50))
    assert indices() == list(range(before + 50)) and audit.verify().sound


def test_four_processes_append_at_once(installation: Installation) -> None:
    before = installation.events()
    for process in [installation.start(BUSY) for _ in range(4)]:
        assert process.wait(60) == 0
    assert installation.events() == before + 100
    assert "unbroken" in installation.run("check").stdout


def test_a_rollback_leaves_no_gap(transactional_db: None) -> None:
    before = logs.append().index
    with pytest.raises(RuntimeError), transaction.atomic():
        logs.append()
        raise RuntimeError("the deed failed")
    assert logs.append().index == before + 1


def test_an_event_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError, match="inside the transaction"):
        logs.append.__wrapped__()  # type: ignore[attr-defined]
