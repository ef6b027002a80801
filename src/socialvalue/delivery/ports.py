"""What higher rooms add to a contract's page: tabs, sentences of its history. Bound once, in `entrance/wiring.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXTRA_TABS: Final[list[tuple[str, str]]] = []  # (text, route name) between Lots and History


def bind_tabs(*tabs: tuple[str, str]) -> None:
    """Replace the extra tabs."""
    EXTRA_TABS[:] = tabs


EXTRA_SENTENCES: Final[dict[str, str]] = {}  # by deed: how a contract's history tells it


def bind_sentences(told: Mapping[str, str]) -> None:
    """Add the sentences of a higher room."""
    EXTRA_SENTENCES.update(told)
