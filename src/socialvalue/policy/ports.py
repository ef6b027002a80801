"""What the policy room needs from a higher one: which clauses there are. Bound once, in `entrance/wiring.py`."""

from __future__ import annotations

from typing import Final, Protocol


class Clauses(Protocol):
    """The ids of every clause of the policy, in its own order."""

    def __call__(self) -> tuple[str, ...]: ...


def _none() -> tuple[str, ...]:
    return ()


_BOUND: Final[dict[str, Clauses]] = {"clauses": _none}


def bind_clauses(clauses: Clauses) -> None:
    """Say which clauses there are."""
    _BOUND["clauses"] = clauses


def clause_ids() -> tuple[str, ...]:
    """Every clause that a ruling can be about."""
    return _BOUND["clauses"]()
