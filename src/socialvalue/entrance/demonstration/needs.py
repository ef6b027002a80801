"""How a made-up need begins: a procurement that is started by hand, and its determination."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from socialvalue.entrance.demonstration.steps import Hands
from socialvalue.planning import actions as planning
from socialvalue.planning.models import Determination, Procurement
from socialvalue.policy.rules import Facts, Kind, Nature

Do = Callable[[Hands], object]


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"made-up:{name}")


def reference_of(name: str) -> str:
    return Procurement.objects.get(uid=key(name)).reference


def start(name: str, title: str, value: Decimal, begins_on: date) -> Do:
    def do(hands: Hands) -> None:
        olive = hands("olive")
        planning.start_procurement(
            key=key(name),
            authority_id=hands.authority.id,
            title=f"{title} (made up)",
            description="A made-up procurement for the demonstration.",
            lots=(),
            facts=Facts(Kind.GOODS_SERVICES, nature=Nature.SERVICES, value=value, commenced_on=begins_on),
            responsible=olive.account(),
            by=olive,
        )

    return do


def confirm(name: str) -> Do:
    def do(hands: Hands) -> None:
        live = Determination.objects.get(procurement__uid=key(name), state="proposed")
        planning.confirm_determination(
            reference=reference_of(name),
            version=live.version,
            reason="The estimate was checked with finance.",
            by=hands("priya"),
        )

    return do
