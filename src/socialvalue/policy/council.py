"""Who the council of a pack is: its code, its area, the numbers that notices name it by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from socialvalue.policy.pack_files import read_table


@dataclass(frozen=True, slots=True)
class Council:
    """A pack's authority.toml. `buyer_ids` are the council's own; `other_buyer_ids` look alike and are not."""

    code: str
    place: str
    exists_from: date | None
    buyer_ids: frozenset[str]
    other_buyer_ids: frozenset[str]


def load_council(folder: Path) -> Council:
    """Read authority.toml. Refuses a fault with its field and remedy."""
    table = read_table(folder / "authority.toml")
    return Council(
        code=table.text("code"),
        place=table.text("place"),
        exists_from=table.day_or_none("exists_from"),
        buyer_ids=frozenset(table.texts("buyer_ids")),
        other_buyer_ids=frozenset(table.texts("other_buyer_ids")),
    )
