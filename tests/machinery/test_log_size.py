"""Verifying costs the same memory however long the log is."""

import tracemalloc

import pytest

from socialvalue.machinery import audit
from tests.machinery import logs

pytestmark = pytest.mark.slow


def peak_of_verify() -> int:
    tracemalloc.start()
    assert audit.verify().sound
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_three_times_the_events_need_no_more_memory(db: None) -> None:
    logs.append_many(4000)
    short = peak_of_verify()
    logs.append_many(8000)
    assert peak_of_verify() < 1.3 * short
