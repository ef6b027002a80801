"""Demonstration data: made-up people, so that a visitor can sit at every desk. Safe to repeat."""

from __future__ import annotations

from typing import Final

from socialvalue.machinery.permissions import SYSTEM, Role
from socialvalue.people import actions
from socialvalue.people.models import User
from socialvalue.people.queries import the_authority

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
    """Make the made-up people where they are not here yet."""
    authority = the_authority()
    if authority is None or User.objects.filter(is_demonstration=True).exists():
        return
    for login, name, role in CAST:
        user = actions.add_user(email=f"{login}@demo.example", name=name, by=SYSTEM, is_demonstration=True)
        actions.give_role(user=user, authority=authority, role=role, by=None)
