"""Where the shared real notices are, and small releases to plant faults in."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from socialvalue.exchange.ocds.problems import Problem
from socialvalue.exchange.ocds.reader import Read, read_releases

NOTICES = Path(__file__).parents[3] / ".." / "shared" / "data" / "ocds"

needs_notices = pytest.mark.skipif(
    not NOTICES.is_dir(), reason="the shared real notices (../shared/data/ocds) are not here"
)


def release(**fields: Any) -> dict[str, Any]:
    """A small release with nothing wrong."""
    return {
        "ocid": "ocds-h6vhtk-000001",
        "id": "000001-2026",
        "date": "2026-02-01T09:00:00Z",
        "tag": ["tender"],
        "initiationType": "tender",
        "language": "en",
        "buyer": {"id": "GB-PPON-PLDL-8938-YGYW", "name": "A council"},
        "tender": {"id": "SC1", "title": "Care"},
    } | fields


def package(*releases: Any) -> dict[str, Any]:
    """A release package as the portals send it."""
    return {"uri": "https://example.org", "version": "1.1", "publishedDate": "2026-02-01T09:00:00Z"} | {
        "releases": list(releases)
    }


def read(source: str | bytes | Any) -> tuple[list[Read], list[Problem]]:
    """Everything that reading a text, bytes or value gives."""
    if not isinstance(source, (str, bytes)):
        source = json.dumps(source)
    raw = source.encode("utf-8") if isinstance(source, str) else source
    problems: list[Problem] = []
    return list(read_releases(io.BytesIO(raw), problems.append, name="test.json")), problems


def codes(problems: list[Problem]) -> list[str]:
    """The codes of the problems, in order."""
    return [problem.code for problem in problems]
