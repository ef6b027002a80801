"""What stands beside the measures: which outcome a figure of need points to, what "local" may mean (rulings 9, 14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """A figure of need points to an outcome; both by code, with who approved that it does."""

    indicator: str
    outcome: str
    why: str
    approved_by: str
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Local:
    """What "local" may mean in a requirement: where the benefit arrives."""

    code: str
    version: int
    title: str
    means: str
    caution: str
    approved_by: str


def local_changed(now: Iterable[Local], *, code: str, version: int, means: str) -> bool:
    """Whether a definition means something else than before under the same version."""
    return any(each.code == code and each.version <= version and each.means != means for each in now)
