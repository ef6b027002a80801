"""Checking the event log, and the signed checkpoints that leave the building.

A chain alone does not catch someone who rewrites it from a point on; a checkpoint held elsewhere does.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connection, transaction

from socialvalue.foundation.canonical import canonical_bytes
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.merkle import MerkleTree
from socialvalue.machinery.events import GENESIS, text_digest
from socialvalue.machinery.models import Beat, Checkpoint, Event, EventText

TRIGGERS: Final = ("event_refuses_update", "event_refuses_delete")
ORIGIN: Final = "socialvalue event log"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `audit verify` answers: sound, or the first bad event and why."""

    events: int
    head: str
    checkpoints: int
    fault: str | None = None
    first_bad: int | None = None

    @property
    def sound(self) -> bool:
        return self.fault is None


@dataclass(frozen=True, slots=True)
class _Fault(Exception):
    index: int
    text: str


def verify() -> Verdict:
    """Read the whole log once, in constant memory: chain, columns, texts, checkpoints and the refusing triggers."""
    missing = [name for name in TRIGGERS if name not in standing_triggers()]
    if missing:
        return Verdict(
            0, "", 0, fault=f"The database no longer refuses changes: trigger {missing[0]} is missing."
        )
    notes = {point.size: point.note for point in Checkpoint.objects.order_by("size")}
    tree, previous, size = MerkleTree(), GENESIS, 0
    try:
        for size, (event, texts) in enumerate(_events_with_texts(), start=1):
            previous = _check(event, size - 1, previous, texts)
            tree.append(bytes(event.body))
            if size in notes:
                _check_note(notes[size], size, tree.root().hex())
        if beyond := [at for at in notes if at > size]:
            raise _Fault(size, f"A checkpoint was made at {beyond[0]} events, but the log ends at {size}.")
    except _Fault as fault:
        return Verdict(size, previous.hex(), len(notes), fault=fault.text, first_bad=fault.index)
    return Verdict(size, previous.hex(), len(notes))


def _events_with_texts() -> Iterator[tuple[Event, list[EventText]]]:
    texts = EventText.objects.order_by("event_index").iterator(chunk_size=2000)
    waiting = next(texts, None)
    for event in Event.objects.order_by("index").iterator(chunk_size=2000):
        mine: list[EventText] = []
        while waiting is not None and waiting.event_index <= event.index:
            if waiting.event_index == event.index:
                mine.append(waiting)
            waiting = next(texts, None)
        yield event, mine


def _check(event: Event, expected: int, previous: bytes, texts: Iterable[EventText]) -> bytes:
    body_bytes = bytes(event.body)
    digest = hashlib.sha256(body_bytes).digest()
    if event.index != expected:
        raise _Fault(expected, f"Event {expected} is missing.")
    if digest != bytes(event.digest):
        raise _Fault(expected, f"Event {expected} was changed: its content does not match its digest.")
    body = orjson.loads(body_bytes)
    if body["previous"] != previous.hex():
        raise _Fault(expected, f"Event {expected} does not follow the event before it.")
    columns = {
        "index": event.index,
        "deed": event.deed,
        "record": event.record,
        "uid": str(event.uid),
        "at": event.at,
    }
    if canonical_bytes(columns) != canonical_bytes({name: body[name] for name in columns}):
        raise _Fault(expected, f"Event {expected} was changed: its columns do not match its content.")
    for text in texts:
        if not text.erased_at and text_digest(bytes(text.salt), text.text) != body["texts"].get(text.name):
            raise _Fault(expected, f"Event {expected}: its text “{text.name}” was changed.")
    return digest


def standing_triggers() -> set[str]:
    """The names of the triggers on the event table, as the database has them now."""
    question = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'machinery_event'::regclass AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'machinery_event'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {row[0] for row in cursor.fetchall()}


@transaction.atomic
def make_checkpoint() -> Checkpoint | None:
    """Sign the log as it stands; nothing when it is empty or has not grown since the last one."""
    tree, size = MerkleTree(), 0
    for body in Event.objects.order_by("index").values_list("body", flat=True).iterator(chunk_size=5000):
        tree.append(bytes(body))
        size += 1
    if size == 0 or Checkpoint.objects.filter(size=size).exists():
        return None
    now = instant_now()
    text = f"{ORIGIN}\n{size}\n{base64.b64encode(tree.root()).decode()}\n{now.isoformat()}\n"
    key = signing_key()
    public = base64.b64encode(_public_bytes(key.public_key())).decode()
    note = f"{text}\n— {public} {base64.b64encode(key.sign(text.encode())).decode()}\n"
    Beat.objects.update_or_create(what="checkpoint", defaults={"at": now, "detail": f"{size} events"})
    return Checkpoint.objects.create(size=size, note=note, made_at=now)


def _check_note(note: str, size: int, root: str) -> None:
    text, _, signature_line = note.partition("\n\n— ")
    try:
        public, signature = signature_line.split()
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(
            base64.b64decode(signature), f"{text}\n".encode()
        )
        stated_size, stated_root = text.split("\n")[1:3]
    except (ValueError, InvalidSignature):
        raise _Fault(
            size - 1, f"The checkpoint at {size} events has a signature that does not hold."
        ) from None
    if int(stated_size) != size or base64.b64decode(stated_root).hex() != root:
        raise _Fault(
            size - 1, f"The log was rewritten: it no longer matches the checkpoint at {size} events."
        )


def signing_key() -> Ed25519PrivateKey:
    """The installation's key for checkpoints and receipts, made at first use in the data folder (mode 600)."""
    path = Path(settings.DATA) / "secrets" / "log-key.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.touch(mode=0o600)
        path.write_bytes(pem)
    loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(loaded, Ed25519PrivateKey)  # noqa: S101  we wrote it
    return loaded


def _public_bytes(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
