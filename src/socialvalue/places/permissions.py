"""Who may do what in this room."""

from typing import Final

from socialvalue.machinery.permissions import Row

ROWS: Final[tuple[Row, ...]] = ()
