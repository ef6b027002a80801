"""Checking the event log, and the signed checkpoints that leave the building.

A chain alone does not catch someone who rewrites it from a point on; a checkpoint held elsewhere does.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import orjson
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import BinaryField
from django.db.models.functions import Cast

from socialvalue.foundation.canonical import instant_text
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.merkle import MerkleTree
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import guards, kinds, notes
from socialvalue.machinery.events import ERASED, GENESIS, text_digest
from socialvalue.machinery.kept import kept
from socialvalue.machinery.models import Beat, Checkpoint, Event, EventText

CHUNK: Final = 1000
COLUMNS: Final = ("index", "body", "digest", "deed", "record", "uid", "at")
Columns = tuple[int, bytes | memoryview, bytes | memoryview, str, str, UUID, datetime]
Text = tuple[int, str, str, bytes | memoryview, datetime | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `audit verify` answers: sound, or the first bad event and why."""

    events: int
    head: str
    checkpoints: int
    erased: int  # texts that were erased, each told of by an event
    fault: str | None = None
    first_bad: int | None = None

    @property
    def sound(self) -> bool:
        return self.fault is None


class _Fault(Exception):
    def __init__(self, index: int, text: str) -> None:
        super().__init__(text)
        self.index, self.text = index, text


def verify(held_elsewhere: Iterable[str] = (), trusted: Iterable[str] = ()) -> Verdict:
    """Read the log once, in constant memory: chain, columns, texts, checkpoints, and the refusing triggers.

    `held_elsewhere` are checkpoints from outside this database, `trusted` further verifier keys. What is appended
    meanwhile is left for the next time.
    """
    reading = _Reading({*verifier_keys(), *trusted}, held_elsewhere)
    fault, first_bad = None, None
    try:
        reading.read()
    except _Fault as found:
        fault, first_bad = found.text, found.index
    if fallen := guards.fallen():
        told = f"The database no longer refuses changes: trigger {fallen[0]} is missing or was changed."
        fault = f"{fault} {told}" if fault else told
    return Verdict(
        reading.tree.size, reading.head.hex(), reading.checkpoints, reading.erased, fault, first_bad
    )


class _Reading:
    """One pass over the log."""

    def __init__(self, verifiers: set[str], held_elsewhere: Iterable[str]) -> None:
        self.verifiers = verifiers
        self.tree, self.head, self.checkpoints, self.erased = MerkleTree(), GENESIS, 0, 0
        self.unreadable = kinds.first_unreadable()
        limit = {} if self.unreadable is None else {"size__lte": self.unreadable.index}
        # Checkpoints before events: every one of them speaks of events that we shall read.
        ours = Checkpoint.objects.filter(**limit).order_by("size").values_list("size", "note")
        theirs = sorted((_outside(note, verifiers).size, note) for note in held_elsewhere)
        self.points = heapq.merge(ours.iterator(chunk_size=CHUNK), theirs)
        self.point = next(self.points, None)
        last = Event.objects.order_by("-index").values_list("index", flat=True).first()
        self.end = 0 if last is None else last + 1
        if self.unreadable is not None:
            self.end = min(self.end, self.unreadable.index)

    def read(self) -> None:
        """Every event up to the end as it was when we began. Raises `_Fault` for the first bad one."""
        texts, erasures = _Texts(self.end), _erasures(self.end)
        for columns in self._events():
            index = self.tree.size
            body = _sound_body(columns, index, self.head)
            self.erased += _check_texts(index, body["texts"], texts.of(index), erasures)
            self.head = bytes(columns[2])
            self.tree.append(bytes(columns[1]))
            self._check_points()
        if self.unreadable is not None:
            raise _Fault(self.unreadable.index, self.unreadable.text)
        if stray := texts.stray():
            raise _Fault(self.tree.size, f"Event {stray} is missing: its text is here, the event is not.")
        if self.point is not None:
            size = self.tree.size
            raise _Fault(size, f"Event {size} is missing: a checkpoint was made at {self.point[0]} events.")

    def _events(self) -> Iterator[Columns]:
        rows = Event.objects.filter(index__lt=self.end).order_by("index").values_list(*COLUMNS)
        try:
            yield from rows.iterator(chunk_size=CHUNK)
        except (ValueError, TypeError):  # a number or a moment that is none
            index = self.tree.size
            raise _Fault(index, f"Event {index} was changed: its columns do not match its content.") from None

    def _check_points(self) -> None:
        while self.point is not None and self.point[0] <= self.tree.size:
            size, note = self.point
            stated = self._statement(note, size - 1)
            if (stated.size, stated.root) != (self.tree.size, self.tree.root()):
                raise _Fault(
                    size - 1, f"The log was rewritten: it no longer matches the checkpoint at {size} events."
                )
            self.checkpoints += 1
            self.point = next(self.points, None)

    def _statement(self, note: str, index: int) -> notes.Statement:
        try:
            return notes.checked(note, self.verifiers)
        except notes.NoteFault as fault:
            raise _Fault(index, f"A checkpoint does not hold. {fault}") from None


def _outside(note: str, verifiers: set[str]) -> notes.Statement:
    try:
        return notes.checked(note, verifiers)
    except notes.NoteFault as fault:
        raise Refusal("note-untrusted", f"That checkpoint cannot be used. {fault}") from None


def _sound_body(columns: Columns, expected: int, previous: bytes) -> dict[str, Any]:
    index, content, digest, deed, record, uid, at = columns
    if index != expected:
        raise _Fault(expected, f"Event {expected} is missing.")
    content = bytes(content)
    if hashlib.sha256(content).digest() != bytes(digest):
        raise _Fault(expected, f"Event {expected} was changed: its content does not match its digest.")
    try:
        body: dict[str, Any] = orjson.loads(content)
        stated = (
            body["index"],
            body["deed"],
            body["record"],
            body["uid"],
            datetime.fromisoformat(body["at"]),
        )
        follows, body["texts"] = body["previous"] == previous.hex(), dict(body["texts"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        raise _Fault(expected, f"Event {expected} was changed: its content is not an event.") from None
    if not follows:
        raise _Fault(expected, f"Event {expected} does not follow the event before it.")
    if stated != (index, deed, record, str(uid), at):
        raise _Fault(expected, f"Event {expected} was changed: its columns do not match its content.")
    return body


def _check_texts(
    index: int, digests: dict[str, str], texts: list[Text], erasures: set[tuple[int, str]]
) -> int:
    """Compare an event's texts with its digests; answers how many were erased."""
    for _, name, text, salt, erased_at in texts:
        named = f"The text “{name}” of event {index}"
        if name not in digests or (erased_at is None and text_digest(bytes(salt), text) != digests[name]):
            raise _Fault(index, f"{named} was changed.")
        if erased_at is not None and (text or bytes(salt)):
            raise _Fault(index, f"{named} was changed: it is marked as erased and still holds something.")
        if erased_at is not None and (index, name) not in erasures:
            raise _Fault(index, f"{named} is marked as erased, and no event tells of that.")
    if gone := digests.keys() - {text[1] for text in texts}:
        raise _Fault(
            index, f"The text “{min(gone)}” of event {index} is missing. Texts are erased, never deleted."
        )
    return sum(erased_at is not None for *_, erased_at in texts)


def _erasures(end: int) -> set[tuple[int, str]]:
    """The texts of whose erasure a later event tells. Whether those events are sound shows when they are read."""
    told: set[tuple[int, str]] = set()
    rows = Event.objects.filter(deed=ERASED, index__lt=end).values_list("index", "body")
    for index, content in rows.iterator(chunk_size=CHUNK):
        with suppress(orjson.JSONDecodeError, KeyError, TypeError):
            after = orjson.loads(bytes(content))["after"]
            if after["index"] < index:
                told.add((after["index"], after["name"]))
    return told


class _Texts:
    """The texts beside the log, read in step with it."""

    def __init__(self, end: int) -> None:
        self.end = end
        rows = EventText.objects.filter(event_index__lt=end).order_by("event_index", "name")
        self.rows: Iterator[Text] = rows.values_list(
            "event_index", "name", "text", "salt", "erased_at"
        ).iterator(chunk_size=CHUNK)
        self.waiting = next(self.rows, None)

    def of(self, index: int) -> list[Text]:
        mine = []
        while self.waiting is not None and self.waiting[0] == index:
            mine.append(self.waiting)
            self.waiting = next(self.rows, None)
        return mine

    def stray(self) -> int | None:
        """The first event whose text is here without it: the tail was cut off."""
        here = Event.objects.values("index")
        stray = EventText.objects.filter(event_index__gte=self.end).exclude(event_index__in=here)
        return stray.order_by("event_index").values_list("event_index", flat=True).first()


def make_checkpoint() -> Checkpoint | None:
    """Sign the log as it stands; nothing when it is empty or has not grown since the last one.

    Reads only what came after the last checkpoint, whose signed root must match the tree's kept peaks.
    """
    tree = _tree_of_last_checkpoint()
    before = tree.size
    events = Event.objects.filter(index__gte=before).order_by("index")
    for body in events.values_list("body", flat=True).iterator(chunk_size=CHUNK):
        given: object = body
        if isinstance(given, str):  # SQLite keeps what it is given
            text = f"Event {tree.size} was changed, so nothing is signed. Run “socialvalue audit verify”."
            raise Refusal("log-unsound", text)
        tree.append(bytes(body))
    if tree.size == before:
        return None
    now = instant_now()
    note = notes.signed(notes.Statement(tree.size, tree.root()), instant_text(now), signing_key())
    try:
        with transaction.atomic():
            point = Checkpoint.objects.create(
                size=tree.size, note=note, peaks=b"".join(tree.peaks), made_at=now
            )
            Beat.objects.update_or_create(
                what="checkpoint", defaults={"at": now, "detail": f"{tree.size} events"}
            )
    except IntegrityError:  # another worker signed the same events at the same moment
        return None
    return point


def _tree_of_last_checkpoint() -> MerkleTree:
    """The tree as last signed. Peaks that do not lead to the signed root are not trusted: then from the start."""
    points = Checkpoint.objects.annotate(raw=Cast("peaks", BinaryField())).order_by("-size")
    last = points.values_list("size", "note", "raw").first()
    if last is None:
        return MerkleTree()
    size, note, peaks = last[0], last[1], bytes(last[2])
    try:
        stated = notes.checked(note, verifier_keys())
        tree = MerkleTree(stated.size, [peaks[at : at + 32] for at in range(0, len(peaks), 32)])
    except (notes.NoteFault, ValueError):
        return MerkleTree()
    return tree if (tree.root(), tree.size) == (stated.root, size) else MerkleTree()


def signing_key() -> Ed25519PrivateKey:
    """The installation's key for checkpoints and receipts, made at first use in the data folder (mode 600)."""
    pem = kept(Path(settings.DATA) / "secrets" / "log-key.pem", _new_key)
    loaded = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(loaded, Ed25519PrivateKey)  # noqa: S101  we wrote it
    return loaded


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def verifier_keys() -> list[str]:
    """The keys whose checkpoints this installation believes: its own, and those that came with a restored backup."""
    earlier = _earlier_keys()
    return [notes.verifier_key(signing_key()), *(earlier.read_text().split() if earlier.exists() else ())]


def trust(keys: Iterable[str]) -> None:
    """Believe these verifier keys too, from now on: the operator restored a backup that they signed."""
    known = verifier_keys()
    if fresh := [key for key in keys if key not in known]:
        path = _earlier_keys()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text("\n".join([*known[1:], *fresh, ""]))


def _earlier_keys() -> Path:
    return Path(settings.DATA) / "secrets" / "earlier-log-keys"
