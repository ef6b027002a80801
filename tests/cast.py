"""The cast: made-up people whom every test knows, each with a role and a signed-in browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from allauth.mfa.models import Authenticator

from socialvalue.machinery.permissions import SYSTEM, Person, Role
from socialvalue.people import actions
from socialvalue.people.models import Authority, User
from socialvalue.people.queries import person_of
from tests import make
from tests.strict import Browser

BACKEND: Final = "socialvalue.people.door.Door"


@dataclass(frozen=True)
class Part:
    """Who someone is in every test."""

    name: str
    role: Role | None
    organisation: str = ""
    says: str = ""


CAST: Final = {
    "olive": Part("Olive Officer", Role.SERVICE_OFFICER, says="Olive, service officer: brings the need."),
    "priya": Part("Priya Procurement", Role.PROCUREMENT_OFFICER, says="Priya, procurement officer: runs it."),
    "ed": Part("Ed Evaluator", Role.EVALUATOR, says="Ed, evaluator: scores bids."),
    "carol": Part(
        "Carol Contract", Role.CONTRACT_MANAGER, says="Carol, contract manager: verifies delivery."
    ),
    "stan": Part(
        "Stan Standards", Role.STANDARDS_TEAM, says="Stan of the standards team: assures and reports."
    ),
    "dee": Part(
        "Dee Management", Role.MANAGEMENT_TEAM, says="Dee of the management team: determines exemptions."
    ),
    "ada": Part("Ada Administrator", Role.ADMINISTRATOR, says="Ada, administrator: people and roles."),
    "audrey": Part("Audrey Audit", Role.AUDIT, says="Audrey, auditor: reads everything, changes nothing."),
    "sam": Part(
        "Sam Supplier", Role.SUPPLIER, "Thanet Growers CIC", "Sam, supplier: two people and a phone."
    ),
    "rita": Part(
        "Rita Rival", Role.SUPPLIER, "Medway Works Ltd", "Rita, rival supplier: sees nothing of Sam's."
    ),
    "nora": Part("Nora Newcomer", None, says="Nora has an account and no role at all."),
}


@dataclass(frozen=True)
class Player:
    """Someone of the cast: the account, the person as the engine sees them, their signed-in browser."""

    user: User
    person: Person
    client: Browser


@dataclass
class Play:
    """The people of one test, made when first called."""

    players: dict[str, Player] = field(default_factory=dict)

    def __call__(self, name: str) -> Player:
        if name not in self.players:
            part = CAST[name]
            self.players[name] = player(name, part.name, part.role, organisation=part.organisation)
        return self.players[name]

    def with_role(self, role: Role, *, authority: Authority | None = None) -> Player:
        """Someone who holds just this role, for the authority of the tests or another."""
        login = f"{role.value}.{authority.id if authority else 'own'}"
        if login not in self.players:
            self.players[login] = player(
                login, role.value.replace("-", " ").title(), role, authority=authority
            )
        return self.players[login]


def player(
    login: str, name: str, role: Role | None, *, organisation: str = "", authority: Authority | None = None
) -> Player:
    """An account with a role, a second sign-in step where one is asked for, and a browser signed in as them."""
    works_for = make.organisation(name=organisation) if organisation else None
    user = actions.add_user(
        email=f"{login}@example.org",
        name=name,
        by=SYSTEM,
        organisation_id=works_for.id if works_for else None,
    )
    if role:
        actions.give_role(user=user, authority=authority or make.authority(), role=role, by=None)
    if role and role is not Role.SUPPLIER:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "made up"})
    client = Browser()
    client.force_login(user, backend=BACKEND)
    return Player(user, person_of(user), client)
