"""Who may do what with procurements and determinations."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row, Unless

IN_PLANNING: Final = frozenset({"planning"})
OWN_EXEMPTION: Final = (
    Unless("requester", "Someone else has to decide the exemption that you asked for.", "EXC-2"),
)
OWN_CONDITION: Final = (Unless("reporter", "Someone else has to check what you reported as done.", "EXC-2"),)
RESPONSIBLE: Final = frozenset(
    {Role.SERVICE_OFFICER, Role.PROCUREMENT_OFFICER}
)  # can answer for a procurement
OWNERS: Final = OFFICERS  # can be asked to see to a condition, or to put a breach right
ROWS: Final = (
    Row("procurement:view", OFFICERS | READERS | {Role.LEAD_MEMBER, Role.EVALUATOR}, "look at procurements"),
    Row(
        "procurement:start",
        RESPONSIBLE,
        "start a procurement that no notice tells of yet",
    ),
    Row(
        "procurement:amend",
        RESPONSIBLE | {Role.STANDARDS_TEAM},
        "put right what a procurement is called and who answers for it",
        stages=IN_PLANNING,
    ),
    Row(
        "procurement:end",
        RESPONSIBLE | {Role.STANDARDS_TEAM},
        "end a procurement that comes to no tender",
        stages=IN_PLANNING,
    ),
    Row(
        "procurement:reopen",
        RESPONSIBLE | {Role.STANDARDS_TEAM},
        "take up again a procurement that was ended",
        stages=frozenset({"ended"}),
    ),
    Row(
        "plan:record",
        RESPONSIBLE,
        "record how a contract is bought and what is in proportion",
        stages=IN_PLANNING,
    ),
    Row("estimate:make", RESPONSIBLE, "estimate what a contract is worth", stages=IN_PLANNING),
    Row(
        "consent:record",
        frozenset({Role.PROCUREMENT_OFFICER, Role.LEGAL}),
        "record a successor council's consent",
    ),
    Row("procurement:export", OFFICERS | READERS, "download procurements"),
    Row(
        "act-record:make",
        RESPONSIBLE,
        "record how the Social Value Act duty was considered",
    ),
    Row(
        "requirement:propose",
        RESPONSIBLE,
        "propose or remove a Defined requirement",
        stages=IN_PLANNING,
    ),
    Row(
        "requirement:confirm",
        frozenset({Role.PROCUREMENT_OFFICER, Role.STANDARDS_TEAM}),
        "confirm a Defined requirement",
        stages=IN_PLANNING,
    ),
    Row("requirement:list", OFFICERS | READERS, "look through and download all requirements"),
    Row(
        "requirement:classify",
        frozenset({Role.STANDARDS_TEAM}),
        "say whether a requirement is about the environment",
        stages=IN_PLANNING,
    ),
    Row(
        "legal-sign-off:record",
        frozenset({Role.LEGAL, Role.PROCUREMENT_OFFICER, Role.STANDARDS_TEAM}),
        "record what the law says to a requirement",
        stages=IN_PLANNING,
    ),
    Row("remark:send", frozenset({Role.STANDARDS_TEAM}), "send a remark about a requirement"),
    Row("remark:answer", RESPONSIBLE, "answer a remark of the standards team"),
    Row(
        "inclusion:record",
        RESPONSIBLE,
        "record whether Social Value is included, and if not, why",
    ),
    Row("encouraged:view", OFFICERS | READERS, "see how far the encouraged band is covered"),
    Row(
        "question:write",
        RESPONSIBLE,
        "write the question that bidders answer",
        stages=IN_PLANNING,
    ),
    Row(
        "determination:confirm",
        frozenset({Role.PROCUREMENT_OFFICER, Role.STANDARDS_TEAM}),
        "confirm a determination",
    ),
    Row(
        "determination:correct",
        frozenset({Role.PROCUREMENT_OFFICER, Role.STANDARDS_TEAM}),
        "correct a determination",
    ),
    Row("engagement:view", OFFICERS | READERS, "look at market engagement and what suppliers said in it"),
    Row("engagement:export", OFFICERS | READERS, "download the engagement programme"),
    Row(
        "engagement:state",
        RESPONSIBLE,
        "state whether the market was engaged, or why not",
        stages=IN_PLANNING,
    ),
    Row(
        "engagement:plan",
        RESPONSIBLE | {Role.STANDARDS_TEAM},
        "plan an event of market engagement and record who came",
    ),
    Row(
        "feasibility:ask",
        RESPONSIBLE,
        "test draft requirements with invited suppliers",
        stages=IN_PLANNING,
    ),
    Row(
        "feasibility:decide",
        RESPONSIBLE,
        "decide and disclose what follows from a test of draft requirements",
        stages=IN_PLANNING,
    ),
    Row("exemption:view", OFFICERS | READERS, "look at exemptions and the reasons for them"),
    Row("exemption:export", OFFICERS | READERS, "download exemptions"),
    Row(
        "exemption:request",
        RESPONSIBLE,
        "ask for an exemption, or take the request back",
        stages=IN_PLANNING,
    ),
    Row(
        "exemption:screen",
        frozenset({Role.STANDARDS_TEAM}),
        "review a request for an exemption",
        unless=OWN_EXEMPTION,
    ),
    Row(
        "exemption:decide",
        frozenset({Role.MANAGEMENT_TEAM}),
        "grant or refuse an exemption",
        unless=OWN_EXEMPTION,
    ),
    Row(
        "exemption-paper:add",
        RESPONSIBLE | {Role.STANDARDS_TEAM},
        "put a paper beside a request for an exemption",
    ),
    Row(
        "exemption:summarise",
        frozenset({Role.STANDARDS_TEAM}),
        "write the reason of an exemption for the public",
    ),
    Row("condition:report", OWNERS, "say that a condition of an exemption is fulfilled"),
    Row(
        "condition:check",
        frozenset({Role.STANDARDS_TEAM}),
        "check that a condition of an exemption is fulfilled",
        unless=OWN_CONDITION,
    ),
    Row("breach:view", OFFICERS | READERS, "look at breaches of the policy"),
    Row("breach:export", OFFICERS | READERS, "download breaches"),
    Row("breach:record", OFFICERS, "record a breach of the policy"),
    Row("breach:settle", frozenset({Role.STANDARDS_TEAM}), "say what is done about a breach, and close it"),
)
