"""Where the templates of documents stand: `<room>/documents/<name>.<ending>`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

ROOMS: Final = Path(__file__).resolve().parents[2]
NO_TIME: Final = datetime(1980, 1, 1, tzinfo=UTC)  # the day that every document says: none has a clock
_NAME: Final = re.compile(r"([a-z]+)/([a-z0-9-]+)")


def template_path(template: str, ending: str) -> Path:
    """The file of a template, named by room and name. Raises `ValueError` for a name that could lead elsewhere."""
    found = _NAME.fullmatch(template)
    if found is None:
        raise ValueError(f"{template!r} does not name a room and a template.")
    return ROOMS / found[1] / "documents" / f"{found[2]}.{ending}"
