"""Pages of exchange: bringing in notices, with progress and a report; a procurement's notices and awards."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Back, Colour, Column, Crumb, Deed, Empty, Tag
from socialvalue.exchange import actions, queries, tasks
from socialvalue.exchange.forms import UploadNotices
from socialvalue.exchange.ocds.problems import CODES
from socialvalue.exchange.queries import RunShown
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import names
from socialvalue.planning import queries as planning
from socialvalue.planning.face import LIST, tabs
from socialvalue.policy.face import band_tag

HOME: Final = Crumb("Home", "/")
IMPORTS: Final = Crumb("Imports", "/imports")
STAGES: Final = {
    "waiting": Tag("Waiting", Colour.GREY),
    "running": Tag("Running", Colour.BLUE),
    "done": Tag("Done", Colour.GREEN),
    "failed": Tag("Stopped", Colour.RED),
}
COLUMNS: Final = (
    Column("file", "File"),
    Column("state", "State"),
    Column("read", "Notices read", numeric=True),
    Column("stored", "Stored", numeric=True),
    Column("unchanged", "Unchanged", numeric=True),
    Column("refused", "Refused", numeric=True),
    Column("asked", "Brought in"),
)
PROBLEM_COLUMNS: Final = (
    Column("release", "Notice"), Column("path", "Where"), Column("text", "What is wrong, and what was done"),
)  # fmt: skip
SEVERITIES: Final = {
    "refused": Tag("Refused", Colour.RED),
    "warning": Tag("Warning", Colour.YELLOW),
    "note": Tag("Note", Colour.GREY),
}


def imports(request: Request) -> HttpResponseBase:
    """Every import, newest first."""
    listing = Listing.of(
        request, COLUMNS, total=queries.count_imports(person=request.person), order="-asked", noun="import"
    )
    runs = queries.imports(person=request.person, offset=listing.offset, limit=listing.limit)
    upload = (
        Deed("Bring in a file of notices", reverse("import-start"))
        if may(request.person, "import:start")
        else None
    )
    return render(
        request,
        "exchange/imports.html",
        title="Imports",
        crumbs=(HOME, Crumb("Imports")),
        listing=listing,
        deed=upload,
        runs=[(run, STAGES[run.stage]) for run in runs],
        empty=Empty(
            "Nothing has been brought in yet",
            "Notices of Find a Tender and Contracts Finder become procurements here, each with what the policy asks.",
            upload,
        ),
    )


def start(request: Request) -> HttpResponseBase:
    """Upload a file; it is read in the background."""
    form = UploadNotices(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            uid = actions.receive_notices(
                content=upload.chunks(), name=upload.name, by=request.person, enqueue=tasks.enqueue
            )
        except Refusal as refusal:
            form.add_error("file", refusal.text)
        else:
            return redirect("import", uid=uid)
    return render(
        request,
        "exchange/start.html",
        title="Bring in a file of notices",
        back=Back(reverse("imports"), "Back to imports"),
        form=form,
        button="Upload and read",
    )


def run(request: Request, uid: UUID) -> HttpResponseBase:
    """One import: how far it is, then its report."""
    shown = queries.import_run(uid=uid, person=request.person)
    code = request.GET.get("code", "")[:60]
    listing = Listing.of(
        request, PROBLEM_COLUMNS, total=queries.count_problems(uid, code=code), order="number", noun="problem"
    )
    return render(
        request,
        "exchange/run.html",
        title=shown.file_name,
        state=STAGES[shown.stage],
        crumbs=(HOME, IMPORTS, Crumb(shown.file_name)),
        shown=shown,
        figures=_figures(shown),
        bands=[(band_tag(band), number) for band, number in shown.bands.items()],
        kinds=[
            (SEVERITIES[severity], kind, CODES[kind][1] if kind in CODES else "", number)
            for severity, kind, number in queries.problem_kinds(uid)
        ],
        code=code,
        listing=listing,
        problems=queries.problems(uid, code=code, offset=listing.offset, limit=listing.limit),
        asked_by=names([shown.asked_by] if shown.asked_by else []).get(str(shown.asked_by), "An operator"),
        refresh=not shown.is_over,
        said=_so_far(shown),
    )


def _figures(shown: RunShown) -> list[Answer]:
    rows = [
        ("Notices read", shown.read),
        ("Stored", shown.stored),
        ("Unchanged: already here", shown.unchanged),
        ("Refused", shown.refused),
        ("New procurements", shown.procurements_new),
        ("Procurements changed", shown.procurements_changed),
    ]
    return [Answer(key, f"{value:,}") for key, value in rows]


def progress(request: Request, uid: UUID) -> HttpResponseBase:
    """How far an import is, for the page to ask again and again."""
    shown = queries.import_run(uid=uid, person=request.person)
    return JsonResponse({"over": shown.is_over, "share": round(shown.share_done, 3), "text": _so_far(shown)})


def _so_far(shown: RunShown) -> str:
    return "Waiting for its turn." if shown.stage == "waiting" else f"{shown.read:,} notices read so far."


def problems_csv(request: Request, uid: UUID) -> HttpResponseBase:
    """Every kept problem of an import as CSV."""
    queries.import_run(uid=uid, person=request.person)
    headings = ("Severity", "Code", "Notice", "OCID", "Where", "What is wrong")
    return csv_response("import-problems", headings, queries.problems_for_export(uid))


def notices(request: Request, reference: str) -> HttpResponseBase:
    """The notices a procurement was read from."""
    shown = planning.procurement(reference=reference, person=request.person, whole=False)
    return render(
        request,
        "exchange/notices.html",
        title=shown.title,
        reference=shown.reference,
        state=band_tag(shown.determination.band),
        crumbs=(HOME, LIST, Crumb(shown.reference)),
        tabs=tabs(shown, "procurement-notices", request.person),
        published=queries.notices(shown.id),
    )


def awards(request: Request, reference: str) -> HttpResponseBase:
    """The awards and contracts of a procurement."""
    shown = planning.procurement(reference=reference, person=request.person, whole=False)
    return render(
        request,
        "exchange/awards.html",
        title=shown.title,
        reference=shown.reference,
        state=band_tag(shown.determination.band),
        crumbs=(HOME, LIST, Crumb(shown.reference)),
        tabs=tabs(shown, "procurement-awards", request.person),
        awards=queries.awards(shown.id),
        contracts=queries.contracts(shown.id),
    )
