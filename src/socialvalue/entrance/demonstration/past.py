"""Writing the made-up past: deed after deed in its own time, in portions, so that the service answers meanwhile."""

from __future__ import annotations

import time
from math import inf
from typing import Final

from django.db import transaction
from django_tasks import task

from socialvalue.entrance.demonstration.engagement import engagement_steps
from socialvalue.entrance.demonstration.exemptions import exemption_steps
from socialvalue.entrance.demonstration.plan import CONTRACTS, plan
from socialvalue.entrance.demonstration.steps import Hands, Step, steps
from socialvalue.entrance.demonstration.tenders import tender_steps
from socialvalue.entrance.demonstration.voluntary import voluntary_steps
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.clock import instant_now, standing_at
from socialvalue.machinery.models import Beat, Mail
from socialvalue.people.queries import the_authority

PORTION: Final = 10  # deeds a transaction: others write in between
TURN: Final = 4.0  # seconds of writing, before other tasks have theirs
BREATH: Final = 0.02  # seconds between two portions: SQLite lets nobody in by turns
WHAT: Final = "demonstration"
WRITTEN: Final = "written"


def write(number: int = CONTRACTS, *, seconds: float = inf) -> bool:
    """Write the past of so many contracts for so long, from where an earlier turn stopped; True once all is written.

    Its mail is not sent.
    """
    authority = the_authority()
    if authority is None or how_far() == WRITTEN:
        return True
    until = time.monotonic() + seconds
    deeds, hands = all_steps(number), Hands(authority)
    for begin in range(_done(), len(deeds), PORTION):
        if time.monotonic() > until:
            return False
        _portion(deeds[begin : begin + PORTION], begin, hands)
        time.sleep(BREATH)
    with transaction.atomic():
        Mail.objects.filter(to__endswith="@demo.example").delete()
        _say(WRITTEN)
    return True


def all_steps(number: int) -> list[Step]:
    """The deeds of contracts, tenders, exemptions, market engagement and of what is voluntary, oldest first."""
    beside = [*tender_steps(), *exemption_steps(), *engagement_steps(), *voluntary_steps()]
    return sorted([*steps(plan(number)), *beside], key=lambda step: step.at)


@transaction.atomic
def _portion(deeds: list[Step], begin: int, hands: Hands) -> None:
    for step in deeds:
        with standing_at(step.at):
            step.do(hands)
    Mail.objects.filter(to__endswith="@demo.example", sent_at=None).delete()
    _say(f"{begin + len(deeds)} {format_date(deeds[-1].at.date())}")


def how_far() -> str:
    """ "written", the day in the past that has been reached, or "" where it was never begun (one statement)."""
    said = Beat.objects.filter(what=WHAT).values_list("detail", flat=True).first() or ""
    return said if said == WRITTEN else said.partition(" ")[2]


def _done() -> int:
    said = Beat.objects.filter(what=WHAT).values_list("detail", flat=True).first() or "0"
    return int(said.partition(" ")[0])


def _say(detail: str) -> None:
    Beat.objects.update_or_create(what=WHAT, defaults={"at": instant_now(), "detail": detail})


@task()
def write_past(number: int) -> None:
    """The worker's part, in turns: what a visitor asks of the worker meanwhile waits for one turn, not for all."""
    if not write(number, seconds=TURN):
        write_past.enqueue(number)
