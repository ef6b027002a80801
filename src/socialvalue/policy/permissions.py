"""Who may do what in this room."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row

RULERS: Final = frozenset({Role.STANDARDS_TEAM})
ROWS: Final[tuple[Row, ...]] = (
    Row("ruling:view", OFFICERS | READERS | {Role.LEAD_MEMBER, Role.EVALUATOR}, "read what the policy means"),
    Row("ruling:export", OFFICERS | READERS, "download what the policy means"),
    Row("ruling:record", RULERS, "record, replace or withdraw a ruling on what the policy means"),
)
