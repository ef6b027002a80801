"""Tables of people: authorities and their packs, organisations and identifiers, users and roles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from socialvalue.foundation.references import new_uid
from socialvalue.machinery.permissions import Role


class Authority(models.Model):
    """A council whose policy this installation runs, from a day, until a day, and who follows it."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    code = models.CharField(max_length=20, unique=True)  # as in the pack, such as GB-LAE-KEN
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    place = models.CharField(max_length=9, blank=True)  # GSS code of its area
    exists_from_on = models.DateField(null=True)
    exists_to_on = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(exists_to_on=None)
                | Q(exists_from_on=None)
                | Q(exists_to_on__gte=F("exists_from_on")),
                name="authority_ends_after_it_begins",
            ),
        ]


class Owned(models.Model):
    """Every root record: whose it is now, and whose it was first (rulings 29)."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    originating_authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class PackVersion(models.Model):
    """One loading of a council's data pack: immutable, named by the digest of its content (rulings 35)."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()  # the pack's files as canonical JSON {name: text}
    loaded_at = models.DateTimeField()
    loaded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "digest"], name="one_version_a_content")]


class Organisation(Owned):
    """A supplier or buyer. Two are the same only by a sound identifier of a register."""

    name = models.CharField(max_length=300)
    source = models.CharField(max_length=40)  # where it was first read, or "typed"
    is_sme = models.BooleanField(null=True)  # null: not stated
    is_vcse = models.BooleanField(null=True)
    postcode = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [models.Index(Lower("name"), name="organisation_name")]


class OrganisationIdentifier(models.Model):
    """An organisation's number in a register, in the register's form and as it was read."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    as_read = models.CharField(max_length=200)
    fault = models.CharField(max_length=200, blank=True)  # empty: the number is sound

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "scheme", "value"],
                condition=Q(fault=""),
                name="one_organisation_a_number",
            )
        ]


class UserManager(BaseUserManager["User"]):
    """Makes users with an address and, for officers, a password."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone with an account: a name and a work e-mail address, nothing more."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]


class RoleHeld(models.Model):
    """A role that someone holds for an authority, from a day on, until a day. It ends at once, not at midnight."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles_held")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # the first day on which it is no longer held
    given_at = models.DateTimeField()
    given_by = models.UUIDField(null=True)  # null: the command line

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "authority", "role"], condition=Q(to_on=None), name="one_open_role"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="role_ends_after_start"
            ),
        ]
