"""Who may do what with procurements and determinations."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row, Unless

IN_PLANNING: Final = frozenset({"planning"})
OWN_EXEMPTION: Final = (
    Unless("requester", "Someone else has to decide the exemption that you asked for.", "EXC-2"),
)
RESPONSIBLE: Final = frozenset(
    {Role.SERVICE_OFFICER, Role.PROCUREMENT_OFFICER}
)  # can answer for a procurement
ROWS: Final = (
    Row("procurement:view", OFFICERS | READERS | {Role.LEAD_MEMBER, Role.EVALUATOR}, "look at procurements"),
    Row(
        "procurement:start",
        RESPONSIBLE,
        "start a procurement that no notice tells of yet",
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
)
