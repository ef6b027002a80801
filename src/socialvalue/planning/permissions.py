"""Who may do what with procurements and determinations."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row

ROWS: Final = (
    Row("procurement:view", OFFICERS | READERS | {Role.LEAD_MEMBER, Role.EVALUATOR}, "look at procurements"),
    Row("procurement:export", OFFICERS | READERS, "download procurements"),
    Row(
        "act-record:make",
        frozenset({Role.SERVICE_OFFICER, Role.PROCUREMENT_OFFICER}),
        "record how the Social Value Act duty was considered",
    ),
    Row(
        "requirement:propose",
        frozenset({Role.SERVICE_OFFICER, Role.PROCUREMENT_OFFICER}),
        "propose or remove a Defined requirement",
        stages=frozenset({"planning"}),
    ),
    Row(
        "requirement:confirm",
        frozenset({Role.PROCUREMENT_OFFICER, Role.STANDARDS_TEAM}),
        "confirm a Defined requirement",
        stages=frozenset({"planning"}),
    ),
    Row(
        "question:write",
        frozenset({Role.SERVICE_OFFICER, Role.PROCUREMENT_OFFICER}),
        "write the question that bidders answer",
        stages=frozenset({"planning"}),
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
)
