"""Signed checkpoints of the event log, in a form that others check: C2SP signed notes (tlog-checkpoint).

A checkpoint says how long the log is and what its Merkle tree (RFC 6962) hashes to. Whoever holds one and the verifier
key can prove a rewritten log without us: these functions need neither Django nor a database.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ORIGIN: Final = "socialvalue-event-log"
ED25519: Final = b"\x01"  # the algorithm's number in a signed note


class NoteFault(Exception):
    """A note that does not hold, and why."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint states: so many events, this root."""

    size: int
    root: bytes


def verifier_key(key: Ed25519PrivateKey, name: str = ORIGIN) -> str:
    """The public half, in one line to hand out: name, short hash, key."""
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return f"{name}+{_short_hash(name, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def signed(statement: Statement, made_at: str, key: Ed25519PrivateKey) -> str:
    """A checkpoint as a signed note."""
    root = base64.b64encode(statement.root).decode()
    return sign(f"{ORIGIN}\n{statement.size}\n{root}\n{made_at}\n", key)


def sign(text: str, key: Ed25519PrivateKey) -> str:
    """A text as a signed note: `text_of` gives it back. Its first line says what it is about."""
    name, short, _ = verifier_key(key).split("+", 2)
    signature = base64.b64encode(bytes.fromhex(short) + key.sign(text.encode())).decode()
    return f"{text}\n— {name} {signature}\n"


def checked(note: str, verifiers: Collection[str]) -> Statement:
    """What a checkpoint states, once its signature holds. Raises `NoteFault`."""
    text = text_of(note, verifiers)
    try:
        origin, size, root = text.split("\n")[:3]
        if origin != ORIGIN:
            raise NoteFault(f"The note is about “{origin[:80]}”, not about an event log.")
        return Statement(int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error):
        raise NoteFault("The note is signed but is not a checkpoint.") from None


def text_of(note: str, verifiers: Collection[str]) -> str:
    """The text of a signed note, once a signature by one of these keys holds. Raises `NoteFault`."""
    text, gap, signatures = note.rpartition("\n\n")
    keys = dict(_parsed(verifier) for verifier in verifiers)
    for line in signatures.splitlines() if gap else ():
        try:
            dash, name, encoded = line.split(" ")
            blob = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            continue
        public = keys.get((name, blob[:4]))
        if dash == "—" and public is not None and _holds(public, blob[4:], f"{text}\n".encode()):
            return f"{text}\n"
    raise NoteFault("None of its signatures is by a key that we trust.")


def _parsed(verifier: str) -> tuple[tuple[str, bytes], bytes]:
    try:
        name, short, encoded = verifier.strip().split("+", 2)
        blob = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        raise NoteFault(f"“{verifier[:40]}” is not a verifier key.") from None
    if blob[:1] != ED25519 or len(blob) != 33 or _short_hash(name, blob[1:]).hex() != short:
        raise NoteFault(f"“{verifier[:40]}” is not a verifier key.")
    return (name, bytes.fromhex(short)), blob[1:]


def _short_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def _holds(public: bytes, signature: bytes, text: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True
