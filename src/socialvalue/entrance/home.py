"""Home pages as queues: what needs this person, the latest first; then the whole for those who look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from socialvalue.delivery import queries as delivery
from socialvalue.design.parts import Figure
from socialvalue.design.ports import Link
from socialvalue.entrance.frame import the_pack
from socialvalue.evaluation import queries as evaluation
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today, real_today
from socialvalue.machinery import health
from socialvalue.machinery.permissions import READERS, Person, Role, may
from socialvalue.machinery.waiting import Waiting, in_order
from socialvalue.people.models import User
from socialvalue.people.queries import the_authority
from socialvalue.planning import queries as planning
from socialvalue.recognition import queries as recognition
from socialvalue.reporting import queries as reporting
from socialvalue.tendering import queries as tendering

MOST: Final = 30  # lines of a queue: the lists hold the rest
SEES_THE_WHOLE: Final = READERS | {
    Role.STANDARDS_TEAM,
    Role.MANAGEMENT_TEAM,
    Role.CHIEF_PROCUREMENT_OFFICER,
    Role.LEAD_MEMBER,
}
ONWARD: Final = (  # where else each page leads, for those who may
    ("Contracts", "contracts", "contract:view"),
    ("Opportunities", "opportunities", "bid:begin"),
    ("Your bids", "bids", "bid:begin"),
    ("Offer a voluntary initiative", "initiative-propose", "initiative:propose"),
    ("Voluntary initiatives", "initiatives", "initiative:view"),
    ("All procurements", "procurements", "procurement:view"),
    ("Exemptions", "exemptions", "exemption:view"),
    ("Breaches", "breaches", "breach:view"),
    ("Requirements of all procurements", "requirements", "requirement:list"),
    ("Where Social Value is encouraged: included, and if not, why", "encouraged", "encouraged:view"),
    ("Need by place", "need", "public"),
    ("Market engagement", "engagement", "engagement:view"),
    ("Feedback after tenders", "feedback", "feedback:view"),
    ("Case studies", "case-studies", "case-study:list"),
    ("What the policy means", "rulings", "ruling:view"),
    ("Clauses and the tests that prove them", "clauses", "clauses:view"),
    ("Figures and Statements", "statements", "public"),
    ("Badges", "badges", "public"),
    ("Exemptions that were granted", "granted-exemptions", "public"),
    ("What was done in an area", "your-area", "public"),
)


@dataclass(frozen=True, slots=True)
class Home:
    """What a home page shows."""

    waiting: tuple[Waiting, ...]
    more: int  # lines left out
    whole: tuple[Figure, ...]
    onward: tuple[Link, ...]
    newest: tuple[planning.ProcurementRow, ...]
    may_import: bool
    may_start: bool


def home_of(person: Person) -> Home:
    """The home page of this person's roles. A bounded number of statements, whatever there is."""
    lines = in_order(_lines(person))
    sees_whole = any(role in SEES_THE_WHOLE for _, role in person.roles)
    return Home(
        waiting=tuple(lines[:MOST]),
        more=max(len(lines) - MOST, 0),
        whole=tuple(_whole(person)) if sees_whole else (),
        onward=tuple(Link(text, reverse(name)) for text, name, needs in ONWARD if may(person, needs)),
        newest=_newest(person),
        may_import=bool(may(person, "import:start")),
        may_start=bool(may(person, "procurement:start")),
    )


def _lines(person: Person) -> Iterator[Waiting]:
    yield from planning.waiting_for(person=person)
    yield from tendering.waiting_for(person=person)
    yield from evaluation.waiting_for(person=person)
    yield from delivery.waiting_for(person=person)
    yield from recognition.waiting_for(person=person)
    if person.holds(Role.ADMINISTRATOR):
        unsound = [each for each in health.findings() if not each.sound]
        yield from (Waiting(f"{each.what.capitalize()}: {each.text}", reverse("status")) for each in unsound)


def _whole(person: Person) -> Iterator[Figure]:
    """The whole in a few figures: how far the policy reaches, what is kept, what is late."""
    reach = delivery.coverage(person)
    yield Figure(
        "Mandatory contracts with commitments",
        f"{reach.with_commitments} of {reach.running}",
        href=f"{reverse('contracts')}?stage=running&mandatory=yes&commitments=no"
        if reach.without_commitments
        else "",
        share=reach.with_commitments / reach.running if reach.running else None,
    )
    authority, year = the_authority(), FinancialYear.of(business_today())
    if authority is not None:
        last = FinancialYear(year.start_year - 1)
        kept = reporting.kept(authority_id=authority.id, year=last)
        yield Figure(
            f"Commitments met by 31 March {last.ends_on.year}",
            f"{kept.met} of {kept.due}",
            href=reverse("statement", args=[last.label.replace("–", "-")]),
            share=kept.met / kept.due if kept.due else None,
        )
    if may(person, "case-study:list"):
        yield Figure(
            "Contracts with an overdue case study",
            str(reach.owing_case_studies),
            href=f"{reverse('case-studies')}?standing=overdue",
        )
    if may(person, "exemption:view"):
        states = ("requested", "returned", "with-management")
        wanted = planning.ExemptionsWanted(states=states)
        number = planning.count_exemptions(person=person, wanted=wanted)
        rows = "&".join(f"state={state}" for state in states)
        yield Figure("Exemptions to settle", str(number), href=f"{reverse('exemptions')}?{rows}")


def _newest(person: Person) -> tuple[planning.ProcurementRow, ...]:
    """What is new, for service officers: whoever runs procurements has the whole list at hand."""
    if not person.holds(Role.SERVICE_OFFICER):
        return ()
    wanted = planning.Wanted(whose="own")
    return tuple(planning.procurements(person=person, wanted=wanted, order="-published", offset=0, limit=5))


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """Someone of the demonstration whose role a visitor may take."""

    email: str
    name: str
    role: str
    does: str


def demonstration_people() -> list[MadeUpPerson]:
    """The made-up people with their roles in the council's own words (two statements)."""
    pack = the_pack()
    roles = {role.key: role for role in pack.roles} if pack else {}
    held = (
        User.objects.filter(
            is_demonstration=True, roles_held__from_on__lte=real_today(), roles_held__to_on=None
        )
        .order_by("id")
        .values_list("email", "name", "roles_held__role")
    )
    return [
        MadeUpPerson(
            email, name, roles[key].label if key in roles else key, roles[key].does if key in roles else ""
        )
        for email, name, key in held
    ]
