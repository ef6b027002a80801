"""Pages of the entrance: home, search, health, the role picker of a demonstration, and every refusal."""

from __future__ import annotations

import sys
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.shortcuts import render as draw

from socialvalue.design.page import render
from socialvalue.design.parts import Crumb
from socialvalue.entrance import finding
from socialvalue.entrance import home as queues
from socialvalue.entrance.demonstration import past
from socialvalue.entrance.frame import the_pack
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import health
from socialvalue.machinery.permissions import Role
from socialvalue.machinery.requests import answer, form_too_large, refusal_for
from socialvalue.machinery.routes import Request
from socialvalue.people.models import User
from socialvalue.people.queries import the_authority
from socialvalue.places.forms import FindArea
from socialvalue.reporting import queries as reporting
from socialvalue.reporting.face import tile_of

HOME: Final = Crumb("Home", "/")
MODEL_BACKEND: Final = "socialvalue.people.door.Door"
TEXTS: Final = {
    "accessibility": "Accessibility statement",
    "privacy": "Privacy",
    "help": "Help",
}


def home(request: Request) -> HttpResponseBase:
    """The first page: for the public what this is; for an officer what waits for them."""
    if not request.person.signed_in:
        return public_home(request)
    return render(
        request,
        "entrance/home.html",
        title="What needs me",
        home=queues.home_of(request.person),
        is_supplier=request.person.holds(Role.SUPPLIER),
        wide=True,
    )


def public_home(request: Request) -> HttpResponseBase:
    """What this is, what was done last year, the way to one's own area, and to the question."""
    authority, shown = the_authority(), None
    written = past.how_far() if settings.DEMONSTRATION else past.WRITTEN
    if authority is not None and written == past.WRITTEN:
        last = FinancialYear(FinancialYear.of(business_today()).start_year - 1)
        shown = reporting.year_figures(authority_id=authority.id, year=last, exact=False)
    return render(
        request,
        "entrance/public.html",
        title=_strapline(),
        year=shown.shown if shown else None,
        headline=[tile_of(figure, shown.shown) for figure in shown.headline] if shown else [],
        finder=FindArea(),
        demonstration=settings.DEMONSTRATION,
        past=written,
    )


def _strapline() -> str:
    pack = the_pack()
    return pack.brand.strapline if pack else "Social Value"


def search(request: Request) -> HttpResponseBase:
    """Records by reference, title, buyer, supplier or notice number: one hit goes straight to its record."""
    text = request.GET.get("q", "").strip()[:200]
    found = finding.find(request.person, text)
    if address := finding.record_named(request.person, text) or finding.the_only(found):
        return redirect(address)
    return render(
        request,
        "entrance/search.html",
        title=f"Search: {text}" if text else "Search",
        crumbs=(HOME, Crumb("Search")),
        text=text,
        found=found,
    )


def text(request: Request) -> HttpResponseBase:
    """Accessibility statement, privacy, help."""
    name = request.path.strip("/")
    return render(request, f"entrance/{name}.html", title=TEXTS[name], crumbs=(HOME, Crumb(TEXTS[name])))


def alive(request: Request) -> HttpResponse:
    """The process answers; asks nothing of the database."""
    return HttpResponse("alive", content_type="text/plain")


def ready(request: Request) -> JsonResponse:
    """Database, migrations, disk, worker, outbox, backup: 200 when all hold, else 503."""
    findings = health.findings()
    sound = all(finding.sound for finding in findings)
    return JsonResponse(
        {finding.what: finding.text for finding in findings} | {"ready": sound}, status=200 if sound else 503
    )


def status(request: Request) -> HttpResponseBase:
    """The same for people."""
    return render(
        request,
        "entrance/status.html",
        title="Status",
        crumbs=(HOME, Crumb("Status")),
        findings=health.findings(),
    )


def pick_a_role(request: Request) -> HttpResponseBase:
    """Demonstration only: sign in as one of the made-up people."""
    if request.method == "POST":
        known = {user.email: user for user in User.objects.filter(is_demonstration=True)}
        user = known.get(request.POST.get("email", ""))
        if user is None:
            raise Refusal("not-found", "That person is not part of the demonstration.", status=404)
        login(request, user, backend=MODEL_BACKEND)
        return redirect("home")
    return render(
        request,
        "entrance/pick_a_role.html",
        title="Pick a role",
        crumbs=(HOME, Crumb("Pick a role")),
        people=queues.demonstration_people(),
        past=past.how_far(),
    )


def refuse_unknown(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """An address that leads nowhere."""
    return answer(
        request, Refusal("not-found", "We could not find that page. Check the address.", status=404)
    )


def refuse_bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """A request that cannot be read, or that is larger than any form of ours."""
    bad = Refusal("bad-request", "We could not read that request. Go back and try again.", status=400)
    return answer(request, form_too_large(exception) or bad)


def refuse_forgery(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponseBase:
    """A form that did not come from our page, or whose page was open too long."""
    return answer(
        request,
        Refusal(
            "form-too-old",
            "Your page was open too long, or you signed in meanwhile. Go back, reload the page and send it again. "
            "Nothing was saved.",
            status=403,
        ),
    )


def refuse_fault(request: HttpRequest) -> HttpResponseBase:
    """A fault of ours. The page asks nothing of the database, which may be what is away."""
    if away := refusal_for(sys.exception()):
        return answer(request, away)
    refusal = Refusal(
        "fault", "Something went wrong on our side. Nothing was saved. Try again in a minute.", status=500
    )
    context: dict[str, Any] = {"refusal": refusal}
    return draw(request, "design/layouts/refusal.html", context, status=500)
