"""Who may do what with badges."""

from typing import Final

from socialvalue.machinery.permissions import Role, Row, Unless

PARTY: Final = "party"

ROWS: Final = (
    Row(
        "badge:verify",
        frozenset({Role.CONTRACT_MANAGER}),
        "verify the badge of a contract for a financial year, or take one back",
        unless=(Unless(PARTY, "A party to the contract cannot verify its own badge.", "REC-1"),),
    ),
    Row(
        "impact:tell",
        frozenset({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER, Role.SERVICE_OFFICER}),
        "record for a supplier what it achieved outside the contract",
    ),
    Row(
        "impact:tell",
        frozenset({Role.SUPPLIER}),
        "say what they achieved outside the contract",
        relation=PARTY,
    ),
)
