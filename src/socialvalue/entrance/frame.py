"""What stands around every page: the council's brand, the menu for this person, the demonstration's banner."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import OperationalError, ProgrammingError
from django.http import HttpRequest
from django.urls import reverse

from socialvalue.design.brand import Brand
from socialvalue.design.ports import Frame, Link, Phase
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import NOBODY, PUBLIC, Person, may
from socialvalue.policy import queries as policy_queries
from socialvalue.policy.pack import Pack

MENU = (
    ("Procurements", "procurements", "procurement:view"),
    ("Contracts", "contracts", "contract:view"),
    ("Exemptions", "exemptions", "exemption:view"),
    ("Scoring", "scoring", "score:list"),
    ("Imports", "imports", "import:view"),
    ("Opportunities", "opportunities", PUBLIC),
    ("Your bids", "bids", "bid:begin"),
    ("Do I need Social Value?", "do-i-need-it", PUBLIC),
    ("What counts", "measures", PUBLIC),
    ("Need by place", "need", PUBLIC),
    ("Toolkit", "toolkit", PUBLIC),
    ("Statement", "statements", PUBLIC),
    ("Badges", "badges", PUBLIC),
    ("Policy", "policy", PUBLIC),
    ("Clauses", "clauses", "clauses:view"),
)
IN_THE_TOOLKIT = {"do-i-need-it", "measures", "need"}  # it leads there: one line of the menu is enough
NOT_AT_WORK = IN_THE_TOOLKIT | {"policy", "opportunities", "badges"}  # officers reach these from their pages
FOOTER = (
    ("Accessibility statement", "accessibility"),
    ("Privacy", "privacy"),
    ("Help", "help"),
    ("Glossary", "glossary"),
    ("Policy", "policy"),
    ("Toolkit", "toolkit"),
    ("Status", "status"),
)


def frame_for(request: Any) -> Frame:
    """The frame of a page, made once a request: the tab's title asks for it too."""
    if request is None:
        return _frame(None)
    if not hasattr(request, "frame"):
        request.frame = _frame(request)
    frame: Frame = request.frame
    return frame


def _frame(request: HttpRequest | None) -> Frame:
    """Without a request, or with the database away, it asks the database nothing."""
    person: Person = getattr(request, "person", NOBODY) if request else NOBODY
    try:
        pack = the_pack() if request else None
        signed_in = person.signed_in
    except (OperationalError, ProgrammingError):
        pack, signed_in, person = None, False, NOBODY
    path = request.path if request else ""
    hidden = NOT_AT_WORK if may(person, "procurement:view") else _hidden(signed_in=signed_in)
    return Frame(
        brand=_brand(pack) if pack else Brand(),
        home=reverse("home"),
        menu=tuple(
            Link(text, reverse(name), current=path.startswith(reverse(name)))
            for text, name, needs in MENU
            if may(person, needs) and name not in hidden
        ),
        search=reverse("search") if signed_in and may(person, "procurement:view") else "",
        signed_in_as=person.name if signed_in else "",
        role=", ".join(role_labels(person, pack)),
        account=() if signed_in else (Link("Sign in", _sign_in()),),
        sign_out=reverse("account_logout") if signed_in else "",
        phase=_phase(),
        footer=tuple(Link(text, reverse(name)) for text, name in FOOTER),
    )


def _hidden(*, signed_in: bool) -> set[str]:
    """What the menu leaves out for suppliers, and for whoever only looks."""
    return IN_THE_TOOLKIT | {"policy"} if signed_in else {"measures"}


def the_pack() -> Pack | None:
    """The pack of the authority that this installation shows; none before one is loaded."""
    loaded = policy_queries.pack_on_show()
    return loaded.pack if loaded else None


def role_labels(person: Person, pack: Pack | None) -> list[str]:
    """A person's roles in the council's own words."""
    labels = {role.key: role.label for role in pack.roles} if pack else {}
    return sorted({labels.get(role.value, role.value.replace("-", " ")) for _, role in person.roles})


@lru_cache(maxsize=8)
def _brand(pack: Pack) -> Brand:
    colours: dict[str, Any] = dict(pack.brand.colours)
    return Brand(
        council=pack.brand.council,
        service=pack.brand.service,
        colour=colours.get("header_background", Brand().colour),
        link=colours.get("link", Brand().link),
    )


def _sign_in() -> str:
    return reverse("demonstration" if settings.DEMONSTRATION else "account_request_login_code")


def _phase() -> Phase | None:
    if not settings.DEMONSTRATION:
        return None
    return Phase("Demonstration", f"Everything here is made up. Today is {format_date(business_today())}.")
