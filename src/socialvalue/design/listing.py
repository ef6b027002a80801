"""A list in an address: which page, sorted by what, with the filters kept in every link."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, QueryDict

from socialvalue.design.parts import Column, Heading, Paging, Turn

SIZE = 50  # rows a page
OWN = ("page", "sort")  # parameters that are the list's, not the filters'


def _href(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"


def turns(number: int, pages: int) -> list[int]:
    """First, last, and those around the current page; 0 stands for a gap: 1 0 4 5 6 0 20."""
    shown = sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})
    out: list[int] = []
    for at in shown:
        if out and at - out[-1] == 2:
            out.append(at - 1)
        elif out and at - out[-1] > 2:
            out.append(0)
        out.append(at)
    return out


def order_of(request: HttpRequest, known: Container[str], otherwise: str) -> str:
    """The order asked for in the address, "-" before it for downwards, if it is `known`; else `otherwise`."""
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in known else otherwise


@dataclass(frozen=True)
class Listing:
    """Made before the query: `order`, `offset` and `limit` are for the query, the rest is for the page."""

    query: QueryDict
    columns: tuple[Column, ...]
    total: int
    order: str  # key of a sortable column, "-" before it for descending
    noun: str
    plural: str
    size: int = SIZE
    export: str = ""  # address of the CSV with the same filters

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        columns: Sequence[Column],
        *,
        total: int,
        order: str,
        noun: str = "row",
        plural: str = "",
        size: int = SIZE,
        export: str = "",
    ) -> Listing:
        """`order` is the order without a choice; an unknown `sort` or `page` in the address falls back."""
        known = {column.key for column in columns if column.sort}
        return cls(
            query=request.GET,
            columns=tuple(columns),
            total=total,
            order=order_of(request, known, order),
            noun=noun,
            plural=plural or f"{noun}s",
            size=size,
            export=export,
        )

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @cached_property
    def number(self) -> int:
        asked = self.query.get("page", "1")
        return (
            min(max(int(asked), 1), self.pages)
            if asked.isascii() and asked.isdigit() and len(asked) < 9
            else 1
        )

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def limit(self) -> int:
        return self.size

    @property
    def shown(self) -> str:
        """Showing 51 to 100 of 1,204 contracts."""
        if self.pages == 1:
            return f"{self.total:,} {self.noun if self.total == 1 else self.plural}"
        last = min(self.offset + self.size, self.total)
        return f"Showing {self.offset + 1:,} to {last:,} of {self.total:,} {self.plural}"

    @property
    def filtered(self) -> bool:
        return any(value for name, value in self.query.items() if name not in OWN)

    @property
    def download(self) -> str:
        if not self.export:
            return ""
        return self.export + _href(self.query, page="")

    @property
    def headings(self) -> Iterable[Heading]:
        for column in self.columns:
            if not column.sort:
                yield Heading(column.text, column.numeric)
                continue
            state = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.order, "none")
            turned = f"-{column.key}" if state == "ascending" else column.key
            yield Heading(column.text, column.numeric, _href(self.query, sort=turned, page=""), state)

    @property
    def paging(self) -> Paging | None:
        if self.pages == 1:
            return None
        return Paging(
            number=self.number,
            pages=self.pages,
            turns=tuple(
                Turn(at, _href(self.query, page=str(at)) if at else "", at == self.number)
                for at in turns(self.number, self.pages)
            ),
            previous=_href(self.query, page=str(self.number - 1)) if self.number > 1 else "",
            next=_href(self.query, page=str(self.number + 1)) if self.number < self.pages else "",
        )
