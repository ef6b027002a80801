"""A contract in a JSON file, read exactly or refused with one sentence that names the place and the remedy.

A key that is null was left out. Numbers may be written as numbers or as decimal texts; both are read exactly.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar

from socialvalue.delivery.rules import (
    Commitment,
    Decision,
    Delivery,
    DeliveryState,
    Instalment,
    Profile,
    Term,
    Variation,
)
from socialvalue.delivery.rules.ledger import end_of
from socialvalue.delivery.rules.profiles import committed
from socialvalue.delivery.rules.words import plain
from socialvalue.foundation.calendar import format_date, london_instant, parse_date
from socialvalue.foundation.clock import LONDON
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal, shown

Made = TypeVar("Made")

LONGEST_NAME = 100
STATES = ("reported", "accepted", "rejected")
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(?P<zone>Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class _Number(str):
    """A JSON number as written, so that it stays exact and is not mistaken for a text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """What a file holds: the term of a contract and its commitments in order."""

    term: Term
    commitments: tuple[Commitment, ...]

    def problems(self) -> Iterator[str]:
        """What was read and counted, but should be looked at."""
        for commitment in self.commitments:
            for delivery in commitment.deliveries:
                if delivery.delivered_on < self.term.starts_on:
                    yield (
                        f"{commitment.id}: the delivery of {format_date(delivery.delivered_on)} lies before the "
                        f"contract starts on {format_date(self.term.starts_on)}. It is counted: check its date"
                    )


class _Node:
    """A JSON object with its place in the file; every key must be asked for, and each fault names the place."""

    def __init__(self, value: object, place: str, keys: str) -> None:
        if not isinstance(value, dict):
            raise _fault(place, "give an object {…}")
        self.place = place
        self._values = value
        known = keys.split()
        for key in value:
            if key not in known:
                raise _fault(place, f"“{shown(key)}” is not a key: use {', '.join(known)}")

    def at(self, key: str) -> str:
        """The place of a key."""
        return f"{self.place}.{key}" if self.place else key

    def value(self, key: str) -> object:
        """What stands under a key. Refuses a key that is missing or null."""
        if self._values.get(key) is None:
            raise _fault(self.at(key), "it is missing")
        return self._values[key]

    def read(self, key: str, reader: Callable[[str, str], Made]) -> Made:
        """A text under a key, read by `reader(text, place)`."""
        value = self.value(key)
        if not isinstance(value, str) or isinstance(value, _Number):
            raise _fault(self.at(key), "give a text")
        return reader(value, self.at(key))

    def read_or_none(self, key: str, reader: Callable[[str, str], Made]) -> Made | None:
        """The same, or None where the key is left out."""
        return None if self._values.get(key) is None else self.read(key, reader)

    def quantity(self, key: str) -> Decimal:
        """A number of 0 or more under a key, exact to four decimal places."""
        value = self.value(key)
        if not isinstance(value, str):
            raise _fault(self.at(key), "give a number of 0 or more")
        with _placed(self.at(key)):
            return Quantity.parse(value.replace(",", "?"), Unit.COUNT).amount

    def quantity_or_none(self, key: str) -> Decimal | None:
        """The same, or None where the key is left out."""
        return None if self._values.get(key) is None else self.quantity(key)

    def nodes(self, key: str, keys: str, *, needed: bool = True) -> "list[_Node]":
        """The objects of a list under a key; none where it may be left out and is."""
        if not needed and self._values.get(key) is None:
            return []
        value = self.value(key)
        if not isinstance(value, list):
            raise _fault(self.at(key), "give a list […]")
        return [_Node(each, f"{self.at(key)}[{place}]", keys) for place, each in enumerate(value)]


class _placed:  # noqa: N801  read as a word: with _placed(place)
    """Within this block a refusal of the rules names the place in the file."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __enter__(self) -> None:
        pass

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Refusal):
            raise Refusal(error.code, f"{self.place}: {error.text}", field=self.place) from None


def _fault(place: str, says: str) -> Refusal:
    return Refusal("ledger-file-unreadable", f"{place or 'The file'}: {says}", field=place)


def read_ledger_file(content: bytes) -> LedgerFile:
    """The contract that a file holds. Refuses whatever is missing, contradictory, unknown or not a value."""
    root = _Node(_json(content), "", "contract commitments")
    term = _term(_Node(root.value("contract"), "contract", "start end terminated termination_decided_at"))
    keys = "id measure unit quantity profile variations deliveries"
    commitments = tuple(_commitment(node) for node in root.nodes("commitments", keys))
    seen: set[str] = set()
    for commitment in commitments:
        if commitment.id in seen:
            raise _fault(
                "commitments", f"“{shown(commitment.id)}” stands twice: give each commitment its own id"
            )
        seen.add(commitment.id)
    return LedgerFile(term, commitments)


def _json(content: bytes) -> object:
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=_Number,
            object_pairs_hook=_without_repeats,
        )
    except (ValueError, RecursionError):
        raise _fault("", "it is not JSON in UTF-8") from None


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    unique = dict(pairs)
    if len(unique) != len(pairs):
        raise _fault("", "a key stands twice in one object: keep one")
    return unique


def _term(node: _Node) -> Term:
    with _placed("contract"):
        return Term(
            node.read("start", _date),
            node.read("end", _date),
            node.read_or_none("terminated", _date),
            node.read_or_none("termination_decided_at", read_instant),
        )


def _commitment(node: _Node) -> Commitment:
    name = node.read("id", _name)
    node.read_or_none("measure", _name)
    profile = _profile(node)
    quantity = node.quantity("quantity")
    if committed(profile) != quantity:
        raise _fault(
            node.at("profile"),
            f"it adds up to {plain(committed(profile))}, but the quantity is {plain(quantity)}",
        )
    keys = "date quantity state accepted_quantity reported_at decided_at"
    deliveries = tuple(_delivery(each) for each in node.nodes("deliveries", keys, needed=False))
    return Commitment(name, node.read("unit", _name), profile, _variations(node), deliveries)


def _profile(node: _Node) -> Profile:
    instalments = node.nodes("profile", "due quantity")
    return tuple(Instalment(each.read("due", _date), each.quantity("quantity")) for each in instalments)


def _variations(node: _Node) -> tuple[Variation, ...]:
    found = [
        Variation(each.read("from", _date), _profile(each), each.read_or_none("decided_at", read_instant))
        for each in node.nodes("variations", "from profile decided_at", needed=False)
    ]
    if len({(each.from_on, each.decided_at) for each in found}) != len(found):
        raise _fault(node.at("variations"), "two start on one day: keep one, or say when each was decided_at")
    return tuple(found)


def _delivery(node: _Node) -> Delivery:
    state = node.read("state", _state)
    reported_at = node.read_or_none("reported_at", read_instant)
    decided_at = node.read_or_none("decided_at", read_instant)
    accepted = node.quantity_or_none("accepted_quantity")
    if state is DeliveryState.REPORTED and (decided_at or accepted is not None):
        raise _fault(node.place, "it is only reported, so nothing was decided or accepted: check its state")
    if reported_at and decided_at and _same_day(reported_at, decided_at):
        reported_at = min(reported_at, decided_at)  # one of them may be a bare day, read as its end
    decisions = () if state is DeliveryState.REPORTED else (Decision(state, decided_at, accepted),)
    with _placed(node.place):
        return Delivery(node.read("date", _date), node.quantity("quantity"), reported_at, decisions)


def _same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(LONDON).date() == other.astimezone(LONDON).date()


def _state(text: str, place: str) -> DeliveryState:
    if text not in STATES:
        raise _fault(place, f"“{shown(text)}” is not a state: use {', '.join(STATES)}")
    return DeliveryState(text)


def _name(text: str, place: str) -> str:
    if not text.strip() or not text.isprintable() or len(text) > LONGEST_NAME:
        raise _fault(place, f"give a text of 1 to {LONGEST_NAME} characters on one line")
    return text


def _date(text: str, place: str) -> date:
    with _placed(place):
        return parse_date(text)


def read_instant(text: str, place: str) -> datetime:
    """The UTC instant of "2028-04-30T12:00:00Z".

    Without a zone it is a London time; a day alone is the end of that day in London.
    """
    with _placed(place):
        found = _instant(text.strip())
    if found is None or not 1900 <= found.year < 2200:
        raise _fault(place, f"give a time like 2028-04-30T12:00:00Z: “{shown(text)}” is not one")
    return found


def _instant(written: str) -> datetime | None:
    match = _INSTANT.fullmatch(written)
    try:
        if _DAY.fullmatch(written):
            return end_of(date.fromisoformat(written))
        if match is None:
            return None
        moment = datetime.fromisoformat(written.replace("Z", "+00:00"))
        return moment.astimezone(UTC) if match["zone"] else london_instant(moment)
    except (ValueError, OverflowError):
        return None
