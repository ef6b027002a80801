"""Who may bring data in and out."""

from typing import Final

from socialvalue.machinery.permissions import Role, Row

IMPORTERS = frozenset({Role.PROCUREMENT_OFFICER, Role.STANDARDS_TEAM, Role.ADMINISTRATOR})

ROWS: Final = (
    Row(
        "import:view",
        IMPORTERS | {Role.AUDIT, Role.CHIEF_PROCUREMENT_OFFICER},
        "see imports and their reports",
    ),
    Row("import:start", IMPORTERS, "bring in a file of notices"),
)
