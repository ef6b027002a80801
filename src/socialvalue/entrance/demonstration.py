"""Demonstration data: made-up people, so that a visitor can sit at every desk, and made-up notices. Safe to repeat."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from socialvalue.entrance import demonstration_notices
from socialvalue.exchange.actions import import_notices
from socialvalue.machinery.permissions import SYSTEM, Role
from socialvalue.people import actions
from socialvalue.people.models import Authority, User
from socialvalue.people.queries import the_authority
from socialvalue.policy import queries as policy_queries

CAST: Final = (
    ("olive", "Olive Officer", Role.SERVICE_OFFICER),
    ("priya", "Priya Procurement", Role.PROCUREMENT_OFFICER),
    ("ed", "Ed Evaluator", Role.EVALUATOR),
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
)


def make() -> None:
    """Make the made-up people and bring in the made-up notices, where they are not here yet."""
    authority = the_authority()
    if authority is None or User.objects.filter(is_demonstration=True).exists():
        return
    _bring_in_notices(authority)
    for login, name, role in CAST:
        user = actions.add_user(email=f"{login}@demo.example", name=name, by=SYSTEM, is_demonstration=True)
        actions.give_role(user=user, authority=authority, role=role, by=None)


def _bring_in_notices(authority: Authority) -> None:
    council = policy_queries.newest_pack(authority.id).council
    buyer_id = min(number for number in council.buyer_ids if "-PPON-" in number)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made-up-notices.json"
        file.write_bytes(demonstration_notices.package(authority.name, buyer_id))
        import_notices([file])
