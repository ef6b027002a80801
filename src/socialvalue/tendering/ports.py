"""What a higher room adds to a bid: the page of its result. Bound once, in `entrance/wiring.py`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Protocol


class Outcomes(Protocol):
    """Those of these bids, by reference, that have a result for their bidder to read: whether they won."""

    def __call__(self, bids: Collection[str]) -> Mapping[str, bool]: ...


def _none(bids: Collection[str]) -> Mapping[str, bool]:
    return {}


_BOUND: Final[dict[str, Outcomes]] = {"result": _none}


def bind_result(outcomes: Outcomes) -> None:
    """Say which bids have a result, and which won. The page of a result is named "bid-result"."""
    _BOUND["result"] = outcomes


def outcomes(bids: Collection[str]) -> Mapping[str, bool]:
    """Whether bids won, of those that have a result to read (one statement)."""
    return _BOUND["result"](bids) if bids else {}
