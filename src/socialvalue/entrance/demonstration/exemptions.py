"""Made-up requests for an exemption: granted, refused, to determine, to review; and a breach."""

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
from socialvalue.planning.rules import Answers, Condition, ExemptionKind, Ground, Meeting, Missing, Opinion
from socialvalue.policy import actions as policy
from socialvalue.policy.rules import Answered


@dataclass(frozen=True, slots=True)
class Asked:
    """A made-up request for an exemption, and what became of it: granted, refused, with-management, requested."""

    name: str
    title: str
    begins_on: date
    why: str
    ground: Ground
    answers: Answers
    becomes: str


EXEMPTIONS: Final = (
    Asked("pumps", "Pumps for flooded roads", date(2027, 10, 18),
          "Roads are under water. Pumps are needed within days, from whoever has them. A criterion changes nothing.",
          Ground.URGENT,
          Answers("Hire of eight pumps with crews, for six weeks.", "Lending pumps from other councils: none free.",
                  "Two firms have pumps free this week, and nobody to write a plan.",
                  "Both are asked for a voluntary initiative once the roads are open.",
                  "Two villages are cut off. Work for local people comes with the next contract.",
                  is_urgent=True, unforeseen="The river rose by two metres in three days, far above its forecast."),
          "granted"),
    Asked("leases", "Consultants for office leases", date(2027, 11, 22),
          "The work is short and done by three people, so there is little that could be asked of it.",
          Ground.OUT_OF_PROPORTION,
          Answers("Advice on the leases of four offices, for a year.", "A weight of 5% was considered.",
                  "Nobody was asked: such firms are small.", "Nothing is planned.",
                  "The need for trainees in the trade stays as it is."),
          "refused"),
    Asked("licences", "Licences for the payroll system", date(2027, 12, 31),
          "The framework of another buyer has no such criterion, and its terms cannot be changed for us.",
          Ground.NO_CRITERION,
          Answers("Licences for nine hundred users, for three years.", "A tender of our own would take ten months.",
                  "The framework’s buyer says that its criteria stand until 2029.",
                  "The supplier is asked to take two people on work experience.",
                  "Digital skills are a need here: the work experience meets a little of it."),
          "with-management"),
    Asked("lifts", "Repair of school lifts", date(2027, 12, 31),
          "Only the maker holds the parts. A direct award is lawful, and nothing was offered beside it so far.",
          Ground.NO_CRITERION,
          Answers("Repair of eleven lifts in six schools.", "Two repair firms were asked: neither can get the parts.",
                  "The maker says that it will talk about an apprentice.", "An apprentice is asked for in the award.",
                  "Pupils who use wheelchairs cannot reach their classes.",
                  is_urgent=True, unforeseen="Four lifts failed the yearly test in the same week."),
          "requested"),
)  # fmt: skip


def exemption_steps() -> Iterator[Step]:
    """Every deed of the exemptions."""
    for asked in EXEMPTIONS:
        yield from _of_exemption(asked)
    yield Step(at(date(2027, 10, 4), 15), _ruled)
    yield Step(at(date(2028, 2, 11)), _found)


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
        answers=asked.answers,
        by=hands("olive"),
    )


def _exemption(asked: Asked) -> str:
    return Exemption.objects.get(procurement__uid=key(asked.name)).reference


def _screen(asked: Asked, hands: Hands) -> None:
    planning.screen_exemption(
        exemption=_exemption(asked),
        opinion=Opinion.SUPPORT if asked.becomes == "granted" else Opinion.DO_NOT_SUPPORT,
        reasons="The reasons are complete. Whether they are enough is for the management team.",
        by=hands("stan"),
    )


def _determine(asked: Asked, hands: Hands) -> None:
    day = asked.begins_on - timedelta(days=28)
    meeting = Meeting(day, "Head of procurement (chair), head of finance, head of transport.", "")
    if asked.becomes == "granted":
        text = "The next contract for pumps asks for Social Value: tell when its tender is planned."
        planning.grant_exemption(
            exemption=_exemption(asked),
            reason="The law allows it, and waiting would do harm.",
            conditions=[Condition(text, hands("olive").account(), date(2028, 4, 30))],
            expires_on=date(2028, 10, 31),
            meeting=meeting,
            by=hands("dee"),
        )
    else:
        planning.refuse_exemption(
            exemption=_exemption(asked),
            reason="Three people can still take on one trainee. Ask for little, and ask for it.",
            meeting=meeting,
            by=hands("dee"),
        )


def _found(hands: Hands) -> None:
    """The licences were ordered without Social Value while the request still waited: a breach, not an exemption."""
    planning.record_breach(
        reference=reference_of("licences"),
        lot=None,
        missing=Missing.NO_SOCIAL_VALUE,
        what="The licences were ordered in January. Nothing was asked for, and no exemption had been granted.",
        found_on=date(2028, 2, 10),
        by=hands("priya"),
    )


def _ruled(hands: Hands) -> None:
    """A question that two officers asked in the same week, answered once for everyone."""
    policy.record_ruling(
        authority_id=hands.authority.id,
        given=Answered(
            question="A framework of another buyer has no Social Value criterion. May we add one to our call-off?",
            answer="No. A call-off uses only the framework’s criteria. Agree commitments where that is lawful; "
            "otherwise ask for an exemption on that ground before you commence.",
            applies="Every call-off above the threshold.",
            clauses=("INC-1", "EXC-1"),
            asked_by="procurement-officer",
            decided_by="standards-team",
            decided_on=date(2027, 10, 1),
        ),
        by=hands("stan"),
    )
