"""Who is there: persons, names, authorities, organisations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from socialvalue.foundation.clock import real_today
from socialvalue.machinery.permissions import NOBODY, Person, Role
from socialvalue.people.models import (
    Authority,
    Organisation,
    OrganisationIdentifier,
    PackVersion,
    RoleHeld,
    User,
)


def person_of(user: User | None) -> Person:
    """The person behind an account, with the roles they hold today (one statement)."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    today = real_today()
    held = RoleHeld.objects.filter(Q(to_on=None) | Q(to_on__gt=today), user=user, from_on__lte=today)
    return Person(
        uid=user.uid,
        name=user.name,
        roles=frozenset(
            (authority, Role(role)) for authority, role in held.values_list("authority_id", "role")
        ),
        organisation_id=user.organisation_id,
    )


def person_by_email(email: str) -> Person | None:
    """The person with this address, or none."""
    user = User.objects.filter(email=email.lower()).first()
    return person_of(user) if user else None


def names(uids: Iterable[UUID | str]) -> dict[str, str]:
    """Names of users by uid, for histories (one statement). A uid that is not known is left out."""
    wanted = {str(uid) for uid in uids} - {"system", "command"}
    return {str(uid): name for uid, name in User.objects.filter(uid__in=wanted).values_list("uid", "name")}


def addresses_of(role: Role, authority_id: int) -> list[str]:
    """E-mail addresses of everyone who holds this role today."""
    today = real_today()
    held = RoleHeld.objects.filter(
        Q(to_on=None) | Q(to_on__gt=today), authority_id=authority_id, role=role, from_on__lte=today,
        user__is_active=True,
    )  # fmt: skip
    return list(held.order_by("user_id").values_list("user__email", flat=True))


def holders(roles: Iterable[Role], authority_id: int) -> list[tuple[UUID, str]]:
    """Uid and name of everyone who holds one of these roles today, by name (one statement)."""
    today = real_today()
    held = RoleHeld.objects.filter(
        Q(to_on=None) | Q(to_on__gt=today), authority_id=authority_id, role__in=list(roles), from_on__lte=today,
        user__is_active=True,
    )  # fmt: skip
    return list(held.order_by("user__name", "user__uid").values_list("user__uid", "user__name").distinct())


def authority_name(authority_id: int) -> str:
    """The name of an authority (one statement)."""
    return Authority.objects.values_list("name", flat=True).get(id=authority_id)


def address_of(uid: UUID) -> str | None:
    """The e-mail address of an account that is not closed (one statement)."""
    return User.objects.filter(uid=uid, is_active=True).values_list("email", flat=True).first()


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who holds a role today."""

    uid: UUID
    name: str
    email: str
    organisation_id: int | None


def holders_of(role: Role, authority_id: int) -> list[Holder]:
    """Everyone who holds this role today, by name (one statement)."""
    today = real_today()
    held = RoleHeld.objects.filter(
        Q(to_on=None) | Q(to_on__gt=today), authority_id=authority_id, role=role, from_on__lte=today,
        user__is_active=True,
    )  # fmt: skip
    names = ("user__uid", "user__name", "user__email", "user__organisation_id")
    return [Holder(*row) for row in held.order_by("user__name", "user_id").values_list(*names)]


def addresses_of_organisations(ids: Iterable[int]) -> dict[int, list[str]]:
    """E-mail addresses of everyone who works for each of these organisations (one statement)."""
    found: dict[int, list[str]] = {}
    rows = User.objects.filter(organisation_id__in=set(ids), is_active=True).order_by("id")
    for organisation, email in rows.values_list("organisation_id", "email"):
        found.setdefault(organisation, []).append(email)
    return found


def the_authority() -> Authority | None:
    """The authority whose public face this installation shows: the first one loaded."""
    return Authority.objects.order_by("id").first()


def newest_pack_id(authority_id: int) -> int | None:
    """The pack version loaded last for this authority, or none (one statement)."""
    return (
        PackVersion.objects.filter(authority_id=authority_id)
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
    )


@dataclass(frozen=True, slots=True)
class OrganisationFound:
    """One organisation with its sound identifiers."""

    id: int
    name: str
    identifiers: tuple[tuple[str, str], ...]


def organisations_by_identifier(
    authority_id: int, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Which organisation bears each sound identifier (one statement for any number)."""
    pairs = set(wanted)
    rows = OrganisationIdentifier.objects.filter(
        authority_id=authority_id, fault="", value__in={value for _, value in pairs}
    ).values_list("scheme", "value", "organisation_id")
    return {(scheme, value): organisation for scheme, value, organisation in rows if (scheme, value) in pairs}


def organisation_names(ids: Iterable[int]) -> dict[int, str]:
    """Names by id (one statement)."""
    return dict(Organisation.objects.filter(id__in=set(ids)).values_list("id", "name"))


@dataclass(frozen=True, slots=True)
class Account:
    """One account as a list shows it."""

    email: str
    name: str
    is_closed: bool
    roles: tuple[str, ...]


def accounts() -> list[Account]:
    """Every account with the roles held today (two statements)."""
    today = real_today()
    roles: dict[int, list[str]] = {}
    held = RoleHeld.objects.filter(Q(to_on=None) | Q(to_on__gt=today), from_on__lte=today).order_by("role")
    for user, role in held.values_list("user_id", "role"):
        roles.setdefault(user, []).append(role)
    rows = User.objects.order_by("email").values_list("id", "email", "name", "is_active")
    return [Account(email, name, not active, tuple(roles.get(id_, ()))) for id_, email, name, active in rows]
