"""Who may do what with contracts, commitments and deliveries."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row, Unless

MANAGERS: Final = frozenset({Role.CONTRACT_MANAGER, Role.PROCUREMENT_OFFICER})
SUPPLIERS: Final = frozenset({Role.SUPPLIER})
PARTY: Final = "party"
REPORTERS: Final = MANAGERS | {Role.SERVICE_OFFICER}
OWN_DELIVERY: Final = (
    Unless("submitter", "Someone else has to decide what you reported yourself.", "CON-1"),
    Unless(PARTY, "A party to the contract cannot decide its own delivery.", "CON-1"),
)
OWN_CASE_STUDY: Final = (
    Unless("submitter", "Someone else has to decide about what you handed in yourself.", "CAS-1"),
    Unless(PARTY, "A party to the contract cannot decide about its own case study.", "CAS-1"),
)
OWN_CONTRACT: Final = (
    Unless(PARTY, "You work for a party to this contract. Somebody else has to do this.", "CON-1"),
)

ROWS: Final = (
    Row("contract:view", OFFICERS | READERS | {Role.LEAD_MEMBER}, "look at contracts and their commitments"),
    Row("contract:view", SUPPLIERS, "look at their own contracts", relation=PARTY),
    Row("contract:export", OFFICERS | READERS, "download contracts"),
    Row("contract:make", MANAGERS, "make a contract from an award", unless=OWN_CONTRACT),
    Row("contract:terminate", MANAGERS, "record that a contract ended early", unless=OWN_CONTRACT),
    Row("commitment:agree", MANAGERS, "write a commitment into a contract", unless=OWN_CONTRACT),
    Row("commitment:vary", MANAGERS, "vary a commitment", unless=OWN_CONTRACT),
    Row("delivery:report", REPORTERS, "report a delivery on behalf of a supplier"),
    Row("delivery:report", SUPPLIERS, "report what they have delivered", relation=PARTY),
    Row(
        "delivery:decide",
        frozenset({Role.CONTRACT_MANAGER}),
        "accept, query or reject a delivery",
        unless=OWN_DELIVERY,
    ),
    Row("case-study:list", OFFICERS | READERS, "see which contracts owe case studies, and download the list"),
    Row("case-study:submit", REPORTERS, "hand in a case study on behalf of a supplier"),
    Row("case-study:submit", SUPPLIERS, "hand in their case studies", relation=PARTY),
    Row(
        "case-study:decide",
        frozenset({Role.CONTRACT_MANAGER}),
        "accept a case study or send it back",
        unless=OWN_CASE_STUDY,
    ),
    Row("initiative:propose", SUPPLIERS, "offer a voluntary initiative"),
    Row("initiative:view", OFFICERS | READERS, "look at and download voluntary initiatives"),
    Row("initiative:view", SUPPLIERS, "look at their own voluntary initiatives", relation="supplier"),
    Row("initiative:answer", SUPPLIERS, "answer about their own voluntary initiative", relation="supplier"),
    Row(
        "initiative:decide",
        frozenset({Role.SERVICE_OFFICER, Role.CONTRACT_MANAGER}),
        "accept a voluntary initiative, decline it, or ask about it",
        unless=(Unless("supplier", "You work for the supplier. Somebody else has to decide.", "INC-3"),),
    ),
    Row("evidence:view", OFFICERS | {Role.AUDIT, Role.LEGAL}, "download the evidence of a delivery"),
    Row("evidence:view", SUPPLIERS, "download their own evidence", relation=PARTY),
)
