"""The merge rules of the standard as a tree that merging walks alongside the data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from socialvalue.exchange.ocds.derive import OMIT


class Duplicates(StrEnum):
    """What to do when one list of one release holds two objects with the same `id`."""

    KEEP = "keep"
    OVERWRITE = "overwrite"
    APPEND = "append"
    BY_POSITION = "by-position"


@dataclass(slots=True)
class Rule:
    """One step of the rule tree: the rule of a field, and the rules of the fields inside it."""

    name: str = ""
    duplicates: Duplicates | None = None
    inner: dict[str, Rule] = field(default_factory=dict)
    has_omitted: bool = False
    is_overridden: bool = False


def rule_tree(rules: Mapping[str, str], overrides: Mapping[str, Duplicates] | None = None) -> Rule:
    """Turn `path: rule` into a tree that merging walks alongside the data."""
    root = Rule()
    overrides = overrides or {}
    for path in {**rules, **overrides}:
        parent = node = root
        for name in path.split("/"):
            parent, node = node, node.inner.setdefault(name, Rule())
            node.is_overridden = node.is_overridden or path in overrides
        node.name, node.duplicates = rules.get(path, ""), overrides.get(path)
        parent.has_omitted = parent.has_omitted or node.name == OMIT
    return root


@cache
def uk_rules() -> Rule:
    """The rules of OCDS 1.1.5 with the UK profile."""
    text = Path(__file__).with_name("merge_rules.json").read_text(encoding="utf-8")
    return rule_tree(json.loads(text))
