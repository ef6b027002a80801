"""Who may do what: one table, judged by one engine.

Every room declares its rows in `permissions.py`; `entrance/wiring.py` puts them together once. A row says which roles
hold a permission, what relation to the record they need, in which of its stages, and who is shut out although the role
would allow it (separation of duties, rulings 17). Nothing else in the product decides who may do something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from socialvalue.foundation.refusal import Refusal


class Role(StrEnum):
    """The policy's roles by generic key; a pack gives them the council's own names."""

    SERVICE_OFFICER = "service-officer"
    PROCUREMENT_OFFICER = "procurement-officer"
    EVALUATOR = "evaluator"
    CONTRACT_MANAGER = "contract-manager"
    STANDARDS_TEAM = "standards-team"
    MANAGEMENT_TEAM = "management-team"
    CHIEF_PROCUREMENT_OFFICER = "chief-procurement-officer"
    LEAD_MEMBER = "lead-member"
    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    LEGAL = "legal"
    FINANCE = "finance"
    AUDIT = "audit"
    SUPPLIER = "supplier"


OFFICERS: Final = frozenset(
    {
        Role.SERVICE_OFFICER,
        Role.PROCUREMENT_OFFICER,
        Role.CONTRACT_MANAGER,
        Role.STANDARDS_TEAM,
        Role.MANAGEMENT_TEAM,
        Role.CHIEF_PROCUREMENT_OFFICER,
    }
)
READERS: Final = frozenset({Role.LEGAL, Role.FINANCE, Role.AUDIT, Role.ADMINISTRATOR})

PUBLIC: Final = "public"  # a page for everyone, signed in or not
SIGNED_IN: Final = "signed-in"  # a page for everyone with an account


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at the door: which roles they hold today, for which authority, and whom they work for."""

    uid: UUID | None = None
    name: str = "Someone who is not signed in"
    roles: frozenset[tuple[int, Role]] = frozenset()  # (authority id, role)
    organisation_id: int | None = None

    @property
    def signed_in(self) -> bool:
        return self.uid is not None

    def account(self) -> UUID:
        """The account that answers for a deed. Refuses someone who has none."""
        if self.uid is None:
            raise Refusal(code="not-signed-in", text="You need to sign in first.", status=403)
        return self.uid

    def holds(self, role: Role, authority_id: int | None = None) -> bool:
        """Whether they hold this role today, for this authority or (left out) for any."""
        return any(held is role and authority_id in (None, of) for of, held in self.roles)

    def authorities(self) -> frozenset[int]:
        """The authorities in which they hold any role."""
        return frozenset(authority for authority, _ in self.roles)


NOBODY: Final = Person()
SYSTEM: Final = Person(name="The system")  # the service itself: an import, a repeating task
COMMAND: Final = Person(name="The command line")  # whoever may run commands on the machine


class Thing(Protocol):
    """What a record tells the engine about itself."""

    @property
    def authority_id(self) -> int: ...
    @property
    def stage(self) -> str: ...
    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the record: for example {"requester"} or {"supplier"}."""


@dataclass(frozen=True, slots=True)
class Unless:
    """Whoever stands in this relation to the record is shut out, whatever their role and by whatever row."""

    relation: str
    because: str
    clause: str | None = None  # none: the house's own rule


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the permission table."""

    permission: str  # resource:verb
    roles: frozenset[Role]
    says: str  # the permission in plain English, for the help page: "confirm a determination"
    relation: str | None = None
    stages: frozenset[str] | None = None
    unless: tuple[Unless, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Allowed, or refused with the reason that a page can show."""

    allowed: bool
    because: str = ""
    clause: str | None = None
    hidden: bool = False  # the record is someone else's: to this person it does not exist

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED: Final = Answer(allowed=True)


@dataclass(slots=True)
class PermissionTable:
    """All rows of all rooms."""

    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def load(self, rows: Iterable[Row]) -> None:
        """Replace the table. Raises `ValueError` where one row would silently undo what another says."""
        table: dict[str, tuple[Row, ...]] = {}
        for row in rows:
            before = table.get(row.permission, ())
            if any(_undo(row, other) for other in before):
                raise ValueError(f"Two rows give {row.permission} to the same role.")
            table[row.permission] = (*before, row)
        self.rows = table

    def may(self, person: Person, permission: str, thing: Thing | None = None) -> Answer:
        """Whether this person may do this, to this record if one is given.

        Raises `KeyError` for a permission that no room declares: a misspelt one must never mean "nobody".
        """
        if permission == PUBLIC or (permission == SIGNED_IN and person.signed_in):
            return ALLOWED
        if permission == SIGNED_IN:
            return Answer(allowed=False, because="You need to sign in first.")
        rows = self.rows[permission]
        held = [row for row in rows if any(role in row.roles for _, role in person.roles)]
        if not held:
            return Answer(allowed=False, because=_who_may(rows))
        if thing is None:
            return ALLOWED
        answers = [_judge(person, row, thing) for row in held]
        if all(answer.hidden for answer in answers):
            return answers[0]
        # A second role does not open what separation of duties has closed: every row's "unless" counts.
        shut_out = _shut_out(person, rows, thing)
        if shut_out is not None:
            return shut_out
        seen = [answer for answer in answers if not answer.hidden]
        return next((answer for answer in seen if answer), seen[-1])

    def authorities_for(
        self, person: Person, permission: str, *, relation: str | None = None
    ) -> frozenset[int]:
        """The authorities for whose records this person holds a permission: what a list may hold.

        Without a `relation`: for every record there. With one: only for those to which they stand in it. A role for
        another authority, or one that says nothing of this permission, opens nothing.
        """
        roles = {role for row in self.rows[permission] if row.relation == relation for role in row.roles}
        return frozenset(of for of, role in person.roles if role in roles)

    def demand(self, person: Person, permission: str, thing: Thing | None = None) -> None:
        """Raise the `Refusal` that `may` would explain: 404 where the record is hidden, else 403."""
        answer = self.may(person, permission, thing)
        if answer:
            return
        if answer.hidden:
            raise Refusal(code="not-found", text="We could not find that record.", status=404)
        raise Refusal(code="not-allowed", text=answer.because, clause=answer.clause, status=403)


def _undo(row: Row, other: Row) -> bool:
    """Whether two rows speak of the same role so that one of them has no effect."""
    if not row.roles & other.roles:
        return False
    open_to_all = any(each.relation is None and each.stages is None for each in (row, other))
    return row.relation == other.relation or open_to_all


def _judge(person: Person, row: Row, thing: Thing) -> Answer:
    relations = thing.relations(person)
    in_authority = any(of == thing.authority_id and role in row.roles for of, role in person.roles)
    if not in_authority or (row.relation and row.relation not in relations):
        return Answer(allowed=False, because=_who_may((row,)), hidden=True)
    if row.stages is not None and thing.stage not in row.stages:
        wanted = " or ".join(sorted(stage.replace("-", " ") for stage in row.stages))
        return Answer(allowed=False, because=f"This can be done only while the record is {wanted}.")
    return ALLOWED


def _shut_out(person: Person, rows: tuple[Row, ...], thing: Thing) -> Answer | None:
    relations = thing.relations(person)
    closed = (unless for row in rows for unless in row.unless if unless.relation in relations)
    return next((Answer(allowed=False, because=each.because, clause=each.clause) for each in closed), None)


def _who_may(rows: tuple[Row, ...]) -> str:
    roles = sorted({role.value.replace("-", " ") for row in rows for role in row.roles})
    return f"Only these roles may {rows[0].says}: {', '.join(roles)}."


TABLE: Final = PermissionTable()
may = TABLE.may
demand = TABLE.demand
authorities_for = TABLE.authorities_for

ROWS: Final = (Row("operations:view", frozenset({Role.ADMINISTRATOR}), "see how the service is running"),)
