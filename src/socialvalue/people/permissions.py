"""Who may do what with people and roles."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row

ROWS: Final = (
    Row("organisation:view", OFFICERS | READERS | {Role.LEAD_MEMBER}, "look at organisations"),
    Row("user:manage", frozenset({Role.ADMINISTRATOR}), "add people and give or end roles"),
)
