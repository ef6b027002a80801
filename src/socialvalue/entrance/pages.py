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
from socialvalue.entrance import home as queues
from socialvalue.entrance.frame import the_pack
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import health
from socialvalue.machinery.requests import answer, refusal_for
from socialvalue.machinery.routes import Request
from socialvalue.people.models import User
from socialvalue.planning import queries as planning

HOME: Final = Crumb("Home", "/")
MODEL_BACKEND: Final = "allauth.account.auth_backends.AuthenticationBackend"
TEXTS: Final = {
    "accessibility": "Accessibility statement",
    "privacy": "Privacy",
    "help": "Help",
}


def home(request: Request) -> HttpResponseBase:
    """The first page: for the public what this is; for an officer what waits for them."""
    if not request.person.signed_in:
        return render(
            request, "entrance/public.html", title=_strapline(), demonstration=settings.DEMONSTRATION
        )
    return render(
        request,
        "entrance/home.html",
        title="What needs me",
        queue=queues.queue_of(request.person),
        person=request.person,
    )


def _strapline() -> str:
    pack = the_pack()
    return pack.brand.strapline if pack else "Social Value"


def search(request: Request) -> HttpResponseBase:
    """Records by reference, title, buyer, supplier or notice number: one hit goes straight to its record."""
    text = request.GET.get("q", "").strip()[:200]
    wanted = planning.Wanted(text=text)
    found = (
        planning.procurements(person=request.person, wanted=wanted, order="-published", offset=0, limit=20)
        if text
        else []
    )
    if len(found) == 1:
        return redirect("procurement", reference=found[0].reference)
    return render(
        request,
        "entrance/search.html",
        title=f"Search: {text}" if text else "Search",
        crumbs=(HOME, Crumb("Search")),
        text=text,
        found=found,
        total=planning.count_procurements(person=request.person, wanted=wanted) if text else 0,
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
    )


def refuse_unknown(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """An address that leads nowhere."""
    return answer(
        request, Refusal("not-found", "We could not find that page. Check the address.", status=404)
    )


def refuse_bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """A request that cannot be read."""
    return answer(
        request, Refusal("bad-request", "We could not read that request. Go back and try again.", status=400)
    )


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
