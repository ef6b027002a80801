"""The page behind an invitation's link: no account, no scripts, nothing of others (PRE-3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.page import render
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.machinery.turnstile import Turnstile, address_of
from socialvalue.people.queries import authority_name
from socialvalue.places.queries import names
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import AnswerTest
from socialvalue.planning.pages.deeds import done
from socialvalue.planning.queries import Invited
from socialvalue.planning.rules import Link, digest_of

GUESSES: Final = Turnstile("links-that-open-nothing", most=20, within=timedelta(minutes=10))
SAVES: Final = Turnstile("answers-by-a-link", most=30, within=timedelta(hours=1))


def invitation(request: Request, token: str) -> HttpResponseBase:
    """Draft requirements, and what whoever holds the link says of each; it can be changed until the test ends."""
    found = _found(request, token)
    if found.link is not Link.OPEN:
        return _private(render(request, "planning/link_over.html", title="This link has ended", found=found,
                               revoked=found.link is Link.REVOKED))  # fmt: skip
    form = AnswerTest(request.POST or None, drafts=found.drafts, initial=_initial(found))

    def deed() -> None:
        if not SAVES.admits(str(found.id)):
            raise _too_often()
        actions.answer_test(token=token, answers=form.said())

    if done(form, deed):
        return _private(redirect(f"{reverse('invitation', kwargs={'token': token})}?kept=yes"))
    return _private(_page(request, found, form))


def _found(request: Request, token: str) -> Invited:
    """What the link opens. Whoever tries links that open nothing has to wait; a link that opens something never."""
    found = queries.invited(digest_of(token))
    if found is None:
        if not GUESSES.admits(address_of(request)):
            raise _too_often()
        text = "This link does not open anything. Check that you copied all of it, or ask whoever sent it."
        raise Refusal("link-opens-nothing", text, status=404)
    return found


def _too_often() -> Refusal:
    return Refusal("too-often", "That was tried too often. Wait a while, then try again.", status=429)


def _initial(found: Invited) -> dict[str, Any]:
    own = found.own or {}
    return {f"verdict_{item}": verdict for item, (verdict, _) in own.items()} | {
        f"words_{item}": words for item, (_, words) in own.items()
    }


def _page(request: Request, found: Invited, form: AnswerTest) -> HttpResponseBase:
    return render(
        request,
        "planning/invitation.html",
        title="Can this be done?",
        caption=found.procurement,
        form=form,
        button="Change your answer" if found.has_answered else "Send your answer",
        found=found,
        buyer=authority_name(found.authority_id),
        places=names(found.authority_id),
        kept=request.GET.get("kept") == "yes" and found.has_answered,
    )


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """Whoever has the address can answer: it goes to no other site, into no cache and no search engine.

    Not `no-referrer`: a browser then sends its form without saying from where, and the form is refused as forged.
    """
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
