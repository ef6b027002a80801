"""The pages of delivery behind one door."""

from socialvalue.delivery.pages.contracts import commitments, contract, contracts, export, history

__all__ = ["commitments", "contract", "contracts", "export", "history"]
