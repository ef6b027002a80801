"""What planning reads of a data pack: scale, lead times, crosswalks (INC-5, PRE-1, CTX-3). Faults are named."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final

from socialvalue.planning.rules.crosswalks import Crosswalks, Frame, Item
from socialvalue.planning.rules.proportion import Effort, Scale, Size, Typical
from socialvalue.planning.rules.timetable import LeadTime
from socialvalue.policy.pack import Table, read_table
from socialvalue.policy.rules import Band

FILE: Final = "proportion.toml"
CROSSWALKS: Final = "crosswalks.toml"


@dataclass(frozen=True, slots=True)
class Proportion:
    """The council's scale, how early each step is wanted, and how far all this is adopted."""

    scale: Scale
    leads: tuple[LeadTime, ...]
    notice: str


def load_proportion(path: Path) -> Proportion:
    """The file in the pack folder `path`. Refuses the first fault, naming where it is and the remedy."""
    return proportion_of(read_table(path / FILE))


def proportion_of(table: Table) -> Proportion:
    """What the file says; its sizes must rise from 0."""
    sizes = tuple(_size(each) for each in table.list_of_tables("size"))
    if sizes[0].from_inc_vat or any(later.from_inc_vat <= one.from_inc_vat for one, later in pairwise(sizes)):
        raise table.fault("size", "Begin with 0.00 and let “from” rise from one [[size]] to the next")
    if any(later.measures < one.measures or later.words < one.words for one, later in pairwise(sizes)):
        raise table.fault("size", "A larger contract must not suit fewer measures or words")
    typical = {each.text("measure"): _typical(each) for each in table.list_of_tables("typical")}
    leads = tuple(_lead(each) for each in table.list_of_tables("lead_time"))
    return Proportion(Scale(sizes, _effort(table.sub("effort")), typical), leads, table.text("notice"))


def crosswalks_of(table: Table) -> Crosswalks:
    """The national statements and how the council's outcomes meet them."""
    frames = tuple(_frame(each) for each in table.list_of_tables("frame"))
    return Crosswalks(frames, table.text("notice"))


def _frame(table: Table) -> Frame:
    items = tuple(
        Item(each.text("code"), each.text("title"), frozenset(each.texts("outcomes")))
        for each in table.list_of_tables("item")
    )
    valid_from = table.day_or_none("from")
    if valid_from is None:
        raise table.fault("from", "Write the day from which it exists, like 2025-02-24")
    needs_regard = table.truth("regard", default=False)
    return Frame(
        table.text("code"),
        table.text("title"),
        table.text("source"),
        valid_from,
        table.day_or_none("to"),
        needs_regard,
        items,
    )


def check_files(path: Path) -> None:
    """Refuses the first fault in the files of this folder that planning reads from the stored pack later."""
    load_proportion(path)
    crosswalks_of(read_table(path / CROSSWALKS))


def _size(table: Table) -> Size:
    return Size(
        table.decimal("from"),
        _whole(table, "measures"),
        _whole(table, "words"),
        table.truth("short", default=False),
    )


def _effort(table: Table) -> Effort:
    names = ("reading", "measure", "measure_short", "words_an_hour")
    found = Effort(*(_whole(table, name) for name in names))
    if not found.words_an_hour or found.measure < found.measure_short:
        raise table.fault("words_an_hour", "Give 1 or more; measure_short must not exceed measure")
    return found


def _typical(table: Table) -> Typical:
    if "fixed" in table.names():
        return Typical(Decimal(0), Decimal(0), fixed=table.decimal("fixed"))
    labour = table.truth("labour", default=False)
    return Typical(table.decimal("per_million"), table.decimal("smallest"), of_labour=labour)


def _lead(table: Table) -> LeadTime:
    bands = table.texts("bands")
    if not set(bands) <= set(Band):
        raise table.fault("bands", f"Write some of {', '.join(Band)}")
    return LeadTime(table.text("step"), table.text("clause"), _whole(table, "working_days"), frozenset(bands))


def _whole(table: Table, field: str) -> int:
    value = table.plain(field)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise table.fault(field, "Give a whole number of 0 or more")
    return value
