"""Who may do what in this room: reading is for everyone, loading is for whoever may run commands."""

from typing import Final

from socialvalue.machinery.permissions import Row

ROWS: Final[tuple[Row, ...]] = ()
