"""The brand's two files, and the gallery of every component and layout."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from socialvalue.design import charts, tilemap
from socialvalue.design import gallery as sample
from socialvalue.design.listing import Listing
from socialvalue.design.page import render
from socialvalue.design.parts import Back, Colour, Crumb, Deed, Tag
from socialvalue.design.ports import Link, frame_for
from socialvalue.foundation.refusal import Refusal

FOR_EVER = "public, max-age=31536000, immutable"  # the address changes with the content


def _file(text: str, content_type: str) -> HttpResponse:
    return HttpResponse(text, content_type=content_type, headers={"Cache-Control": FOR_EVER})


def brand(request: HttpRequest, version: str) -> HttpResponse:
    """The colours of the council as custom properties."""
    return _file(frame_for(request).brand.stylesheet, "text/css; charset=utf-8")


def favicon(request: HttpRequest, version: str) -> HttpResponse:
    return _file(frame_for(request).brand.favicon, "image/svg+xml")


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(
        request,
        "design/gallery.html",
        title="Gallery of the design system",
        caption="For people who build pages",
        lead="Every component in every state, with made-up content. Tests read this page in a real browser.",
        reference="CT-2027-0042",
        state=sample.STATES[1],
        crumbs=sample.CRUMBS,
        sample=sample,
        empty_form=sample.EveryControl(),
        wrong_form=sample.filled(),
        bars=charts.bars(sample.BARS),
        lines=charts.lines(sample.LINES),
        tiles=tilemap.draw(sample.TILES),
        swatches=[tilemap.swatch(level) for level in range(len(tilemap.SHADES))],
        layouts=sorted(LAYOUTS),
    )


def _list(request: HttpRequest) -> HttpResponse:
    total = 0 if "none" in request.GET or request.GET.get("q") else 204
    listing = Listing.of(
        request,
        sample.COLUMNS,
        total=total,
        order="reference",
        noun="contract",
        size=10,
        export="/design/gallery",
    )
    return render(
        request,
        "design/gallery_list.html",
        title="Contracts",
        crumbs=(sample.CRUMBS[0], Crumb("Contracts")),
        listing=listing,
        filters=sample.Filters(request.GET),
        empty=sample.EMPTY,
        rows=sample.contracts(listing.offset, min(listing.limit, total - listing.offset)),
    )


def _record(request: HttpRequest) -> HttpResponse:
    history = request.GET.get("part") == "history"
    tabs = tuple(
        replace(tab, current=(tab.text == "History") == history and tab.text in {"History", "Overview"})
        for tab in sample.TABS
    )
    return render(
        request,
        "design/layouts/history.html" if history else "design/gallery_record.html",
        title="Home to school transport",
        reference="CT-2027-0042",
        state=sample.STATES[1],
        crumbs=sample.CRUMBS,
        deed=sample.DEED,
        deeds=sample.DEEDS,
        tabs=tabs,
        sample=sample,
        events=sample.EVENTS,
    )


def _tasklist(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "design/layouts/tasklist.html",
        title="Your bid for home to school transport",
        state=Tag("Draft", Colour.BLUE),
        crumbs=sample.CRUMBS,
        groups=sample.TASKS,
        deed=Deed("Send your bid", "#send", because="2 tasks are not complete"),
    )


def _question(request: HttpRequest) -> HttpResponse:
    form = sample.OneQuestion(request.POST if request.method == "POST" else None)
    return render(
        request,
        "design/layouts/question.html",
        title="Is it a light touch contract?",
        form=form,
        back=Back("#back"),
        caption="New procurement",
    )


def _form(request: HttpRequest) -> HttpResponse:
    form = sample.filled() if request.method == "POST" else sample.EveryControl()
    return render(
        request, "design/layouts/question.html", title="Every control", form=form, back=Back("#back")
    )


def _upload(request: HttpRequest) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = sample.OneUpload(*sent)
    if form.is_bound and form.is_valid():
        return redirect("design-layout", layout="confirmation")
    return render(
        request,
        "design/layouts/question.html",
        title="Upload your evidence",
        form=form,
        back=Back("#back"),
        button="Upload",
    )


def _check_answers(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "design/layouts/check_answers.html",
        title="Check your answers before sending your bid",
        back=Back("#back"),
        groups=sample.ANSWERS,
        declaration="By sending it you confirm that you can keep every commitment above.",
        button="Send your bid",
    )


def _confirmation(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "design/layouts/confirmation.html",
        title="Bid received",
        reference="BD-2027-0042-3",
        lead="We received it on Thursday 1 April 2027 at 2:05pm. We have sent you a receipt by email.",
        next_steps=(
            "Nobody can open your bid before 8 April 2027 at 1:00pm.",
            "Evaluators read and score it on their own.",
            "We write to you with the result and the reasons.",
        ),
        onward=Link("Your bids", "#bids"),
    )


def _refusal(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("status", "")
    status = int(asked) if asked in {"403", "404", "409", "413", "422", "429", "500", "503"} else 403
    refusal = Refusal(
        "not-allowed", "Nobody may decide their own exemption.", clause="section 4.3", status=status
    )
    return render(request, "design/layouts/refusal.html", title="", refusal=refusal, status=status)


LAYOUTS: Final = {
    "list": _list,
    "record": _record,
    "tasklist": _tasklist,
    "question": _question,
    "form": _form,
    "upload": _upload,
    "check-answers": _check_answers,
    "confirmation": _confirmation,
    "refusal": _refusal,
}


def layout(request: HttpRequest, layout: str) -> HttpResponse:
    """One layout with made-up content."""
    if layout not in LAYOUTS:
        raise Http404(f"no layout {layout}")
    return LAYOUTS[layout](request)
