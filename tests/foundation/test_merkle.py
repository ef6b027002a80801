"""The Merkle tree against the vectors of RFC 6962 as published with Certificate Transparency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.merkle import (
    EMPTY_ROOT,
    MerkleTree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
    root_of,
)

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]


def test_the_empty_tree_is_the_hash_of_nothing() -> None:
    assert MerkleTree().root() == EMPTY_ROOT == root_of([])
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_roots_are_those_of_the_standard_at_every_size() -> None:
    tree = MerkleTree()
    for size, (leaf, root) in enumerate(zip(LEAVES, ROOTS, strict=True), start=1):
        tree.append(leaf)
        assert tree.root().hex() == root
        assert root_of(HASHES[:size]).hex() == root


def test_an_inclusion_proof_is_that_of_the_standard() -> None:
    proof = inclusion_proof(HASHES, 5)
    assert [each.hex()[:8] for each in proof] == ["bc1a0643", "ca854ea1", "d37ee418"]
    assert proves_inclusion(HASHES[5], 5, 8, proof, root_of(HASHES))


def test_a_consistency_proof_is_that_of_the_standard() -> None:
    proof = consistency_proof(HASHES, 6)
    assert [each.hex()[:8] for each in proof] == ["0ebc5d34", "ca854ea1", "d37ee418"]
    assert proves_consistency(6, root_of(HASHES[:6]), 8, root_of(HASHES), proof)


@given(st.integers(1, 70), st.data())
def test_every_entry_is_proved_and_no_other(size: int, data: st.DataObject) -> None:
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    hashes = [leaf_hash(bytes([n])) for n in range(size)]
    proof, root = inclusion_proof(hashes, index), root_of(hashes)
    assert proves_inclusion(hashes[index], index, size, proof, root)
    assert proves_inclusion(hashes[other], index, size, proof, root) is (other == index)
    assert not proves_inclusion(hashes[index], index, size, [*proof, root], root)
    assert not proves_inclusion(hashes[index], size, size, proof, root)


@given(st.integers(1, 70), st.data())
def test_every_earlier_tree_is_proved_and_no_altered_one(size: int, data: st.DataObject) -> None:
    earlier = data.draw(st.integers(1, size))
    hashes = [leaf_hash(bytes([n])) for n in range(size)]
    proof, old, new = consistency_proof(hashes, earlier), root_of(hashes[:earlier]), root_of(hashes)
    assert proves_consistency(earlier, old, size, new, proof)
    assert not proves_consistency(earlier, leaf_hash(b"altered"), size, new, proof)
    assert not proves_consistency(earlier, old, size, leaf_hash(b"altered"), proof)


def test_a_proof_of_what_is_not_there_cannot_be_asked_for() -> None:
    for deed in (
        lambda: inclusion_proof(HASHES, 8),
        lambda: consistency_proof(HASHES, 9),
        lambda: consistency_proof(HASHES, 0),
    ):
        with pytest.raises(IndexError):
            deed()
    assert not proves_consistency(0, EMPTY_ROOT, 8, root_of(HASHES), [])
    assert not proves_consistency(9, EMPTY_ROOT, 8, root_of(HASHES), [EMPTY_ROOT])
