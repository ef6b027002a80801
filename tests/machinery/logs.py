"""Event logs for tests: long ones made fast, and a hand that tampers as a database administrator could."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from socialvalue.foundation.canonical import canonical_bytes
from socialvalue.foundation.references import new_uid
from socialvalue.machinery import events, guards
from socialvalue.machinery.models import Event
from socialvalue.machinery.permissions import SYSTEM

BEGAN = datetime(2027, 4, 1, 9, tzinfo=UTC)
SOMETHING = UUID("01890000-0000-7000-8000-000000000001")


@transaction.atomic
def append(deed: str = "thing_noted", **given: Any) -> events.Receipt:
    return events.append(**({"deed": deed, "record": "thing", "uid": new_uid(), "by": SYSTEM} | given))


def made_event(index: int, previous: bytes, deed: str = "thing_noted") -> Event:
    """An event as `events.append` would write it."""
    at = BEGAN + timedelta(seconds=index)
    body = canonical_bytes(
        {
            "schema": 1, "index": index, "at": at, "actor": "system", "on_behalf_of": None, "deed": deed,
            "record": "thing", "uid": str(SOMETHING), "clause": None, "before": None,
            "after": {"amount": "12.50", "state": "open"}, "texts": {}, "previous": previous.hex(),
        }
    )  # fmt: skip
    digest = hashlib.sha256(body).digest()
    return Event(index=index, body=body, digest=digest, deed=deed, record="thing", uid=SOMETHING, at=at)


def append_many(number: int, deed: str = "thing_noted") -> None:
    """Many events at once, chained to what is there."""
    last = Event.objects.order_by("-index").first()
    index, previous = (last.index + 1, bytes(last.digest)) if last else (0, events.GENESIS)
    rows = []
    for at in range(index, index + number):
        rows.append(made_event(at, previous, deed))
        previous = bytes(rows[-1].digest)
        if len(rows) == 2000:
            Event.objects.bulk_create(rows)
            rows = []
    Event.objects.bulk_create(rows)


@contextmanager
def the_guards_asleep() -> Iterator[None]:
    """Triggers taken away and put back, as whoever owns the database can."""
    written = guards.WRITTEN.SQLITE if connection.vendor == "sqlite" else guards.WRITTEN.POSTGRESQL
    names = [name for name, text in written.items() if "CREATE TRIGGER" in text]
    on = "" if connection.vendor == "sqlite" else " ON machinery_event"
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER {name}{on}")
        yield
        for name in names:
            cursor.execute(written[name])
