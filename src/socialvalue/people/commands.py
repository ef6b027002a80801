"""The command line for accounts, for whoever installs the service."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import Final

from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal, shown
from socialvalue.machinery.permissions import COMMAND, Role
from socialvalue.people import actions, queries
from socialvalue.people.models import Authority, User


def run_user(arguments: list[str]) -> int:
    """Accounts and roles.

    socialvalue user list
    socialvalue user add EMAIL NAME [--password]
    socialvalue user give EMAIL ROLE [--authority CODE]
    socialvalue user end EMAIL ROLE [--authority CODE]
    socialvalue user close EMAIL            end the account, its roles and its sessions
    socialvalue user second-step EMAIL      they lost phone and recovery codes: let them set it up anew
    """
    parser = Arguments("user", run_user.__doc__)
    parser.add_argument("what", choices=list(DEEDS))
    parser.add_argument("email", nargs="?", default="")
    parser.add_argument("name_or_role", nargs="?", default="", metavar="NAME | ROLE")
    parser.add_argument("--authority", help="code of the authority; left out: the only one")
    parser.add_argument("--password", action="store_true", help="ask for a password (officers)")
    given = parser.parse_args(arguments)
    wanted = {"list": 0, "close": 1, "second-step": 1}.get(given.what, 2)
    if bool(given.email) + bool(given.name_or_role) != wanted:
        needs = ("nothing else", "an e-mail address", "an e-mail address and a name or role")[wanted]
        parser.error(f"“user {given.what}” needs {needs}")
    print(DEEDS[given.what](given))
    return 0


def _list(given: argparse.Namespace) -> str:
    lines = [
        f"{each.email:<40} {each.name:<30} {', '.join(each.roles) or ('closed' if each.is_closed else 'no role')}"
        for each in queries.accounts()
    ]
    return "\n".join(lines) or "There are no accounts yet. Add one with “user add”."


def _add(given: argparse.Namespace) -> str:
    password = _asked_password() if given.password else None
    user = actions.add_user(email=given.email, name=given.name_or_role, password=password, by=COMMAND)
    return f"Added {user.email}. Give them a role with “user give”."


def _asked_password() -> str:
    try:
        password = getpass.getpass("Password: ", stream=sys.stderr)
        again = getpass.getpass("Again: ", stream=sys.stderr)
    except EOFError:
        raise Refusal(code="password-missing", text="No password was typed.") from None
    if password != again:
        raise Refusal(code="passwords-differ", text="The two passwords differ.")
    return password


def _give(given: argparse.Namespace) -> str:
    role = _role(given.name_or_role)
    actions.give_role(user=_user(given.email), authority=_authority(given.authority), role=role, by=COMMAND)
    return f"{given.email}: {role.value} given."


def _end(given: argparse.Namespace) -> str:
    role = _role(given.name_or_role)
    actions.end_role(user=_user(given.email), authority=_authority(given.authority), role=role, by=COMMAND)
    return f"{given.email}: {role.value} ended."


def _close(given: argparse.Namespace) -> str:
    actions.close_account(user=_user(given.email), by=COMMAND)
    return f"{given.email}: closed."


def _second_step(given: argparse.Namespace) -> str:
    actions.remove_second_step(user=_user(given.email), by=COMMAND)
    return f"{given.email}: second step removed. They set up a new one at their next sign-in."


DEEDS: Final[dict[str, Callable[[argparse.Namespace], str]]] = {
    "list": _list,
    "add": _add,
    "give": _give,
    "end": _end,
    "close": _close,
    "second-step": _second_step,
}


def _user(email: str) -> User:
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise Refusal(
            code="no-user", text=f"There is no account for {shown(email)}. Add one with “user add”."
        )
    return user


def _authority(code: str | None) -> Authority:
    found = list(Authority.objects.filter(code=code) if code else Authority.objects.all())
    if len(found) == 1:
        return found[0]
    codes = ", ".join(Authority.objects.order_by("code").values_list("code", flat=True))
    told = f"There is no authority “{shown(code)}” here." if code else "There are several authorities here."
    raise Refusal(code="which-authority", text=f"{told} Name one with --authority: {codes}.")


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise Refusal(
            code="no-role",
            text=f"There is no role “{shown(text)}”. The roles are: {', '.join(Role)}.",
            field="role",
        ) from None
