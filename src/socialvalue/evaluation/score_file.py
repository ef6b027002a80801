"""The file of `socialvalue score`, read strictly, and its answer: JSON in which numbers stay exact."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from socialvalue.evaluation.rules import Bid, Scores, Signal
from socialvalue.foundation.refusal import Refusal, shown
from socialvalue.tendering.rules import (
    Band,
    Criterion,
    Method,
    Methodology,
    Per,
    Rounding,
    RoundingMode,
    ShareOf,
)

Word = TypeVar("Word", bound=StrEnum)

COMMENTS: Final = frozenset({"title", "name", "note"})  # allowed everywhere, read nowhere
FILE_KEYS: Final = ("weight_percent", "basis", "criteria", "rounding", "ties", "bids")
CRITERION_KEYS: Final = (
    "id",
    "weight",
    "method",
    "target",
    "cap",
    "bands",
    "points_per_unit",
    "full_points",
    "max_mark",
    "per",
)
BID_KEYS: Final = ("supplier", "price", "offers", "marks")

LARGEST: Final = Decimal(10) ** 15
MOST_PLACES: Final = 20

_DECIMAL = re.compile(r"-?\d{1,16}(\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON object that knows where it stands. A key with null is a key left out."""

    where: str
    content: dict[str, object]

    def fault(self, code: str, field: str, remedy: str) -> Refusal:
        """The refusal for a fault in `field`."""
        place = f"{self.where}, {field}" if self.where else field
        return Refusal(code, f"{place}: {remedy}", field=field)

    def only(self, keys: Iterable[str]) -> "Node":
        """This object, refused if it has another key."""
        wanted = tuple(keys)
        for key in self.content:
            if key not in wanted and key not in COMMENTS:
                place = f"{self.where}: " if self.where else ""
                known = ", ".join(wanted)
                raise Refusal("unknown-key", f"{place}“{shown(key)}” is not a key: use {known}", field=key)
        return self

    def text(self, field: str) -> str:
        """A text that says something."""
        value = self.content.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.fault("text-missing", field, "give a text")
        return value

    def word(self, field: str, words: type[Word], default: Word | None = None) -> Word:
        """One of the words of an enumeration; `_` and capitals do not matter."""
        if default is not None and self.content.get(field) is None:
            return default
        try:
            return words(self.text(field).lower().replace("_", "-").removeprefix("round-"))
        except ValueError:
            raise self.fault("unknown-word", field, f"choose one of {', '.join(words)}") from None

    def figure(self, field: str) -> Decimal:
        """An exact number of 0 or more, written as a number or as a text."""
        value = self.figure_or_none(field)
        if value is None:
            raise self.fault("figure-missing", field, "give a number")
        return value

    def figure_or_none(self, field: str) -> Decimal | None:
        """The same; None if it is left out."""
        value = self.content.get(field)
        if value is None:
            return None
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            value = Decimal(value)
        if not isinstance(value, Decimal) or not value.is_finite():
            raise self.fault("figure-unreadable", field, "give a number, like 12 or 12.5")
        if value < 0:
            raise self.fault("figure-negative", field, "give a number of 0 or more")
        # The exponent is looked at first: 1e-999999999 is not to be written out.
        exponent = value.as_tuple().exponent
        if value >= LARGEST or not isinstance(exponent, int) or exponent < -MOST_PLACES:
            raise self.fault(
                "figure-outside", field, f"give a number below 10^15, with at most {MOST_PLACES} decimals"
            )
        return value or Decimal(0)  # nor is 0e999999999

    def node(self, field: str) -> "Node":
        """An object; left out, an empty one."""
        value = self.content.get(field)
        if not isinstance(value, dict | None):
            raise self.fault("not-an-object", field, "write an object {…}")
        return Node(f"{self.where}, {field}" if self.where else field, value or {})

    def nodes(self, field: str, each: str) -> Iterator["Node"]:
        """The objects of a list."""
        value = self.content.get(field)
        if not isinstance(value, list):
            raise self.fault("not-a-list", field, "write a list […]")
        for number, item in enumerate(value, start=1):
            if not isinstance(item, dict):
                raise self.fault("not-an-object", field, f"number {number} is not an object {{…}}")
            yield Node(f"{each} {number}", item)


def read(text: bytes, *, needs_bids: bool = True) -> tuple[Methodology, tuple[Bid, ...]]:
    """The methodology and the bids of a file. Refuses the first fault, saying where it is and what to do."""
    file = _parsed(text).only(FILE_KEYS)
    methodology = Methodology(
        weight_percent=file.figure("weight_percent"),
        criteria=tuple(_criterion(node) for node in file.nodes("criteria", "criterion")),
        share_of=file.word("basis", ShareOf, ShareOf.TOTAL),
        rounding=_rounding(file.node("rounding")),
        ties=_ties(file),
    )
    if not needs_bids and file.content.get("bids") is None:
        return methodology, ()
    return methodology, tuple(_bid(node) for node in file.nodes("bids", "bid"))


def _parsed(text: bytes) -> Node:
    try:
        content = json.loads(
            text.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_not_a_number,
            object_pairs_hook=_without_repeats,
        )
    except json.JSONDecodeError as error:
        raise Refusal("not-json", f"The file is not JSON: line {error.lineno}, {error.msg}") from None
    except (ValueError, RecursionError, InvalidOperation):
        raise Refusal("not-json", "The file is not JSON in UTF-8") from None
    if not isinstance(content, dict):
        raise Refusal("not-json", "The file is not a JSON object: write {…}")
    return Node("", content)


def _not_a_number(word: str) -> Decimal:
    raise Refusal("figure-unreadable", f"{word} is not a number: give one like 12 or 12.5")


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    unique = dict(pairs)
    if len(unique) != len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise Refusal("key-twice", f"The key “{shown(twice)}” stands twice in an object: keep one")
    return unique


def _criterion(node: Node) -> Criterion:
    node.only(CRITERION_KEYS)
    identity = node.text("id")
    named = Node(f"criterion “{shown(identity)}”", node.content)
    return Criterion(
        id=identity,
        weight=named.figure("weight"),
        method=named.word("method", Method),
        per=named.word("per", Per, Per.BID),
        target=named.figure_or_none("target"),
        cap=named.figure_or_none("cap"),
        bands=() if named.content.get("bands") is None else _bands(named),
        points_per_unit=named.figure_or_none("points_per_unit"),
        full_points=named.figure_or_none("full_points"),
        max_mark=named.figure_or_none("max_mark"),
    )


def _bands(node: Node) -> tuple[Band, ...]:
    bands = node.nodes("bands", f"{node.where}, band")
    return tuple(Band(each.only(("from", "score")).figure("from"), each.figure("score")) for each in bands)


def _rounding(node: Node) -> Rounding:
    node.only(("places", "mode"))
    places = node.figure_or_none("places")
    if places is not None and places != places.to_integral_value():
        raise node.fault("rounding-places", "places", "give a whole number")
    ours = Rounding()
    return Rounding(
        ours.places if places is None else int(places), node.word("mode", RoundingMode, ours.mode)
    )


def _ties(file: Node) -> tuple[str, ...]:
    value = file.content.get("ties")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise file.fault("not-a-list", "ties", 'give a list of texts, like ["lower-price"]')
    return tuple(value)


def _bid(node: Node) -> Bid:
    node.only(BID_KEYS)
    supplier = node.text("supplier")
    named = Node(f"bid of {shown(supplier)}", node.content)
    return Bid(
        supplier, named.figure_or_none("price"), _figures(named.node("offers")), _figures(named.node("marks"))
    )


def _figures(node: Node) -> dict[str, Decimal]:
    """The figures by criterion. One that is null is missing."""
    return {key: node.figure(key) for key, value in node.content.items() if value is not None}


def unused(methodology: Methodology) -> list[Signal]:
    """Figures that the method of a criterion does not read: perhaps another method was meant."""
    return [
        Signal("unused-figure", f"“{each.id}”: {each.method} does not use “{name}”.")
        for each in methodology.criteria
        for name in each.unused
    ]


def as_json(scores: Scores, warnings: list[str]) -> dict[str, object]:
    """The answer as JSON values: decimals are strings, criteria are rounded to be shown."""
    return {
        "scores": [
            {
                "supplier": each.supplier,
                "total": f"{each.total:f}",
                "criteria": {name: f"{value:f}" for name, value in each.criteria.items()},
            }
            for each in scores.bids
        ],
        "ranking": list(scores.ranking),
        "warnings": warnings,
    }
