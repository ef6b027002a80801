"""Public pages of the policy: the question page, the policy's figures, the glossary."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponseBase

from socialvalue.design.page import render
from socialvalue.design.parts import Answer, Colour, Crumb
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import the_authority
from socialvalue.policy import queries
from socialvalue.policy.face import band_tag
from socialvalue.policy.forms import FactsForm
from socialvalue.policy.rules import Band, Determination, determine

HOME: Final = Crumb("Home", "/")
BANDS: Final = {
    Band.MANDATORY: ("Yes. Social Value is mandatory", Colour.BLUE),
    Band.ENCOURAGED: ("Social Value is strongly encouraged", Colour.TEAL),
    Band.VOLUNTARY: ("No. Social Value is voluntary", Colour.GREY),
    Band.UNDETERMINED: ("We cannot say yet", Colour.YELLOW),
}


def _authority_id() -> int:
    authority = the_authority()
    if authority is None:
        raise Refusal("no-pack", "The service is not set up yet. Run “socialvalue pack load”.", status=503)
    return authority.id


def do_i_need_it(request: Request) -> HttpResponseBase:
    """Four questions, one answer with its reasons, and what to do next (INC-1 to INC-4)."""
    form = FactsForm(request.GET or None)
    if "change" in request.GET or not form.is_bound or not form.is_valid():
        return render(
            request,
            "policy/questions.html",
            title="Do I need Social Value?",
            form=form,
            button="Get the answer",
        )
    _, policy = queries.policy_of(_authority_id())
    facts = form.facts()
    answer = determine(facts, policy)
    title, _ = BANDS[answer.band]
    return render(
        request,
        "policy/answer.html",
        title=title,
        state=band_tag(answer.band),
        crumbs=(HOME, Crumb("Do I need Social Value?", request.path), Crumb("Answer")),
        answer=answer,
        facts=facts,
        minimum_weighting=policy.minimum_weighting,
        figures=_figures(answer),
        change=f"{request.path}?{request.GET.urlencode()}&change=yes",
    )


def _figures(answer: Determination) -> list[Answer]:
    act = {True: "Yes", False: "No", None: "Not known"}
    rows = [
        ("Estimated value, including VAT", answer.value_inc_vat),
        ("Threshold", answer.threshold),
        ("Threshold in force from", answer.threshold_from),
        ("Notifiable below-threshold contract", act[answer.notifiable]),
        ("Social Value Act 2012 applies", act[answer.social_value_act_applies]),
        ("Policy version", answer.policy_version),
    ]
    return [Answer(key, value if value is not None else "Not known") for key, value in rows]


def policy(request: Request) -> HttpResponseBase:
    """The policy's figures with their clauses, and every threshold row."""
    loaded = queries.newest_pack(_authority_id())
    return render(
        request,
        "policy/policy.html",
        title=loaded.pack.policy.title,
        lead="The figures the policy works with, each with its clause.",
        crumbs=(HOME, Crumb("Policy")),
        policy=loaded.pack.policy,
        thresholds=queries.thresholds(loaded.id),
    )


def glossary(request: Request) -> HttpResponseBase:
    """The words that the screens use (OBJ-1)."""
    loaded = queries.newest_pack(_authority_id())
    groups: dict[str, list[object]] = {}
    for term in sorted(loaded.pack.glossary, key=lambda term: term.word.lower()):
        groups.setdefault(term.group, []).append(term)
    return render(
        request,
        "policy/glossary.html",
        title="Glossary",
        lead="The words this service uses, each in one line.",
        crumbs=(HOME, Crumb("Glossary")),
        groups=groups,
    )
