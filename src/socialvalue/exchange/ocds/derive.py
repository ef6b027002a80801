"""Derive our two small data files from an OCDS release schema: merge rules and value shapes.

`python -m socialvalue.exchange.ocds.derive SCHEMA.json` writes `merge_rules.json` and `shapes.json` beside
this file. SCHEMA is the OCDS 1.1.5 release schema patched with the UK profile (Apache-2.0 and MIT). Nothing
is fetched: references are followed inside the one file, and only facts are kept (which field, type and rule).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OMIT = "omitWhenMerged"
WHOLE = "wholeListMerge"

Schema = dict[str, Any]

_KEPT = ("type", "format", "items", "properties", "required")


def merge_rules(schema: Schema) -> dict[str, str]:
    """The paths that do not merge in the ordinary way, as `tender/coveredBy: wholeListMerge`."""
    return dict(_rules(schema, schema["properties"], ()))


def shapes(schema: Schema) -> Schema:
    """The same schema reduced to types, formats and required fields; texts and code lists are left out."""
    definitions = {name: _shape(part) for name, part in schema.get("definitions", {}).items()}
    return {**_shape(schema), "definitions": definitions}


def resolve(schema: Schema, part: Schema) -> Schema:
    """Follow a local reference (`#/definitions/Value`), keeping what stands beside it."""
    while "$ref" in part:
        target: Any = schema
        for step in part["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        part = {**target, **{key: value for key, value in part.items() if key != "$ref"}}
    return part


def _rules(schema: Schema, properties: Schema, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key, value in properties.items():
        part, here = resolve(schema, value), (*path, key)
        if part.get(OMIT) or part.get("mergeStrategy") == "ocdsOmit":
            yield "/".join(here), OMIT
        elif _is_whole_list(schema, part):
            yield "/".join(here), WHOLE
        else:
            yield from _rules(schema, _inner(schema, part), here)


def _is_whole_list(schema: Schema, part: Schema) -> bool:
    if "array" not in _types(part):
        return False
    if part.get(WHOLE) or part.get("mergeStrategy") == "ocdsVersion":
        return True
    if "items" not in part or ("object" in _types(part) and "properties" in part):
        return False
    item = resolve(schema, part["items"])
    if any(kind != "object" for kind in _types(item)):
        return True
    return "object" in _types(item) and "properties" in item and "id" not in item["properties"]


def _inner(schema: Schema, part: Schema) -> Schema:
    if "object" in _types(part) and "properties" in part:
        return dict(part["properties"])
    if "array" in _types(part) and "items" in part:
        return dict(resolve(schema, part["items"]).get("properties", {}))
    return {}


def _types(part: Schema) -> list[str]:
    kind = part.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _shape(part: Schema) -> Schema:
    if "$ref" in part:
        return {"$ref": part["$ref"]}
    shape = {key: part[key] for key in _KEPT if key in part}
    if "items" in shape:
        shape["items"] = _shape(shape["items"])
    if "properties" in shape:
        shape["properties"] = {name: _shape(value) for name, value in shape["properties"].items()}
    if shape.get("format") not in (None, "date-time"):
        del shape["format"]
    return shape


def main(arguments: list[str]) -> int:
    """Write both files from the schema named on the command line."""
    schema = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    here = Path(__file__).parent
    for name, made in (("merge_rules.json", merge_rules(schema)), ("shapes.json", shapes(schema))):
        text = json.dumps(made, indent=0, sort_keys=True, ensure_ascii=False)
        (here / name).write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
