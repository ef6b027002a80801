"""Who may do what with contracts, commitments and deliveries."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row

MANAGERS: Final = frozenset({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER})
SUPPLIERS: Final = frozenset({Role.SUPPLIER})
PARTY: Final = "party"
ROWS: Final = (
    Row("contract:view", OFFICERS | READERS | {Role.LEAD_MEMBER}, "look at contracts and their commitments"),
    Row("contract:view", SUPPLIERS, "look at their own contracts", relation=PARTY),
    Row("contract:export", OFFICERS | READERS, "download contracts"),
    Row("contract:terminate", MANAGERS, "record that a contract ended early"),
    Row("commitment:agree", MANAGERS, "write a commitment into a contract"),
    Row("commitment:vary", MANAGERS, "vary a commitment"),
)
