"""Merge the releases of one procurement into one record, by the OCDS merge rules.

Objects merge field by field and the later value wins; `null` removes; lists of objects merge by `id`; some
lists are replaced whole (`merge_rules.json`, made by `derive.py`). Two different things with one `id` in one
list are a fault of the publisher: `Duplicates.KEEP` keeps them side by side, `OVERWRITE` lets the last win
(as the conformance fixtures do); `APPEND` and `BY_POSITION` are two more treatments that they name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from socialvalue.exchange.ocds.derive import OMIT, WHOLE
from socialvalue.exchange.ocds.merge_rules import Duplicates, Rule, rule_tree, uk_rules
from socialvalue.exchange.ocds.settled import is_settled
from socialvalue.exchange.ocds.tokens import RawNumber

__all__ = ["Clash", "Duplicates", "Rule", "compiled", "rule_tree", "uk_rules", "versioned"]

Json = Any
Release = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Clash:
    """Something the rules do not settle, met while merging: `code` is a problem code."""

    code: str
    path: str
    text: str


_PLAIN = Rule()
_SCALARS = frozenset({str, int, bool, Decimal, RawNumber, float})
_GOOD_NAME = re.compile(r"[A-Za-z_$@][\w:.$@/-]*\Z")
_MOST_NAMES = 20_000
_NAMES_MET: set[str] = set()


def compiled(
    releases: Iterable[Release],
    *,
    rules: Rule | None = None,
    duplicates: Duplicates = Duplicates.KEEP,
    report: Callable[[Clash], None] | None = None,
) -> Release:
    """The state after all the releases, in order of date. They are taken over: do not use them again."""
    merger = _Merger(duplicates, report)
    result: Release = {"tag": ["compiled"], "id": None, "date": None, "ocid": None}
    bodies = list(releases)
    for release in bodies:
        result["id"] = f"{release.get('ocid')}-{release.get('date')}"
        result["date"], result["ocid"] = release.get("date"), release.get("ocid")
        body = {key: value for key, value in release.items() if key != "tag"}
        if len(bodies) == 1 and rules is None and is_settled(body, _NAMES_MET):
            return {**body, **result}  # our own rules omit nothing but what stands in `result`
        merger.fold(result, body, rules or uk_rules(), "")
    return {key: value for key, value in result.items() if value is not None}


def versioned(
    releases: Iterable[Release],
    *,
    rules: Rule | None = None,
    duplicates: Duplicates = Duplicates.KEEP,
    report: Callable[[Clash], None] | None = None,
) -> Release:
    """Every value each field has had, with the release that said so."""
    merger = _Historian(duplicates, report)
    result: Release = {}
    for release in releases:
        result["ocid"] = release.get("ocid")
        merger.stamp = {
            "releaseID": release.get("id"),
            "releaseDate": release.get("date"),
            "releaseTag": release.get("tag"),
        }
        body = {key: value for key, value in release.items() if key not in {"tag", "ocid"}}
        merger.fold(result, body, rules or uk_rules(), "")
    return result


class _Items(list[Any]):
    """A list merged by id, with the place of each of its objects."""

    __slots__ = ("by_key",)

    def __init__(self) -> None:
        super().__init__()
        self.by_key: dict[Any, Release] = {}

    @classmethod
    def of(cls, items: list[Release], way: Duplicates) -> _Items:
        """The objects of a list in which no id stands twice."""
        made = cls()
        for position, item in enumerate(items):
            made.append(item)
            if way is Duplicates.BY_POSITION:
                made.by_key[position] = item
            elif item.get("id") is not None and way is not Duplicates.APPEND:
                made.by_key[str(item["id"])] = item
        return made


class _Merger:
    """Folds one release after another into a compiled release."""

    def __init__(self, duplicates: Duplicates, report: Callable[[Clash], None] | None) -> None:
        self.duplicates = duplicates
        self.report = report or (lambda clash: None)
        self.counter = 0  # objects without id that were met: each of them stands for itself
        self.may_skip = duplicates in (Duplicates.KEEP, Duplicates.OVERWRITE)
        self.known = _NAMES_MET

    def fold(self, target: Release, source: Release, rule: Rule, path: str) -> None:
        """Merge the fields of `source` into `target`."""
        inner = rule.inner
        if not self.known.issuperset(source):
            self.meet(source, path)
        for key, value in source.items():
            kind = type(value)
            step = inner.get(key, _PLAIN) if inner else _PLAIN
            if step.name == OMIT:
                continue
            if kind is dict or kind is list:
                self._fold_within(target, key, value, step, path)
            else:
                self.put(target, key, value, path)

    def _fold_within(self, target: Release, key: str, value: Json, rule: Rule, path: str) -> None:
        """Merge what is inside a field, by its rule."""
        here = f"{path}/{key}"
        if rule.name == WHOLE or (type(value) is list and not _all_objects(value)):
            self.look_into(value, here)
            self.put(target, key, value, path)
        elif self._is_there(target.get(key), value, rule):
            return
        elif value and type(value) is dict:
            self._fold_object(target, key, value, rule, here)
        elif value:
            self._fold_list(target, key, value, rule, here)

    def _is_there(self, found: Json, value: Json, rule: Rule) -> bool:
        """Whether merging would change nothing, as most of a procurement does not from notice to notice."""
        return self.may_skip and not self.counter and not rule.is_overridden and bool(found == value)

    def look_into(self, value: Json, path: str) -> None:
        """Look at the field names inside a value that is taken whole."""
        if type(value) is dict:
            if not self.known.issuperset(value):
                self.meet(value, path)
            for key, item in value.items():
                if type(item) is dict or type(item) is list:
                    self.look_into(item, f"{path}/{key}")
        elif type(value) is list:
            for item in value:
                if type(item) is not str:
                    self.look_into(item, path)

    def meet(self, found: Release, path: str) -> None:
        """Look at field names that were not met before, and tell the damaged ones."""
        for key in found:
            if not _GOOD_NAME.match(key):
                said = f"has a field with the damaged name {key[:60]!r}, kept as it is"
                self.report(Clash("key-broken", path, said))
            elif len(self.known) < _MOST_NAMES:
                self.known.add(key)

    def put(self, target: Release, key: str, value: Json, path: str) -> None:
        """Set a plain value; `null` removes what stood there."""
        if value is None:
            target.pop(key, None)
            return
        before = target.get(key)
        if before is not None and type(before) is not type(value) and _nature(before) != _nature(value):
            self._clash_of_natures(f"{path}/{key}", before, value)
        target[key] = value

    def adopt(self, found: Release, rule: Rule, path: str) -> Release:
        """Take an object over without what merging leaves out: nulls, empty things, omitted fields."""
        if not self.known.issuperset(found):
            self.meet(found, path)
        if rule.has_omitted or not _SCALARS.issuperset(map(type, found.values())):
            inner, dropped = rule.inner, []
            for key, value in found.items():
                if type(value) in _SCALARS and not rule.has_omitted:
                    continue
                step = inner.get(key, _PLAIN) if inner else _PLAIN
                if not (self.is_leaf(value, step) or self._adopt_within(found, key, value, step, path)):
                    dropped.append(key)
            for key in dropped:
                del found[key]
        return found

    def is_leaf(self, value: Json, rule: Rule) -> bool:
        """Whether it is an object of plain values with known names, as most are: then nothing is to be done."""
        return (
            type(value) is dict
            and len(value) > 0
            and not rule.has_omitted
            and rule.name != OMIT
            and self.known.issuperset(value)
            and _SCALARS.issuperset(map(type, value.values()))
        )

    def _adopt_within(self, holder: Release, key: str, value: Json, rule: Rule, path: str) -> bool:
        """Take over what is inside a field; False where nothing is left of it."""
        if value is None or rule.name == OMIT:
            return False
        here = f"{path}/{key}"
        kind = type(value)
        if kind is dict and rule.name != WHOLE:
            return bool(value and self.adopt(value, rule, here))
        if kind is not list or rule.name == WHOLE or not _all_objects(value):
            self.look_into(value, here)
            return True
        taken = holder[key] = self.adopt_list(value, rule, here)
        return bool(taken)

    def adopt_list(self, items: list[Release], rule: Rule, path: str) -> list[Release]:
        """Take a list of objects over; where an id stands twice in it, fold it object by object."""
        if len(items) == 1:  # most lists
            self.counter += items[0].get("id") is None
            return (
                items
                if self.is_leaf(items[0], rule) or (items[0] and self.adopt(items[0], rule, path))
                else []
            )
        names = [str(item["id"]) for item in items if item.get("id") is not None]
        self.counter += len(items) - len(names)
        if len(set(names)) < len(names):
            made = _Items()
            self.fold_list(made, items, rule, path)
            return made
        return [item for item in items if self.is_leaf(item, rule) or (item and self.adopt(item, rule, path))]

    def fold_list(self, target: _Items, source: list[Release], rule: Rule, path: str) -> None:
        """Merge a list of objects by the identifier merge of the standard."""
        seen: dict[str, list[Release]] = {}
        for position, item in enumerate(source):
            key = self._key(item, position, seen, rule, path)
            if key is None:
                continue
            known = target.by_key.get(key)
            if known is not None:
                self.fold_item(known, item, rule, path)
                continue
            known = {"id": item["id"]} if item.get("id") is not None else {}
            self.fold_item(known, item, rule, path)
            if known:
                target.by_key[key] = known
                target.append(known)

    def fold_item(self, target: Release, item: Release, rule: Rule, path: str) -> None:
        """Merge one object of a list."""
        self.fold(target, item, rule, path)

    def _key(
        self, item: Release, position: int, seen: dict[str, list[Release]], rule: Rule, path: str
    ) -> Any:
        """What identifies the object in its list over all releases; None for an exact repetition."""
        way = rule.duplicates or self.duplicates
        identifier = item.get("id")
        if way is Duplicates.BY_POSITION:
            return position
        if identifier is None or way is Duplicates.APPEND:
            self.counter += 1
            return ("nameless", self.counter)
        name = str(identifier)
        before = seen.setdefault(name, [])
        if not before:
            before.append(item)
            return name
        if item in before:
            self.report(Clash("list-repeated", path, f"lists {name} twice, word for word; it is kept once"))
            return None if way is Duplicates.KEEP else name
        self._report_duplicate(name, path)
        before.append(item)
        return (name, len(before)) if way is Duplicates.KEEP else name

    def _report_duplicate(self, name: str, path: str) -> None:
        kept = "both are kept" if self.duplicates is Duplicates.KEEP else "the last is kept"
        self.report(
            Clash(
                "list-id-duplicated",
                path,
                f"gives two different things the same id {name} in one list; {kept}",
            )
        )

    def _fold_object(self, target: Release, key: str, value: Release, rule: Rule, path: str) -> None:
        found = target.get(key)
        if type(found) is dict:
            self.fold(found, value, rule, path)
            return
        made = self.made_object(value, rule, path)
        if made:
            if found is not None:
                self._clash_of_natures(path, found, made)
            target[key] = made

    def made_object(self, value: Release, rule: Rule, path: str) -> Release:
        """What an object becomes where nothing stood before."""
        return self.adopt(value, rule, path)

    def _fold_list(self, target: Release, key: str, value: list[Release], rule: Rule, path: str) -> None:
        found = target.get(key)
        if type(found) is list and _all_objects(found):
            found = target[key] = _Items.of(found, rule.duplicates or self.duplicates)
        if type(found) is _Items:
            self.fold_list(found, value, rule, path)
            return
        made = self.made_list(value, rule, path)
        if made:
            if found is not None:
                self._clash_of_natures(path, found, made)
            target[key] = made

    def made_list(self, value: list[Release], rule: Rule, path: str) -> list[Release]:
        """What a list becomes where nothing stood before."""
        return self.adopt_list(value, rule, path)

    def _clash_of_natures(self, path: str, before: Json, after: Json) -> None:
        text = (
            f"is {_nature(after)} here but was {_nature(before)} in an earlier release; the later one is kept"
        )
        self.report(Clash("merge-type-changed", path, text))


class _Historian(_Merger):
    """Folds releases into a versioned release: each value is a list of what it has been."""

    stamp: Release

    def _is_there(self, found: Json, value: Json, rule: Rule) -> bool:
        """A history is never the value itself."""
        return False

    def put(self, target: Release, key: str, value: Json, path: str) -> None:
        """Add the value to the history of the field, unless it is what it was."""
        history = target.get(key)
        if not isinstance(history, list) or isinstance(history, _Items):
            if history:
                self._clash_of_natures(f"{path}/{key}", history, value)
            history = target[key] = []
        if not history or history[-1]["value"] != value:
            history.append({**self.stamp, "value": value})

    def made_object(self, value: Release, rule: Rule, path: str) -> Release:
        """An object begins empty: every value in it begins a history."""
        made: Release = {}
        self.fold(made, value, rule, path)
        return made

    def made_list(self, value: list[Release], rule: Rule, path: str) -> list[Release]:
        """A list begins empty too."""
        made = _Items()
        self.fold_list(made, value, rule, path)
        return made

    def _fold_list(self, target: Release, key: str, value: list[Release], rule: Rule, path: str) -> None:
        if type(target.get(key)) is list:
            self._clash_of_natures(path, target.pop(key), value)
        super()._fold_list(target, key, value, rule, path)

    def fold_item(self, target: Release, item: Release, rule: Rule, path: str) -> None:
        """Merge one object of a list; its id says which it is and has no history."""
        body = {key: value for key, value in item.items() if key != "id"}
        self.fold(target, body, rule, path)


def _nature(value: Json) -> str:
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else "a plain value"


def _all_objects(items: list[Any]) -> bool:
    for item in items:  # noqa: SIM110 - all() costs three times as much, and this is asked of every list
        if type(item) is not dict:
            return False
    return True
