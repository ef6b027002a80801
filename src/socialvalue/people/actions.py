"""Deeds about people: authorities, accounts, roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import instant_now, real_today
from socialvalue.foundation.refusal import Refusal, shown
from socialvalue.machinery import events
from socialvalue.machinery.permissions import COMMAND, SYSTEM, Person, Role, demand
from socialvalue.people.models import Authority, PackVersion, RoleHeld, User

LONGEST_NAME: Final = 120


@transaction.atomic
def found_authority(
    *, code: str, name: str, short_name: str, place: str, exists_from_on: date | None, by: Person
) -> Authority:
    """Enter a council, or answer the one that is here already. Done by `pack load`."""
    known = Authority.objects.filter(code=code).first()
    if known:
        return known
    authority = Authority.objects.create(
        code=code, name=name, short_name=short_name, place=place, exists_from_on=exists_from_on
    )
    events.append(
        deed="authority_founded", record="authority", uid=authority.uid, by=by, after={"code": code}
    )
    return authority


@transaction.atomic
def enter_pack(
    *, authority: Authority, pack: str, digest: str, content: bytes, by: Person
) -> tuple[PackVersion, bool]:
    """Keep a pack's content as an immutable version; answers it and whether it is new. `pack load` logs it."""
    known = PackVersion.objects.filter(authority=authority, digest=digest).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            version = PackVersion.objects.create(
                authority=authority,
                pack=pack,
                digest=digest,
                content=content,
                loaded_at=instant_now(),
                loaded_by=by.uid,
            )
    except IntegrityError:  # someone loaded the same content at the same moment
        return PackVersion.objects.get(authority=authority, digest=digest), False
    return version, True


@dataclass(frozen=True, slots=True)
class Desk:
    """Someone's place in an authority, as the permission engine sees it."""

    authority_id: int
    uid: UUID
    stage: str = ""

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to them: themselves, or nothing."""
        return frozenset({"self"}) if person.uid == self.uid else frozenset()


def _demand(by: Person, permission: str, desk: Desk | None = None) -> None:
    """Whoever runs commands on the machine, or the service itself, needs no role; everyone else is judged."""
    if by is not SYSTEM and by is not COMMAND:
        demand(by, permission, desk)


@transaction.atomic
def add_user(
    *,
    email: str,
    name: str,
    by: Person,
    password: str | None = None,
    organisation_id: int | None = None,
    is_demonstration: bool = False,
) -> User:
    """Add an account. Refuses an address that has one, and a password that is easily guessed."""
    _demand(by, "user:manage")
    user = User(
        email=_address(email),
        name=_name(name),
        organisation_id=organisation_id,
        is_demonstration=is_demonstration,
        added_at=instant_now(),
    )
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refusal(
            code="address-taken", text=f"There is already an account for {user.email}.", field="email"
        ) from None
    events.append(deed="user_added", record="user", uid=user.uid, by=by)
    return user


def _address(text: str) -> str:
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(
            code="address-form",
            text=f"“{shown(text)}” is not an e-mail address, like name@example.org.",
            field="email",
        ) from None
    return address


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise Refusal(
            code="name-form", text=f"Enter a name of at most {LONGEST_NAME} characters.", field="name"
        )
    return name


def _set_password(user: User, password: str | None) -> None:
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as faults:
            raise Refusal(code="password-weak", text=" ".join(faults.messages), field="password") from None
    user.set_password(password)


@transaction.atomic
def close_account(*, user: User, by: Person) -> None:
    """Close an account from this moment: every session ends, every role ends. The name stays in the history."""
    _demand(by, "user:manage")
    if not user.is_active:
        raise Refusal(
            code="account-closed", text=f"The account of {user.email} is closed already.", status=409
        )
    for held in RoleHeld.objects.filter(user=user, to_on=None).select_related("authority"):
        end_role(user=user, authority=held.authority, role=Role(held.role), by=by)
    user.is_active = False
    user.set_unusable_password()  # also ends every session: their keys hang on it
    user.save(update_fields=["is_active", "password"])
    events.append(deed="account_closed", record="user", uid=user.uid, by=by)


@transaction.atomic
def remove_second_step(*, user: User, by: Person) -> None:
    """Let someone who lost their phone and their recovery codes set up a second step anew at their next sign-in."""
    _demand(by, "role:give", Desk(authority_id=_authority_of(user, by), uid=user.uid))
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise Refusal(code="no-second-step", text=f"{user.email} has no second step.", status=409)
    events.append(deed="second_step_removed", record="user", uid=user.uid, by=by)


def _authority_of(user: User, by: Person) -> int:
    """An authority in which both have a desk: an administrator helps only their own people."""
    of = RoleHeld.objects.filter(user=user, to_on=None).values_list("authority_id", flat=True)
    ours = [authority for authority in of if by.holds(Role.ADMINISTRATOR, authority)]
    return ours[0] if ours else 0


@transaction.atomic
def give_role(
    *, user: User, authority: Authority, role: Role, by: Person | None, from_on: date | None = None
) -> None:
    """Give someone a role from a day on. `by` none: the command line. Nobody gives one to themselves."""
    who, first = by or COMMAND, from_on or real_today()
    _demand(who, "role:give", Desk(authority_id=authority.id, uid=user.uid))
    if not user.is_active:
        raise Refusal(code="account-closed", text=f"The account of {user.email} is closed.", status=409)
    held, new = RoleHeld.objects.select_for_update().get_or_create(
        user=user,
        authority=authority,
        role=role,
        to_on=None,
        defaults={"from_on": first, "given_at": instant_now(), "given_by": who.uid},
    )
    if not new and held.from_on <= first:
        return
    if not new:  # it was to begin later: now it begins sooner
        held.from_on = first
        held.save(update_fields=["from_on"])
    after = {"role": role.value, "authority": str(authority.uid), "from": first.isoformat()}
    events.append(deed="role_given", record="user", uid=user.uid, by=who, after=after)


@transaction.atomic
def end_role(*, user: User, authority: Authority, role: Role, by: Person | None) -> None:
    """End a role at once. Refuses one that is not held."""
    who = by or COMMAND
    _demand(who, "user:manage", Desk(authority_id=authority.id, uid=user.uid))
    held = (
        RoleHeld.objects.select_for_update()
        .filter(user=user, authority=authority, role=role, to_on=None)
        .first()
    )
    if held is None:
        raise Refusal(
            code="role-not-held", text=f"{user.name} does not hold the role {role.value}.", status=409
        )
    held.to_on = max(real_today(), held.from_on)
    held.save(update_fields=["to_on"])
    before = {"role": role.value, "authority": str(authority.uid)}
    after = {"to": held.to_on.isoformat()}
    events.append(deed="role_ended", record="user", uid=user.uid, by=who, before=before, after=after)
