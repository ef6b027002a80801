"""The event log: every deed appends one event, in the transaction of the deed (rulings 34).

The chain: each event's bytes name the digest of the event before. The index is our own and gapless, taken under a
lock, so that a missing number is a missing event. Free text stands beside the log, salted, and can be erased.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from django.db import connection, transaction

from socialvalue.foundation.canonical import canonical_bytes
from socialvalue.foundation.clock import instant_now
from socialvalue.machinery.models import Event, EventText
from socialvalue.machinery.permissions import SYSTEM, Person

SCHEMA: Final = 1  # of the event's body
GENESIS: Final = bytes(32)
ERASED: Final = "text_erased"  # tells of an erasure: `after` holds the index and the name of the text
LOCK: Final = 0x50C1A1  # any number, the same everywhere: whoever appends holds it until commit


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where the log stands after an event: goes onto every receipt."""

    index: int
    digest: str
    at: datetime


def append(
    *,
    deed: str,
    record: str,
    uid: UUID,
    by: Person,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    clause: str | None = None,
    texts: Mapping[str, str] | None = None,
    on_behalf_of: UUID | None = None,
) -> Receipt:
    """Append one past-tense event (`determination_confirmed`) about a record, by someone.

    `before` and `after` hold codes, amounts as strings and dates; never names or free text, which go into `texts`.
    Must be called inside the deed's transaction; raises `TransactionManagementError` otherwise.
    """
    _hold_the_log()
    index, previous = _head()
    at = instant_now()
    salted = {name: (secrets.token_bytes(16), text) for name, text in (texts or {}).items() if text}
    body = canonical_bytes(
        {
            "schema": SCHEMA,
            "index": index,
            "at": at,
            "actor": str(by.uid) if by.uid else ("system" if by is SYSTEM else "command"),
            "on_behalf_of": str(on_behalf_of) if on_behalf_of else None,
            "deed": deed,
            "record": record,
            "uid": str(uid),
            "clause": clause,
            "before": dict(before) if before else None,
            "after": dict(after) if after else None,
            "texts": {name: text_digest(salt, text) for name, (salt, text) in salted.items()},
            "previous": previous.hex(),
        }
    )
    digest = hashlib.sha256(body).digest()
    Event.objects.create(index=index, body=body, digest=digest, deed=deed, record=record, uid=uid, at=at)
    EventText.objects.bulk_create(
        EventText(event_index=index, name=name, text=text, salt=salt) for name, (salt, text) in salted.items()
    )
    return Receipt(index=index, digest=digest.hex(), at=at)


def text_digest(salt: bytes, text: str) -> str:
    """The salted digest that an event keeps of a text: erase text and salt, and nobody can guess it back."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def _hold_the_log() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An event is appended inside the transaction of its deed."
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    # SQLite: transactions are IMMEDIATE, so whoever writes is alone already.


def _head() -> tuple[int, bytes]:
    last = Event.objects.order_by("-index").values_list("index", "digest").first()
    return (0, GENESIS) if last is None else (last[0] + 1, bytes(last[1]))


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One event of a record, ready to be told in a sentence."""

    index: int
    at: datetime
    deed: str
    actor: str  # a user's uid, "system" or "command"
    clause: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    texts: Mapping[str, str]


def history(uid: UUID, *, newest_first: bool = True, limit: int = 200) -> list[PastEvent]:
    """The events of one record (two statements). An erased text reads "[erased]"."""
    order = "-index" if newest_first else "index"
    rows = list(Event.objects.filter(uid=uid).order_by(order).values_list("index", "at", "body")[:limit])
    texts: dict[int, dict[str, str]] = {}
    for text in EventText.objects.filter(event_index__in=[row[0] for row in rows]):
        texts.setdefault(text.event_index, {})[text.name] = "[erased]" if text.erased_at else text.text
    return [_past(index, at, orjson.loads(bytes(body)), texts.get(index, {})) for index, at, body in rows]


def _past(index: int, at: datetime, body: dict[str, Any], texts: dict[str, str]) -> PastEvent:
    return PastEvent(
        index=index,
        at=at,
        deed=body["deed"],
        actor=body["actor"],
        clause=body["clause"],
        before=body["before"] or {},
        after=body["after"] or {},
        texts=texts,
    )
