"""Home pages as queues: what needs this person, oldest first, then what changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from socialvalue.entrance.frame import the_pack
from socialvalue.foundation.clock import real_today
from socialvalue.machinery.permissions import Person, may
from socialvalue.people.models import User
from socialvalue.planning import queries as planning


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of a queue: how many of what wait, and where they are."""

    number: int
    what: str
    href: str
    clause: str


@dataclass(frozen=True, slots=True)
class Queue:
    """What a home page shows: what waits, what was last read in, where to begin."""

    waiting: tuple[Waiting, ...] = ()
    newest: tuple[planning.ProcurementRow, ...] = ()
    may_import: bool = False
    knows_procurements: bool = False


def queue_of(person: Person) -> Queue:
    """The queue for this person's roles (two statements for an officer, none for others)."""
    if not may(person, "procurement:view"):
        return Queue()
    standing = planning.standing(person=person)
    address = reverse("procurements")
    waiting = [
        Waiting(
            standing.to_confirm, "determinations to confirm", f"{address}?whose=own&state=proposed", "INC-4"
        ),
        Waiting(
            standing.undetermined,
            "procurements that cannot be determined yet",
            f"{address}?whose=own&band=undetermined",
            "INC-4",
        ),
    ]
    newest = planning.procurements(
        person=person, wanted=planning.Wanted(whose="own"), order="-published", offset=0, limit=8
    )
    may_decide = bool(may(person, "determination:confirm"))
    return Queue(
        waiting=tuple(line for line in waiting if line.number and may_decide),
        newest=tuple(newest),
        may_import=bool(may(person, "import:start")),
        knows_procurements=True,
    )


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """Someone of the demonstration whose role a visitor may take."""

    email: str
    name: str
    role: str
    does: str


def demonstration_people() -> list[MadeUpPerson]:
    """The made-up people with their roles in the council's own words (two statements)."""
    pack = the_pack()
    roles = {role.key: role for role in pack.roles} if pack else {}
    held = (
        User.objects.filter(
            is_demonstration=True, roles_held__from_on__lte=real_today(), roles_held__to_on=None
        )
        .order_by("id")
        .values_list("email", "name", "roles_held__role")
    )
    return [
        MadeUpPerson(
            email, name, roles[key].label if key in roles else key, roles[key].does if key in roles else ""
        )
        for email, name, key in held
    ]
