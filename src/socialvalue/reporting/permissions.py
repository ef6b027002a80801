"""Who may see what of the figures. The published ones are for everyone."""

from typing import Final

from socialvalue.machinery.permissions import OFFICERS, READERS, Role, Row

ROWS: Final = (
    Row(
        "figure:open",
        OFFICERS | READERS | {Role.LEAD_MEMBER},
        "see exact figures and the deliveries behind them",
    ),
)
