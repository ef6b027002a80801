"""The documents that code writes: who may do what, states, settings, tables. A test compares them with `docs/`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import get_resolver

from socialvalue.entrance.configuration import Configuration
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.states import StateTable
from socialvalue.machinery.permissions import PUBLIC, SIGNED_IN, TABLE, Role, Row
from socialvalue.machinery.routes import ROUTES

FOLDER: Final = Path(__file__).parents[3] / "docs" / "generated"
NOTE: Final = "Written by `socialvalue docs`; a test compares it with the code. Do not edit it by hand.\n"


def run(arguments: list[str]) -> int:
    """Write the generated documents.

    socialvalue docs [--check] [--to FOLDER]
    """
    parser = Arguments("docs", run.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is out of date")
    parser.add_argument("--to", type=Path, default=FOLDER, help="folder to write to")
    given = parser.parse_args(arguments)
    stale = [name for name, text in documents().items() if text != _text_of(given.to / name)]
    if not given.check:
        given.to.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (given.to / name).write_text(documents()[name], encoding="utf-8")
    for name in stale:
        print(f"{'out of date' if given.check else 'written'}: {name}", file=sys.stderr)
    return 1 if given.check and stale else 0


def documents() -> dict[str, str]:
    """Every generated document by its file name."""
    writers: dict[str, Callable[[], Iterable[str]]] = {
        "permissions.md": _permissions,
        "states.md": _states,
        "settings.md": _settings,
        "data-dictionary.md": _data_dictionary,
    }
    return {name: "\n".join(writer()).rstrip() + "\n" for name, writer in writers.items()}


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [headings, ["---"] * len(headings), *rows]
    return [f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines] + [""]


def _permissions() -> Iterable[str]:
    roles = list(Role)
    yield from ("# Who may do what", "", NOTE, "## Permissions and roles", "")
    yield "The last columns: what someone must be to the record, in which stages, and who is shut out."
    yield ""
    names = [role.value.replace("-", " ") for role in roles]
    yield from _table(
        ["permission", "to", *names, "relation", "stages", "never"],
        [
            [name, row.says, *("●" if role in row.roles else "" for role in roles), *_conditions(row)]
            for name, rows in sorted(TABLE.rows.items())
            for row in rows
        ],
    )
    yield from ("## Addresses", "", "Someone else’s record answers as if it did not exist.", "")
    ours = sorted(_addresses(), key=lambda line: line[0])
    yield from _table(["address", "name", "needs", "who"], ours)


def _conditions(row: Row) -> list[str]:
    stages = ", ".join(sorted(row.stages)) if row.stages else ""
    never = "; ".join(f"{each.relation} ({each.clause})" for each in row.unless)
    return [row.relation or "", stages, never]


def _addresses() -> Iterable[list[str]]:
    get_resolver().url_patterns  # noqa: B018  fills ROUTES
    third_party: dict[str, str] = import_module(settings.ROOT_URLCONF).THIRD_PARTY
    for name, route in ROUTES.items():
        if name != "demonstration":  # stands only where it is switched on
            yield [f"`/{route.pattern}`", name, route.needs, _who(route.needs)]
    for name, needs in third_party.items():
        yield ["`/account/…`", name, needs, _who(needs)]


def _who(needs: str) -> str:
    if needs in (PUBLIC, SIGNED_IN):
        return "everyone" if needs == PUBLIC else "everyone with an account"
    held = {role for row in TABLE.rows[needs] for role in row.roles}
    return ", ".join(role.value.replace("-", " ") for role in Role if role in held)


def _states() -> Iterable[str]:
    yield from ("# States", "", NOTE)
    for name, table in _state_tables():
        yield from (f"## {name}", "", "```mermaid", table.diagram(), "```", "")
        yield from _table(
            ["from", "deed", "to", "event"],
            [
                [step.state, step.deed.replace("_", " "), step.becomes, f"`{step.event}`"]
                for step in table.steps
            ],
        )


def _state_tables() -> Iterable[tuple[str, StateTable]]:
    for room in sorted(
        config.name for config in apps.get_app_configs() if config.name.startswith("socialvalue.")
    ):
        path = Path(apps.get_app_config(room.rpartition(".")[2]).path)
        if not ((path / "rules.py").exists() or (path / "rules").exists()):
            continue
        for value in vars(import_module(f"{room}.rules")).values():
            if isinstance(value, StateTable):
                yield f"{value.noun.capitalize()} ({room.rpartition('.')[2]})", value


def _settings() -> Iterable[str]:
    yield from (
        "# Settings",
        "",
        NOTE,
        "Read once from the environment; every fault is reported at once.",
        "",
    )
    prefix = Configuration.model_config.get("env_prefix", "")
    rows = []
    for name, setting in Configuration.model_fields.items():
        given = setting.alias or f"{prefix}{name.upper()}"
        default = "" if setting.default is None else f"`{str(setting.default).lower()}`"
        rows.append([f"`{given}`", default, setting.description or ""])
    yield from _table(["setting", "default", "what it does"], rows)


def _data_dictionary() -> Iterable[str]:
    yield from ("# Tables", "", NOTE)
    for config in apps.get_app_configs():
        ours = [model for model in config.get_models() if config.name.startswith("socialvalue.")]
        if ours:
            yield from (f"## {config.label}", "", (type(config).__doc__ or "").strip(), "")
        for model in ours:
            yield from _described(model)


def _described(model: type[models.Model]) -> Iterable[str]:
    yield from (f"### {model._meta.db_table}", "", " ".join((model.__doc__ or "").split()), "")
    yield from _table(
        ["column", "holds", "may be empty", "rules"],
        [
            [str(column.column), _kind(column), "yes" if column.null else "", _rules(column)]
            for column in model._meta.concrete_fields
        ],
    )
    if kept := [*model._meta.constraints, *model._meta.indexes]:
        yield from (*(f"- `{each.name}`: {_words(each)}" for each in kept), "")


def _kind(column: Any) -> str:
    if isinstance(column, models.ForeignKey):
        return f"→ {column.related_model._meta.db_table}"
    kind = type(column).__name__.removesuffix("Field")
    return f"{kind}({column.max_length})" if column.max_length else kind


def _rules(column: Any) -> str:
    values = [str(value) for value, _ in column.flatchoices]
    said = ["key"] * column.primary_key + ["unique"] * (column.unique and not column.primary_key)
    return "; ".join([*said, *([f"one of {', '.join(values)}"] if values else [])])


def _words(kept: Any) -> str:
    if isinstance(kept, models.CheckConstraint):
        return f"always {kept.condition}"
    names = ", ".join([*kept.fields, *(str(part) for part in kept.expressions)])
    unique = "one row for each" if isinstance(kept, models.UniqueConstraint) else "index on"
    where = f", where {kept.condition}" if kept.condition else ""
    return f"{unique} {names}{where}"
