"""Releases that merging leaves as they are: most procurements have one, and nothing in it to settle."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

Release = dict[str, Any]


def is_settled(found: Release, known: Set[str]) -> bool:
    """Whether the merge rules would change nothing inside an object, and have nothing to tell of it.

    So it is where all its field names are `known`, nothing is null or empty, and no list holds an `id` twice.
    It says False in doubt.
    """
    if not known >= found.keys():
        return False
    for value in found.values():
        kind = type(value)
        if kind is dict:
            if not value or not is_settled(value, known):
                return False
        elif kind is list:
            if not value or not _is_settled_list(value, known):
                return False
        elif value is None:
            return False
    return True


def _is_settled_list(items: list[Any], known: Set[str]) -> bool:
    """The same of a list: of objects with ids of their own, or of plain values."""
    if type(items[0]) is not dict:
        return all(type(item) is not dict and type(item) is not list for item in items)
    for item in items:
        if type(item) is not dict or not item or not is_settled(item, known):
            return False
    if len(items) == 1:
        return True
    ids = [str(item["id"]) for item in items if "id" in item]
    return len(set(ids)) == len(ids)
