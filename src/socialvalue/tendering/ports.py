"""What a higher room adds to a bid: the page of its result. Bound once, in `entrance/wiring.py`."""

from __future__ import annotations

from typing import Final, Protocol


class HasResult(Protocol):
    """Whether a bid, by its reference, has a result that its bidder may read."""

    def __call__(self, bid: str) -> bool: ...


def _none(bid: str) -> bool:
    return False


_BOUND: Final[dict[str, HasResult]] = {"result": _none}


def bind_result(has_result: HasResult) -> None:
    """Say which bids have a result. Its page is named "bid-result"."""
    _BOUND["result"] = has_result


def has_result(bid: str) -> bool:
    """Whether a bid has a result to read."""
    return _BOUND["result"](bid)
