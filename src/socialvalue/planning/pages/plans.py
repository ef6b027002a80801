"""The Plan tab: how a contract is bought, what it is worth and why, what is in proportion, and by when."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.parts import Answer, Deed
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import names
from socialvalue.planning import queries
from socialvalue.planning.forms.plans import LABOURS, LEVELS, MARKETS, RESERVATIONS, ROUTES
from socialvalue.planning.pages.procurements import record_page
from socialvalue.planning.queries import PlanShown, ProcurementShown, Worth
from socialvalue.planning.readings import plans
from socialvalue.planning.rules.plans import Planned
from socialvalue.planning.rules.proportion import Suggestion, in_hours, suggest
from socialvalue.planning.rules.routes import Route, regard_is_due, what_the_route_means
from socialvalue.planning.rules.timetable import Milestone, timetable
from socialvalue.planning.rules.vesting import consent_reason, runs_past
from socialvalue.policy.forms import VAT
from socialvalue.policy.queries import newest_pack
from socialvalue.policy.rules import Reason

HANDLED: Final = {"together": "Counted together", "apart": "Kept apart", "unrelated": "Not the like"}
DEEDS: Final = (  # section, permission, page, words when there is nothing yet, words to change it
    ("route", "plan:record", "plan-route", "Say how it is bought", "Change how it is bought"),
    ("term", "plan:record", "plan-term", "Say how large and how long it is", "Change size and term"),
    ("worth", "estimate:make", "plan-worth", "Estimate what it is worth", "Estimate it again"),
    ("regard", "plan:record", "plan-regard", "Record regard to it", "Record it again"),
    ("proportion", "plan:record", "plan-proportion", "Judge how much to ask for", "Judge it again"),
    ("consent", "consent:record", "plan-consent", "Record the consent", "Correct the consent"),
)


def plan(request: Request, reference: str) -> HttpResponseBase:
    """The planning record of a procurement, on one page that can be printed for a gate report."""
    shown = queries.procurement(reference=reference, person=request.person, whole=False)
    found = queries.plan_shown(shown)
    regard_due = regard_is_due(found.plan.route if found.plan else Route.COMPETITION, above=is_above(shown))
    links = _links(request.person, shown)
    return record_page(
        request,
        shown,
        "planning/plan.html",
        "procurement-plan",
        found=found,
        newer=queries.newer_estimate(shown, found.worth),
        who=names(found.people),
        route=_route(shown, found.plan),
        term=_term(found.plan),
        no_end=_has_no_known_end(found),
        two_days=_two_days(shown, found.plan),
        means=_means(shown, found.plan),
        handled=HANDLED,
        statement=plans.crosswalks(shown.authority_id).regard,
        regard_due=regard_due,
        band=shown.determination.band,
        vat=dict(VAT),
        suggestion=suggestion(shown, found.plan, found.worth),
        in_hours=in_hours,
        milestones=_milestones(shown, found.plan),
        vesting=plans.vesting_of(shown.authority_id),
        past_vesting=_past_vesting(shown, found.plan),
        wants_consent=_wants_consent(shown, found),
        links=links,
        deed=_next(links, found, regard_due=regard_due),
        deeds=_copy(request.person, shown),
    )


def is_above(shown: ProcurementShown) -> bool:
    """Whether Social Value is mandatory here."""
    return shown.determination.band == "mandatory"


def own_value(shown: ProcurementShown, worth: Worth | None) -> Decimal | None:
    """What this contract alone is worth, without what is counted together with it for the threshold; £ inc. VAT."""
    return worth.own_inc_vat if worth else shown.determination.value_inc_vat


def suggestion(shown: ProcurementShown, plan: Planned | None, worth: Worth | None) -> Suggestion | None:
    """What is in proportion to it; None while its value is not known."""
    value = own_value(shown, worth)
    if value is None:
        return None
    return suggest(plans.bought(value, plan), plans.scale_of(shown.authority_id)[1].scale)


def _route(shown: ProcurementShown, plan: Planned | None) -> list[Answer]:
    if plan is None:
        return []
    named = {place.code: place.name for place in newest_pack(shown.authority_id).pack.places}
    scored = {True: "Yes", False: "No", None: "Not known"}[plan.framework_scored]
    rows = [
        ("Service", plan.service),
        ("Category", plan.category or "Not given"),
        ("Bought by", dict(ROUTES)[plan.route]),
        *(
            [("Framework", plan.framework), ("It scored Social Value", scored)]
            if plan.route.is_call_off
            else []
        ),
        ("Who may bid", dict(RESERVATIONS)[plan.reservation]),
        ("Why not more lots", plan.one_lot_because or "Not given"),
        ("Delivered in", ", ".join(named.get(code, code) for code in plan.places) or "The whole area"),
    ]
    return [Answer(name, value) for name, value in rows]


def _term(plan: Planned | None) -> list[Answer]:
    if plan is None or not plan.is_sized:
        return []
    rows: list[tuple[str, object]] = [
        ("People’s work", dict(LABOURS)[plan.labour]),
        ("Likely bidders", dict(MARKETS)[plan.market]),
        ("Risk", dict(LEVELS)[plan.risk]),
        ("Complexity", dict(LEVELS)[plan.complexity]),
        ("Paid from capital", "Yes" if plan.is_capital else "No"),
        ("Planned tender notice", plan.notice_on or "Not known"),
        ("Planned start", plan.starts_on or "Not known"),
        ("Term", _months(plan)),
        ("Could run until", plan.runs_until or "Not known"),
    ]
    return [Answer(name, value) for name, value in rows]


def _has_no_known_end(found: PlanShown) -> bool:
    """Whether the term is not known while the estimate says what it is worth (Schedule 3 para 5)."""
    plan, worth = found.plan, found.worth
    said = plan is not None and plan.is_sized and plan.months is None
    return said and worth is not None and worth.stated is not None and not worth.above


def _two_days(shown: ProcurementShown, plan: Planned | None) -> bool:
    """Whether the planned notice and the day on which it is to begin are not the same day."""
    days = {plan.notice_on, shown.commenced_on} if plan else set()
    return len(days) == 2 and None not in days


def _months(plan: Planned) -> str:
    if plan.months is None:
        return "Not known, or without end"
    more = f", and {plan.months_more} more if every extension is used" if plan.months_more else ""
    return f"{plan.months} months{more}"


def _means(shown: ProcurementShown, plan: Planned | None) -> tuple[Reason, ...]:
    if plan is None:
        return ()
    return what_the_route_means(plan.route, framework_scored=plan.framework_scored, above=is_above(shown))


def _milestones(shown: ProcurementShown, plan: Planned | None) -> tuple[Milestone, ...] | str:
    """The timetable; a sentence where the bank holidays of its year are not known; nothing without a planned notice."""
    if plan is None or plan.notice_on is None:
        return ()
    leads = plans.scale_of(shown.authority_id)[1].leads
    holidays = newest_pack(shown.authority_id).pack.bank_holidays
    try:
        return timetable(
            plan.notice_on, leads, holidays, band=shown.determination.band, today=business_today()
        )
    except Refusal as refusal:
        return refusal.text


def _past_vesting(shown: ProcurementShown, plan: Planned | None) -> bool:
    return runs_past(plans.vesting_of(shown.authority_id), plan.runs_until if plan else None)


def _wants_consent(shown: ProcurementShown, found: PlanShown) -> Reason | None:
    if found.consent is not None or found.plan is None:
        return None
    return consent_reason(
        plans.vesting_of(shown.authority_id),
        runs_until=found.plan.runs_until,
        value=own_value(shown, found.worth),
        is_capital=found.plan.is_capital,
    )


def _links(person: Person, shown: ProcurementShown) -> dict[str, dict[bool, Deed]]:
    """The deed of each section, in its words when something stands there already and when nothing does."""
    links: dict[str, dict[bool, Deed]] = {}
    for section, permission, page, first, again in DEEDS:
        right = may(person, permission, shown)
        address = reverse(page, kwargs={"reference": shown.reference})
        links[section] = {
            False: Deed(first, address, because=right.because),
            True: Deed(again, address, because=right.because),
        }
    return links


def _next(links: dict[str, dict[bool, Deed]], found: PlanShown, *, regard_due: bool) -> Deed | None:
    """The first part that nobody has filled in yet, for those who may."""
    open_parts = (
        ("route", found.plan is None),
        ("term", found.plan is None or not found.plan.is_sized),
        ("worth", found.worth is None),
        ("proportion", found.judged is None),
        ("regard", regard_due and found.regard is None),
    )
    section = next((name for name, is_open in open_parts if is_open), None)
    deed = links[section][False] if section else None
    return deed if deed and deed.allowed else None


def _copy(person: Person, shown: ProcurementShown) -> tuple[Deed, ...]:
    if not may(person, "procurement:start"):
        return ()
    address = reverse("procurement-copy", kwargs={"reference": shown.reference})
    return (Deed("Start another like this", address),)
