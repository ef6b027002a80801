"""A list in the order asked for: the same rows in the same places on both databases."""

from datetime import UTC, datetime

import pytest

from socialvalue.machinery.models import Scheduled
from socialvalue.machinery.orders import ordered

ORDERS = {"last": ("last_at", "task"), "task": ("task",)}


@pytest.fixture
def tasks(db: None) -> None:
    for task, day in (("a", None), ("b", 2), ("c", 1), ("d", 2)):
        last = None if day is None else datetime(2027, 1, day, tzinfo=UTC)
        Scheduled.objects.create(task=task, due_at=datetime(2030, 1, 1, tzinfo=UTC), last_at=last)


@pytest.mark.parametrize(
    ("order", "found"), [("last", "cbda"), ("-last", "dbca"), ("task", "abcd"), ("-task", "dcba")]
)
def test_what_is_empty_comes_last_whichever_way(tasks: None, order: str, found: str) -> None:
    mine = Scheduled.objects.filter(task__in="abcd")
    assert "".join(ordered(mine, ORDERS, order).values_list("task", flat=True)) == found


def test_a_name_that_the_list_does_not_know_is_a_fault_of_the_page() -> None:
    with pytest.raises(KeyError):
        ordered(Scheduled.objects.all(), ORDERS, "unknown")
