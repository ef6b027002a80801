"""A receipt is checked from its file and the key alone: no database, no service."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from socialvalue.entrance import cli
from socialvalue.foundation.canonical import canonical_bytes
from socialvalue.machinery import audit, notes
from socialvalue.tendering import queries
from tests.cast import Player
from tests.tendering import made

pytestmark = pytest.mark.django_db


def files(sam: Player, folder: Path) -> tuple[Path, Path]:
    label = made.draft(made.opportunity(), sam.person)
    receipt, bid = folder / "receipt.txt", folder / "bid.json"
    receipt.write_bytes(made.send(label, sam.person))
    bid.write_bytes(canonical_bytes(queries.canonical_bid(queries.bid(reference=label, person=sam.person))))
    return receipt, bid


def verify(receipt: Path, *more: str, key: str = "") -> int:
    return cli.main(["verify-receipt", str(receipt), "--key", key or audit.verifier_keys()[0], *more])


def test_a_sound_receipt_holds_and_names_its_bid(sam: Player, tmp_path: Path) -> None:
    receipt, bid = files(sam, tmp_path)
    assert verify(receipt) == 0
    assert verify(receipt, "--bid", str(bid)) == 0
    bid.write_bytes(bid.read_bytes().replace(b"480000", b"480001"))
    assert verify(receipt, "--bid", str(bid)) == 1


def test_a_changed_receipt_or_another_key_does_not_hold(sam: Player, tmp_path: Path) -> None:
    receipt, _ = files(sam, tmp_path)
    assert verify(receipt, key=notes.verifier_key(Ed25519PrivateKey.generate())) == 2
    receipt.write_bytes(receipt.read_bytes().replace(b"Lot: 1", b"Lot: 2"))
    assert verify(receipt) == 2


def test_a_checkpoint_is_not_taken_for_a_receipt(sam: Player, tmp_path: Path) -> None:
    files(sam, tmp_path)
    point = audit.make_checkpoint()
    assert point is not None
    note = tmp_path / "note.txt"
    note.write_text(point.note)
    assert verify(note) == 2
