"""A plain paper as data: title, sections, paragraphs, lists and tables. One set of words for page, PDF and Word."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

TEMPLATE: Final = "design/plain"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    items: tuple[str, ...]
    kind: str = "points"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the words of its columns; one to fill in has lines and room to write."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "table"
    is_form: bool = False


Block = Text | Heading | Points | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A section under its heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to hand out. `footer` says where it comes from: its versions and the day they stand for."""

    title: str
    lead: str
    author: str
    footer: str
    sections: tuple[Section, ...]

    def data(self) -> dict[str, Any]:
        """As templates read it."""
        return asdict(self)
