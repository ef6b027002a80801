"""Made-up requests for an exemption, in every state: granted, refused, with the management team, to be reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from socialvalue.entrance.demonstration.needs import at, confirm, key, reference_of, start
from socialvalue.entrance.demonstration.steps import Hands, Step
from socialvalue.planning import actions as planning
from socialvalue.planning.models import Exemption
from socialvalue.planning.rules import ExemptionKind, Ground


@dataclass(frozen=True, slots=True)
class Asked:
    """A made-up request for an exemption, and what became of it: granted, refused, with-management, requested."""

    name: str
    title: str
    begins_on: date
    why: str
    ground: Ground
    becomes: str


EXEMPTIONS: Final = (
    Asked("pumps", "Pumps for flooded roads", date(2027, 10, 18),
          "Roads are under water. Pumps are needed within days, from whoever has them. A criterion changes nothing.",
          Ground.URGENT, "granted"),
    Asked("leases", "Consultants for office leases", date(2027, 11, 22),
          "The work is short and done by three people, so there is little that could be asked of it.",
          Ground.OUT_OF_PROPORTION, "refused"),
    Asked("licences", "Licences for the payroll system", date(2027, 12, 31),
          "The framework of another buyer has no such criterion, and its terms cannot be changed for us.",
          Ground.NO_CRITERION, "with-management"),
    Asked("lifts", "Repair of school lifts", date(2027, 12, 31),
          "Only the maker holds the parts. A direct award is lawful, and nothing was offered beside it so far.",
          Ground.NO_CRITERION, "requested"),
)  # fmt: skip


def exemption_steps() -> Iterator[Step]:
    """Every deed of the exemptions."""
    for asked in EXEMPTIONS:
        yield from _of_exemption(asked)


def _of_exemption(asked: Asked) -> Iterator[Step]:
    day = asked.begins_on - timedelta(days=40)
    yield Step(at(day - timedelta(days=3)), start(asked.name, asked.title, Decimal(310_000), asked.begins_on))
    yield Step(at(day - timedelta(days=2)), confirm(asked.name))
    yield Step(at(day), lambda hands: _request(asked, hands))
    if asked.becomes == "requested":
        return
    yield Step(at(day + timedelta(days=4)), lambda hands: _screen(asked, hands))
    if asked.becomes != "with-management":
        yield Step(at(day + timedelta(days=12)), lambda hands: _determine(asked, hands))


def _request(asked: Asked, hands: Hands) -> None:
    planning.request_exemption(
        reference=reference_of(asked.name),
        lot=None,
        kind=ExemptionKind.NO_SOCIAL_VALUE,
        lowest=None,
        ground=asked.ground,
        justification=asked.why,
        by=hands("olive"),
    )


def _exemption(asked: Asked) -> str:
    return Exemption.objects.get(procurement__uid=key(asked.name)).reference


def _screen(asked: Asked, hands: Hands) -> None:
    planning.screen_exemption(
        exemption=_exemption(asked),
        passed_on=True,
        view="The reasons are complete. Whether they are enough is for the management team.",
        by=hands("stan"),
    )


def _determine(asked: Asked, hands: Hands) -> None:
    if asked.becomes == "granted":
        planning.grant_exemption(
            exemption=_exemption(asked),
            reason="The law allows it, and waiting would do harm.",
            conditions="The next contract for pumps asks for Social Value.",
            expires_on=date(2028, 10, 31),
            by=hands("dee"),
        )
    else:
        planning.refuse_exemption(
            exemption=_exemption(asked),
            reason="Three people can still take on one trainee. Ask for little, and ask for it.",
            by=hands("dee"),
        )
