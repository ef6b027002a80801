"""What a higher room adds to an award: the contract that is made of it. Bound once, in `entrance/wiring.py`."""

from __future__ import annotations

from typing import Final, Protocol


class ContractOf(Protocol):
    """The reference of the contract that was made of a decision; empty while there is none."""

    def __call__(self, decision_id: int) -> str: ...


def _none(decision_id: int) -> str:
    return ""


_BOUND: Final[dict[str, ContractOf]] = {"contract": _none}


def bind_contract(contract: ContractOf) -> None:
    """Say where contracts stand."""
    _BOUND["contract"] = contract


def contract_of(decision_id: int) -> str:
    """The contract of a decision, by its reference; empty while there is none."""
    return _BOUND["contract"](decision_id)
