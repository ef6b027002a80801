"""Signed checkpoints: extended from the last one, checked by anyone who has the verifier key."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from socialvalue.foundation.merkle import MerkleTree
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit, notes
from socialvalue.machinery.models import Checkpoint, Event
from tests.machinery import logs

# The example of the format's own documentation (golang.org/x/mod/sumdb/note).
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAYING = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def whole_root() -> bytes:
    tree = MerkleTree()
    for body in Event.objects.order_by("index").values_list("body", flat=True):
        tree.append(bytes(body))
    return tree.root()


def checkpoint() -> Checkpoint:
    point = audit.make_checkpoint()
    assert point
    return point


def test_the_note_holds_offline_with_the_public_key_alone(db: None) -> None:
    note, key = checkpoint().note, notes.verifier_key(audit.signing_key())
    stated = notes.checked(note, [key])
    assert (stated.size, stated.root) == (Event.objects.count(), whole_root())


def test_the_form_is_that_of_others() -> None:
    assert notes.text_of(SAYING, [NEUMANN]).startswith("If you think")


@pytest.mark.parametrize(
    ("old", "new"), [("your", "my"), ("PeterNeumann", "PaulNeumann"), ("x08g", "x08h"), ("\n\n", "\n")]
)
def test_a_changed_note_does_not_hold(old: str, new: str) -> None:
    with pytest.raises(notes.NoteFault):
        notes.text_of(SAYING.replace(old, new), [NEUMANN])


def test_a_key_that_is_none_is_refused() -> None:
    for key in ("", "a", "PeterNeumann+c74f20a4" + NEUMANN[21:], NEUMANN[:-4]):
        with pytest.raises(notes.NoteFault, match="verifier key"):
            notes.text_of(SAYING, [key])


def test_the_next_checkpoint_reads_only_what_came_since(db: None, measured: type) -> None:
    logs.append_many(40)
    checkpoint()
    logs.append_many(3)
    with measured() as cost:
        second = checkpoint()
    assert cost.rows < 10 and notes.checked(second.note, audit.verifier_keys()).root == whole_root()


def test_tampered_peaks_are_not_signed(db: None) -> None:
    first = checkpoint()
    Checkpoint.objects.filter(size=first.size).update(peaks=bytes(len(first.peaks)))
    logs.append()
    assert notes.checked(checkpoint().note, audit.verifier_keys()).root == whole_root()


def test_nothing_new_is_not_signed_again(db: None) -> None:
    checkpoint()
    assert audit.make_checkpoint() is None


def test_a_checkpoint_by_another_key_is_a_fault(db: None) -> None:
    stranger, statement = Ed25519PrivateKey.generate(), notes.Statement(Event.objects.count(), whole_root())
    note = notes.signed(statement, "2027-04-01T00:00:00.000000Z", stranger)
    Checkpoint.objects.create(size=statement.size, note=note, peaks=b"", made_at=logs.BEGAN)
    assert "by a key that we trust" in str(audit.verify().fault)
    assert audit.verify(trusted=[notes.verifier_key(stranger)]).sound


def test_a_note_from_elsewhere_that_cannot_be_trusted_is_refused(db: None) -> None:
    with pytest.raises(Refusal, match="cannot be used"):
        audit.verify([SAYING])


def test_the_signature_is_of_the_note_format(db: None) -> None:
    last = checkpoint().note.splitlines()[-1]
    assert len(base64.b64decode(last.split()[-1])) == 68  # four bytes of the key's hash, then the signature
