"""Who may do what with people and roles."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row, Unless

ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR})

ROWS: Final = (
    Row("organisation:view", OFFICERS | READERS | {Role.LEAD_MEMBER}, "look at organisations"),
    Row("user:manage", ADMINISTRATORS, "add and close accounts, and end roles"),
    Row(
        "role:give",
        ADMINISTRATORS,
        "give roles",
        unless=(Unless("self", "Nobody can give a role to themselves. Ask another administrator."),),
    ),
)
