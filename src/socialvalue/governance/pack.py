"""The toolkit's guides as a council's pack holds them. Faults are named."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from socialvalue.governance.rules import Guide, Part, Point, Reader, Toolkit
from socialvalue.policy.pack import Table, read_table

FILE: Final = "toolkit.toml"


def check_toolkit(path: Path) -> None:
    """Refuses the first fault in the guides of this folder: they are read from the stored pack later."""
    toolkit_of(read_table(path / FILE))


def toolkit_of(table: Table) -> Toolkit:
    """What the file says; every guide has an address of its own."""
    guides = tuple(_guide(each) for each in table.list_of_tables("guide"))
    if len({guide.slug for guide in guides}) < len(guides):
        raise table.fault("slug", "Give every [[guide]] another slug")
    return Toolkit(guides, table.text("notice"))


def _guide(table: Table) -> Guide:
    parts = tuple(_part(part) for part in table.list_of_tables("part"))
    reader = table.choice("reader", Reader)
    return Guide(table.text("slug"), reader, table.text("title"), table.text("lead"), parts)


def _part(table: Table) -> Part:
    columns, starts = table.texts("columns"), table.texts("lines")
    if bool(columns) != bool(starts):
        raise table.fault("columns", "Give a table to fill in both “columns” and “lines”")
    points = tuple(Point.of(each) for each in table.texts("points"))
    return Part(table.text("title"), table.texts("text"), points, columns, starts)
