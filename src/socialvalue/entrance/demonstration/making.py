"""Demonstration data: made-up people, so that a visitor can sit at every desk, and made-up notices. Safe to repeat."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from socialvalue.entrance.demonstration import notices
from socialvalue.entrance.demonstration.clock import remember_the_first_day
from socialvalue.entrance.demonstration.past import write_past
from socialvalue.entrance.demonstration.plan import RITAS, SAMS
from socialvalue.exchange.actions import import_notices
from socialvalue.machinery.permissions import SYSTEM, Role
from socialvalue.people import actions
from socialvalue.people.models import Authority, Organisation, User
from socialvalue.people.queries import the_authority
from socialvalue.policy import queries as policy_queries

CAST: Final = (
    ("olive", "Olive Officer", Role.SERVICE_OFFICER),
    ("priya", "Priya Procurement", Role.PROCUREMENT_OFFICER),
    ("ed", "Ed Evaluator", Role.EVALUATOR),
    ("eve", "Eve Evaluator", Role.EVALUATOR),
    ("carol", "Carol Contract", Role.CONTRACT_MANAGER),
    ("stan", "Stan Standards", Role.STANDARDS_TEAM),
    ("dee", "Dee Management", Role.MANAGEMENT_TEAM),
    ("clare", "Clara Chief", Role.CHIEF_PROCUREMENT_OFFICER),
    ("lee", "Lee Leader", Role.LEAD_MEMBER),
    ("mo", "Mo Member", Role.MEMBER),
    ("ada", "Ada Administrator", Role.ADMINISTRATOR),
    ("lex", "Lex Legal", Role.LEGAL),
    ("fin", "Fin Finance", Role.FINANCE),
    ("audrey", "Audrey Audit", Role.AUDIT),
    ("sam", "Sam Supplier", Role.SUPPLIER),
    ("rita", "Rita Rival", Role.SUPPLIER),
)
WORKS_FOR: Final = {"sam": SAMS, "rita": RITAS}  # suppliers of the notices that every demonstration has


def make(contracts: int) -> None:
    """Make the made-up people and notices where they are not here yet; the worker then writes the past."""
    authority = the_authority()
    if authority is None or User.objects.filter(is_demonstration=True).exists():
        return
    remember_the_first_day()
    _bring_in_notices(authority)
    suppliers = dict(Organisation.objects.filter(authority=authority).values_list("name", "id"))
    for login, name, role in CAST:
        user = actions.add_user(
            email=f"{login}@demo.example",
            name=name,
            organisation_id=suppliers[WORKS_FOR[login]] if login in WORKS_FOR else None,
            by=SYSTEM,
            is_demonstration=True,
        )
        actions.give_role(user=user, authority=authority, role=role, by=None)
    if contracts:
        write_past.enqueue(contracts)


def _bring_in_notices(authority: Authority) -> None:
    council = policy_queries.newest_pack(authority.id).council
    buyer_id = min(number for number in council.buyer_ids if "-PPON-" in number)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made-up-notices.json"
        file.write_bytes(notices.package(authority.name, buyer_id))
        import_notices([file])
