"""Who is there: persons, names, authorities, organisations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, When

from socialvalue.foundation.clock import real_today
from socialvalue.machinery.memory import once_a_request
from socialvalue.machinery.permissions import NOBODY, Person, Role
from socialvalue.people.models import (
    Authority,
    Organisation,
    OrganisationIdentifier,
    PackVersion,
    RoleHeld,
    User,
)


def _today() -> Q:
    today = real_today()
    return Q(Q(to_on=None) | Q(to_on__gt=today), from_on__lte=today)


def account_at_the_door(user_id: int) -> User | None:
    """The account behind a session, with today's roles and whether it has a second step (one statement).

    Read anew on every request: whoever loses a role loses it at once.
    """
    today = real_today()
    held = Q(roles_held__to_on=None) | Q(roles_held__to_on__gt=today)
    rows = list(
        User.objects.annotate(
            held=FilteredRelation("roles_held", condition=Q(held, roles_held__from_on__lte=today))
        )
        .annotate(
            held_role=F("held__role"),
            held_for=F("held__authority_id"),
            has_second_step=Exists(
                Authenticator.objects.filter(user_id=OuterRef("pk"), type=Authenticator.Type.TOTP)
            ),
        )
        .filter(id=user_id)
    )
    if not rows:
        return None
    user: Any = rows[0]
    user.roles_today = frozenset((row.held_for, Role(row.held_role)) for row in rows if row.held_role)
    return rows[0]


def person_of(user: User | None) -> Person:
    """The person behind an account, with the roles they hold today (one statement, none at the door)."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    roles: frozenset[tuple[int, Role]] | None = getattr(user, "roles_today", None)
    return Person(
        uid=user.uid,
        name=user.name,
        roles=_roles(user) if roles is None else roles,
        organisation_id=user.organisation_id,
    )


def _roles(user: User) -> frozenset[tuple[int, Role]]:
    held = RoleHeld.objects.filter(_today(), user=user).values_list("authority_id", "role")
    return frozenset((authority, Role(role)) for authority, role in held)


def has_second_step(user: User) -> bool:
    """Whether the account has a second sign-in step (one statement, none at the door)."""
    known: bool | None = getattr(user, "has_second_step", None)
    if known is not None:
        return known
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


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
    held = RoleHeld.objects.filter(_today(), authority_id=authority_id, role=role, user__is_active=True)
    return list(held.order_by("user_id").values_list("user__email", flat=True))


def holders(roles: Iterable[Role], authority_id: int) -> list[tuple[UUID, str]]:
    """Uid and name of everyone who holds one of these roles today, by name (one statement)."""
    held = RoleHeld.objects.filter(
        _today(), authority_id=authority_id, role__in=list(roles), user__is_active=True
    )
    return list(held.order_by("user__name", "user__uid").values_list("user__uid", "user__name").distinct())


def authority_name(authority_id: int) -> str:
    """The name of an authority (one statement)."""
    shown = on_show()
    if shown and shown.authority.id == authority_id:
        return shown.authority.name
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
    held = RoleHeld.objects.filter(_today(), authority_id=authority_id, role=role, user__is_active=True)
    names = ("user__uid", "user__name", "user__email", "user__organisation_id")
    return [Holder(*row) for row in held.order_by("user__name", "user_id").values_list(*names)]


def addresses_of_organisations(ids: Iterable[int]) -> dict[int, list[str]]:
    """E-mail addresses of everyone who works for each of these organisations (one statement)."""
    found: dict[int, list[str]] = {}
    rows = User.objects.filter(organisation_id__in=set(ids), is_active=True).order_by("id")
    for organisation, email in rows.values_list("organisation_id", "email"):
        found.setdefault(organisation, []).append(email)
    return found


@dataclass(frozen=True, slots=True)
class OnShow:
    """The authority whose public face this installation shows, and the pack version loaded last for it."""

    authority: Authority
    pack_id: int | None
    digest: str


@once_a_request
def on_show() -> OnShow | None:
    """The first authority loaded with its newest pack; none before one is loaded (one statement a request)."""
    newest = PackVersion.objects.filter(authority_id=OuterRef("pk")).order_by("-id")
    row: Any = (
        Authority.objects.annotate(
            pack_id=Subquery(newest.values("id")[:1]), digest=Subquery(newest.values("digest")[:1])
        )
        .order_by("id")
        .first()
    )
    return OnShow(row, row.pack_id, row.digest or "") if row else None


def the_authority() -> Authority | None:
    """The authority whose public face this installation shows: the first one loaded."""
    found = on_show()
    return found.authority if found else None


def newest_pack_id(authority_id: int) -> int | None:
    """The pack version loaded last for this authority, or none (one statement a request)."""
    found = newest_pack_version(authority_id)
    return found[0] if found else None


@once_a_request
def newest_pack_version(authority_id: int) -> tuple[int, str] | None:
    """Id and digest of the pack version loaded last for this authority (one statement a request)."""
    shown = on_show()
    if shown and shown.pack_id and shown.authority.id == authority_id:
        return shown.pack_id, shown.digest
    rows = PackVersion.objects.filter(authority_id=authority_id).order_by("-id")
    return rows.values_list("id", "digest").first()


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
class OrganisationKind:
    """An organisation by name, with its kind where it is stated."""

    id: int
    name: str
    is_sme: bool | None
    is_vcse: bool | None
    postcode: str


def organisation_kind(authority_id: int, organisation_id: int) -> OrganisationKind | None:
    """One organisation of an authority (one statement); none where there is no such one."""
    rows = Organisation.objects.filter(authority_id=authority_id, id=organisation_id)
    found = rows.values_list("id", "name", "is_sme", "is_vcse", "postcode").first()
    return OrganisationKind(*found) if found else None


def organisations_like(authority_id: int, text: str, most: int = 10) -> list[OrganisationKind]:
    """Organisations whose name holds these words, those that begin so first (one statement). No words: none."""
    wanted = " ".join(text.split())
    if not wanted:
        return []
    rows = Organisation.objects.filter(authority_id=authority_id, name__icontains=wanted).annotate(
        elsewhere=Case(When(name__istartswith=wanted, then=0), default=1)
    )
    columns = ("id", "name", "is_sme", "is_vcse", "postcode")
    return [
        OrganisationKind(*row)
        for row in rows.order_by("elsewhere", "name", "id").values_list(*columns)[:most]
    ]


@dataclass(frozen=True, slots=True)
class Account:
    """One account as a list shows it."""

    email: str
    name: str
    is_closed: bool
    roles: tuple[str, ...]


def accounts() -> list[Account]:
    """Every account with the roles held today (two statements)."""
    roles: dict[int, list[str]] = {}
    held = RoleHeld.objects.filter(_today()).order_by("role")
    for user, role in held.values_list("user_id", "role"):
        roles.setdefault(user, []).append(role)
    rows = User.objects.order_by("email").values_list("id", "email", "name", "is_active")
    return [Account(email, name, not active, tuple(roles.get(id_, ()))) for id_, email, name, active in rows]
