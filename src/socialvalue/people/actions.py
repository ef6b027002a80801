"""Deeds about people: authorities, accounts, roles."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import instant_now, real_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, Role, demand
from socialvalue.people.models import Authority, PackVersion, RoleHeld, User


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
    """Add an account. Refuses an address that has one."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email=email,
                password=password,
                name=name.strip(),
                organisation_id=organisation_id,
                is_demonstration=is_demonstration,
                added_at=instant_now(),
            )
    except IntegrityError:
        raise Refusal(
            code="address-taken", text=f"There is already an account for {email}.", field="email"
        ) from None
    events.append(deed="user_added", record="user", uid=user.uid, by=by)
    return user


@transaction.atomic
def give_role(
    *, user: User, authority: Authority, role: Role, by: Person | None, from_on: date | None = None
) -> None:
    """Give someone a role. `by` none: the command line. Nobody gives one to themselves."""
    if by is not None:
        demand(by, "user:manage")
        if by.uid == user.uid:
            raise Refusal(
                code="own-role", text="Nobody can give a role to themselves. Ask another administrator."
            )
    held, new = RoleHeld.objects.get_or_create(
        user=user,
        authority=authority,
        role=role,
        to_on=None,
        defaults={
            "from_on": from_on or real_today(),
            "given_at": instant_now(),
            "given_by": by.uid if by else None,
        },
    )
    if new:
        events.append(
            deed="role_given",
            record="user",
            uid=user.uid,
            by=by or Person(),
            after={"role": role.value, "authority": str(authority.uid), "from": held.from_on.isoformat()},
        )


@transaction.atomic
def end_role(*, user: User, authority: Authority, role: Role, by: Person | None) -> None:
    """End a role from today. Refuses one that is not held."""
    if by is not None:
        demand(by, "user:manage")
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
    events.append(
        deed="role_ended", record="user", uid=user.uid, by=by or Person(), before={"role": role.value}
    )
