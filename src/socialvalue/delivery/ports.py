"""What higher rooms add to a contract's page: their tabs. Bound once, in `entrance/wiring.py`."""

from __future__ import annotations

from typing import Final

EXTRA_TABS: Final[list[tuple[str, str]]] = []  # (text, route name) between Lots and History


def bind_tabs(*tabs: tuple[str, str]) -> None:
    """Replace the extra tabs."""
    EXTRA_TABS[:] = tabs
