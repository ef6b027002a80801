"""The pack of priorities and need to hand out: public, and for one procurement with its draft requirements."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.documents import Kind
from socialvalue.design.documents.hand_out import hand_out
from socialvalue.design.documents.plain import Paper
from socialvalue.design.page import render
from socialvalue.design.parts import Back, Crumb
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import the_authority
from socialvalue.places.queries import names
from socialvalue.planning import queries
from socialvalue.planning.queries import Drafts


def priorities(request: Request) -> HttpResponseBase:
    """What the council asks for, how it is scored and what a small organisation can expect (PRE-2, PRE-4)."""
    return render(
        request,
        "planning/handout.html",
        title="Priorities for suppliers",
        crumbs=(Crumb("Home", "/"), Crumb("Priorities for suppliers")),
        paper=_public(),
        pdf=reverse("priorities-pdf"),
        word=reverse("priorities-word"),
    )


def priorities_pdf(request: Request) -> HttpResponseBase:
    """The same as an accessible PDF."""
    return hand_out(Kind.PDF, _public(), "priorities-for-suppliers")


def priorities_word(request: Request) -> HttpResponseBase:
    """The same as a Word document, to be adapted."""
    return hand_out(Kind.WORD, _public(), "priorities-for-suppliers")


def pack(request: Request, reference: str) -> HttpResponseBase:
    """The pack for one procurement, with its draft requirements, to hand out in engagement."""
    paper = _of_procurement(request, reference)
    parts = {"reference": reference}
    back = reverse("procurement-engagement", kwargs=parts)
    return render(
        request,
        "planning/handout.html",
        title=paper.title,
        back=Back(back, "Back to the engagement"),
        paper=paper,
        pdf=reverse("engagement-pack-pdf", kwargs=parts),
        word=reverse("engagement-pack-word", kwargs=parts),
    )


def pack_pdf(request: Request, reference: str) -> HttpResponseBase:
    """The pack of a procurement as an accessible PDF."""
    return hand_out(Kind.PDF, _of_procurement(request, reference), f"social-value-{reference}")


def pack_word(request: Request, reference: str) -> HttpResponseBase:
    """The pack of a procurement as a Word document, to be adapted."""
    return hand_out(Kind.WORD, _of_procurement(request, reference), f"social-value-{reference}")


def _public() -> Paper:
    authority = the_authority()
    if authority is None:
        raise Refusal("no-pack", "The service is not set up yet. Run “socialvalue pack load”.", status=503)
    return queries.handout(authority_id=authority.id)


def _of_procurement(request: Request, reference: str) -> Paper:
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    demand(request.person, "engagement:view", shown)
    asked = tuple(each for each in queries.requirements(shown))
    drafts = Drafts(shown.title, asked, names(shown.authority_id))
    return queries.handout(authority_id=shown.authority_id, drafts=drafts)
