"""Reads of governance."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from socialvalue.design.documents.plain import Block, Paper, Points, Section, Table, Text
from socialvalue.foundation.refusal import Refusal
from socialvalue.governance.pack import FILE, toolkit_of
from socialvalue.governance.rules import Clause, Guide, Part, Toolkit, read_register
from socialvalue.policy.pack import table_of
from socialvalue.policy.queries import pack_on_show

PACKAGED: Final = Path(__file__).with_name("clauses.toml")  # put there when a wheel is built
CHECKOUT: Final = Path(__file__).parents[3] / "docs" / "clauses.toml"


@cache
def clauses() -> tuple[Clause, ...]:
    """The clause register of this version of the software."""
    source = PACKAGED if PACKAGED.exists() else CHECKOUT
    return read_register(source.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _read(digest: str, text: str) -> Toolkit:
    return toolkit_of(table_of(FILE, text))


def toolkit() -> Toolkit:
    """The guides of the newest pack (one statement a request)."""
    loaded = pack_on_show()
    if loaded is None:
        raise Refusal("no-pack", "No data pack is loaded. Run “socialvalue pack load”.", status=503)
    return _read(loaded.pack.digest, loaded.files[FILE])


def clause_ids() -> tuple[str, ...]:
    """The ids of every clause, in the policy's own order."""
    return tuple(clause.id for clause in clauses())


def paper_of(guide: Guide, *, author: str, notice: str) -> Paper:
    """A guide as a paper to hand out, to fill in or to adapt (GOV-4): the same words as its page."""
    sections = tuple(Section(part.title, _blocks(part)) for part in guide.parts)
    return Paper(guide.title, guide.lead, author, notice, sections)


def _blocks(part: Part) -> tuple[Block, ...]:
    blocks: list[Block] = [Text(text) for text in part.text]
    if part.points:
        blocks.append(Points(tuple(point.text for point in part.points)))
    if part.columns:
        blocks.append(Table(part.title, part.columns, part.lines, is_form=True))
    return tuple(blocks)
