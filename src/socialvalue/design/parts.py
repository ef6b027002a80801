"""The values that page layouts are filled with: states, deeds, tabs, tasks, events."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Colour(StrEnum):
    """Colours of a tag. The word carries the meaning; the colour only helps the eye."""

    GREY = "grey"  # not begun, closed, withdrawn
    BLUE = "blue"  # going on
    YELLOW = "yellow"  # waits for somebody
    GREEN = "green"  # done, in force
    RED = "red"  # late, refused, in error
    ORANGE = "orange"  # at risk
    PURPLE = "purple"  # received, sealed
    TEAL = "teal"  # new


@dataclass(frozen=True)
class Tag:
    """A state in a word."""

    text: str
    colour: Colour = Colour.GREY


@dataclass(frozen=True)
class Crumb:
    text: str
    href: str = ""


@dataclass(frozen=True)
class Back:
    """The link above the heading of a page inside a journey."""

    href: str
    text: str = "Back"


@dataclass(frozen=True)
class Deed:
    """Something this person may do next. `because` says why not, when it is not allowed yet."""

    text: str
    href: str
    method: str = "get"  # "post" changes something at once
    because: str = ""
    warning: bool = False  # drawn red: it cannot be undone

    @property
    def allowed(self) -> bool:
        return not self.because


@dataclass(frozen=True)
class Tab:
    text: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Task:
    """One line of a task list; without `href` it cannot be started yet, and `hint` says why."""

    text: str
    state: Tag | None = None  # None: completed, drawn as plain text
    href: str = ""
    hint: str = ""


@dataclass(frozen=True)
class TaskGroup:
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Answer:
    """One line of a summary list or a check-your-answers page."""

    key: str
    value: object
    change: str = ""  # address of the page that changes it
    lines: tuple[str, ...] = ()  # several values, one below the other
    tag: Tag | None = None
    href: str = ""  # address of the record that the value names


@dataclass(frozen=True)
class AnswerGroup:
    title: str
    answers: tuple[Answer, ...]
    change: str = ""


@dataclass(frozen=True)
class Event:
    """One line of a record's history."""

    sentence: str
    when: str
    by: str = ""
    because: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()  # what, before, after
    index: int | None = None  # place in the event log
    clause: str | None = None  # of the policy or the law, by which it was done


@dataclass(frozen=True)
class Figure:
    """A number with its unit and where it comes from."""

    label: str
    value: str
    unit: str = ""
    href: str = ""  # the derivation, or the rows behind it
    note: str = ""
    share: float | None = None  # 0 to 1, drawn as a small bar


@dataclass(frozen=True)
class Empty:
    """What a list says when it has nothing to show: what will be here and the first thing to do."""

    title: str
    text: str
    deed: Deed | None = None


@dataclass(frozen=True)
class Column:
    key: str
    text: str
    sort: bool = False
    numeric: bool = False


@dataclass(frozen=True)
class Heading:
    """A column's heading as drawn: with the address that sorts by it."""

    text: str
    numeric: bool = False
    href: str = ""
    sorted: str = "none"  # aria-sort: none, ascending, descending


@dataclass(frozen=True)
class Turn:
    """One place in the pagination: a page, or an ellipsis."""

    number: int = 0
    href: str = ""
    current: bool = False

    @property
    def is_gap(self) -> bool:
        return self.number == 0


@dataclass(frozen=True)
class Paging:
    """Which page of how many, with the addresses of the others."""

    number: int
    pages: int
    turns: tuple[Turn, ...] = field(default=())
    previous: str = ""
    next: str = ""
