"""What every page's frame needs from the roof: whose service this is, the menu, and who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest

from socialvalue.design.brand import Brand


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Phase:
    """The banner under the header: a word and a sentence ("Demonstration", "Made-up data …")."""

    tag: str
    text: str


@dataclass(frozen=True)
class Frame:
    """Everything around a page's own content."""

    brand: Brand = field(default_factory=Brand)
    home: str = "/"
    menu: tuple[Link, ...] = ()
    search: str = ""  # address of the search page; empty: no search box
    signed_in_as: str = ""  # name shown; empty: nobody is signed in
    role: str = ""  # in words, beside the name
    account: tuple[Link, ...] = ()  # "Sign in", or "Your account"
    sign_out: str = ""  # address that a POST signs out at
    phase: Phase | None = None
    footer: tuple[Link, ...] = ()


FrameFor = Callable[[HttpRequest | None], Frame]


def _plain(request: HttpRequest | None) -> Frame:
    return Frame()


_bound: list[FrameFor] = [_plain]


def bind_frame(function: FrameFor) -> None:
    """Called once, in `entrance/wiring.py`."""
    _bound[0] = function


def frame_for(request: HttpRequest | None) -> Frame:
    return _bound[0](request)
