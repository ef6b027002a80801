"""The Merkle tree of RFC 6962, grown leaf by leaf in logarithmic memory."""

import hashlib
from typing import Final

EMPTY_ROOT: Final = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one entry (RFC 6962 section 2.1: prefix 0x00)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees (prefix 0x01: a node can never pass for a leaf)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """A tree that grows: it keeps only the roots of its complete subtrees, largest first."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add one entry at the end."""
        peak, merges = leaf_hash(leaf), self.size
        while merges & 1:  # every trailing 1 of the size is a complete subtree to merge with
            peak = node_hash(self._peaks.pop(), peak)
            merges >>= 1
        self._peaks.append(peak)
        self.size += 1

    def root(self) -> bytes:
        """The root over all entries so far."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root
