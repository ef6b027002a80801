"""The toolkit's guides (GOV-4, PRE-4): who each is for, and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Whom a guide is for."""

    SUPPLIERS = "suppliers"
    OFFICERS = "officers"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list. `page` names a page of the service that it leads to; empty: none."""

    text: str
    page: str = ""

    @classmethod
    def of(cls, written: str) -> Point:
        """ "See the measures. -> measures" leads to the page of that name."""
        text, arrow, page = written.rpartition(" -> ")
        return cls(text.strip(), page.strip()) if arrow else cls(written.strip())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a guide: its heading, paragraphs, points, and a table to fill in.

    `starts` are the first words of each line of the table; an empty one is blank.
    """

    title: str
    text: tuple[str, ...]
    points: tuple[Point, ...]
    columns: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The lines of the table, blank but for their first words."""
        blank = ("",) * (len(self.columns) - 1)
        return tuple((start, *blank) for start in self.starts)


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide or template; `slug` is its place in the address."""

    slug: str
    reader: Reader
    title: str
    lead: str
    parts: tuple[Part, ...]

    @property
    def is_template(self) -> bool:
        """Whether it is there to be filled in."""
        return any(part.columns for part in self.parts)


@dataclass(frozen=True, slots=True)
class Toolkit:
    """All guides of a council, and how far they are adopted."""

    guides: tuple[Guide, ...]
    notice: str

    def guide(self, slug: str) -> Guide | None:
        """The guide at this address, if there is one."""
        return next((each for each in self.guides if each.slug == slug), None)

    def for_reader(self, reader: Reader) -> tuple[Guide, ...]:
        """The guides for these readers, in the pack's order."""
        return tuple(each for each in self.guides if each.reader is reader)
