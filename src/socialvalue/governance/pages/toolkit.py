"""The toolkit: guides and tools for suppliers and officers, open to everyone (GOV-4, OBJ-1, PRE-4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.documents import Kind
from socialvalue.design.documents.hand_out import hand_out
from socialvalue.design.page import render
from socialvalue.design.parts import Crumb
from socialvalue.design.ports import Link
from socialvalue.foundation.refusal import Refusal
from socialvalue.governance import queries
from socialvalue.governance.rules import Guide, Point, Reader, Toolkit
from socialvalue.machinery.permissions import Person
from socialvalue.machinery.routes import ROUTES, Request, opens
from socialvalue.people.queries import the_authority

HOME: Final = Crumb("Home", "/")
TOOLS: Final = (  # what the service works out, beside what can be read
    ("is-it-worth-bidding", "Is it worth bidding?", "How much a contract of this size asks for, and what it takes."),
    ("do-i-need-it", "Do I need Social Value?", "Four questions, one answer with its reasons."),
    ("measures", "What counts", "Every measure: what counts, what proves it, and an example for a small contract."),
    ("need", "Need by place", "Published figures for each district, and what they point to."),
    ("priorities", "Priorities for suppliers", "What is asked for and how it is scored, also as PDF and Word."),
    ("opportunities", "Opportunities", "What is open for bids now."),
    ("policy", "The policy in figures", "Every figure with its clause, and every threshold."),
    ("glossary", "The words we use", "Every term in plain English."),
)  # fmt: skip
READERS: Final = {
    Reader.SUPPLIERS: "For firms, charities and community groups",
    Reader.OFFICERS: "For officers",
}


def _apart(guides: tuple[Guide, ...]) -> tuple[list[Guide], list[Guide]]:
    """What is read, and what is filled in."""
    return [each for each in guides if not each.is_template], [each for each in guides if each.is_template]


@dataclass(frozen=True, slots=True)
class PointShown:
    """A point of a guide with the address that it leads to; empty: none."""

    text: str
    href: str


def toolkit(request: Request) -> HttpResponseBase:
    """Every guide by reader, and every tool."""
    found = queries.toolkit()
    return render(
        request,
        "governance/toolkit.html",
        title="Toolkit",
        lead="Short guides and tools. Free, and open to everyone.",
        crumbs=(HOME, Crumb("Toolkit")),
        readers=[(title, *_apart(found.for_reader(reader))) for reader, title in READERS.items()],
        tools=[(Link(title, reverse(page)), about) for page, title, about in TOOLS],
        notice=found.notice,
    )


def guide(request: Request, slug: str) -> HttpResponseBase:
    """One guide, on one page that prints."""
    found, shown = _guide(slug)
    return render(
        request,
        "governance/guide.html",
        title=shown.title,
        lead=shown.lead,
        crumbs=(HOME, Crumb("Toolkit", reverse("toolkit")), Crumb(shown.title)),
        pdf=reverse("guide-pdf", args=[slug]),
        word=reverse("guide-word", args=[slug]),
        parts=[(part, [_shown(request.person, point) for point in part.points]) for part in shown.parts],
        others=_others(shown, found.for_reader(shown.reader)),
        notice=found.notice,
    )


def guide_pdf(request: Request, slug: str) -> HttpResponseBase:
    """A guide or template as an accessible PDF."""
    return _file(Kind.PDF, slug)


def guide_word(request: Request, slug: str) -> HttpResponseBase:
    """A guide or template as a Word document, to fill in or to adapt."""
    return _file(Kind.WORD, slug)


def _file(kind: Kind, slug: str) -> HttpResponseBase:
    found, shown = _guide(slug)
    authority = the_authority()
    author = authority.name if authority else ""
    return hand_out(kind, queries.paper_of(shown, author=author, notice=found.notice), shown.slug)


def _guide(slug: str) -> tuple[Toolkit, Guide]:
    """The toolkit and the guide of it at this address."""
    found = queries.toolkit()
    shown = found.guide(slug)
    if shown is None:
        raise Refusal("not-found", "We could not find that guide.", status=404)
    return found, shown


def _shown(person: Person, point: Point) -> PointShown:
    """A page that is not here, or not for a reader who is signed in, leads nowhere; the point is still read."""
    if point.page not in ROUTES or (person.signed_in and not opens(person, point.page)):
        return PointShown(point.text, "")
    return PointShown(point.text, reverse(point.page))


def _others(shown: Guide, guides: tuple[Guide, ...]) -> list[Link]:
    return [Link(each.title, reverse("guide", args=[each.slug])) for each in guides if each is not shown]
