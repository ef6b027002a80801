"""Who may see how the policy's clauses are carried out."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row

ROWS: Final = (
    Row("clauses:view", OFFICERS | READERS | {Role.LEAD_MEMBER}, "see how each clause is carried out"),
)
