"""The command line for accounts, for whoever installs the service."""

from __future__ import annotations

import getpass
import sys

from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import SYSTEM, Role
from socialvalue.people import actions
from socialvalue.people.models import Authority, User


def run_user(arguments: list[str]) -> int:
    """Add an account, give a role or end one.

    socialvalue user add EMAIL NAME [--password]
    socialvalue user give EMAIL ROLE [--authority CODE]
    socialvalue user end EMAIL ROLE [--authority CODE]
    """
    parser = Arguments("user", run_user.__doc__)
    parser.add_argument("what", choices=["add", "give", "end"])
    parser.add_argument("email")
    parser.add_argument("name_or_role")
    parser.add_argument("--authority", help="code of the authority; left out: the only one")
    parser.add_argument("--password", action="store_true", help="ask for a password (officers)")
    given = parser.parse_args(arguments)
    if given.what == "add":
        password = getpass.getpass("Password: ", stream=sys.stderr) if given.password else None
        actions.add_user(email=given.email, name=given.name_or_role, password=password, by=SYSTEM)
        print(f"Added {given.email}.")
        return 0
    user, authority, role = _user(given.email), _authority(given.authority), _role(given.name_or_role)
    if given.what == "give":
        actions.give_role(user=user, authority=authority, role=role, by=None)
    else:
        actions.end_role(user=user, authority=authority, role=role, by=None)
    print(f"{given.email}: {role.value} {'given' if given.what == 'give' else 'ended'}.")
    return 0


def _user(email: str) -> User:
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        raise Refusal(code="no-user", text=f"There is no account for {email}. Add one with “user add”.")
    return user


def _authority(code: str | None) -> Authority:
    found = Authority.objects.filter(code=code) if code else Authority.objects.all()
    if found.count() != 1:
        raise Refusal(code="which-authority", text="Name the authority with --authority CODE.")
    return found.get()


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise Refusal(
            code="no-role", text=f"There is no role “{text}”. The roles are: {', '.join(Role)}.", field="role"
        ) from None
