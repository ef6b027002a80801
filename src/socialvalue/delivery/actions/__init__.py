"""The deeds of delivery behind one door."""

from socialvalue.delivery.actions.contracts import agree_commitment, terminate_contract, vary_commitment

__all__ = ["agree_commitment", "terminate_contract", "vary_commitment"]
