"""A council's data pack, read from its folder into frozen values.

A pack holds data only: the policy's figures, thresholds, places, words and brand. Every fault in it is one
`Refusal` that names the file, the line or field, and what to do.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from socialvalue.foundation.calendar import BankHolidays
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack_files import Row, Table, read_rows, read_table, table_of
from socialvalue.policy.pack_policy import default_pack_path, load_policy
from socialvalue.policy.rules import Policy

__all__ = [
    "Pack",
    "Table",
    "default_pack_path",
    "digest",
    "load_pack",
    "load_policy",
    "read_table",
    "table_of",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its GSS code. `inside` says whether it belongs to the council's own area."""

    code: str
    name: str
    type: str
    parent: str
    itl3: str
    itl3_name: str
    aliases: tuple[str, ...]
    inside: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Division:
    """An electoral division, with its seats and the codes that it had before."""

    code: str
    name: str
    seats: int
    district_code: str
    old_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutwardCount:
    """How many postcodes of an outward code lie in a place ("outside": beyond the places of the pack)."""

    outward: str
    place_code: str
    postcodes: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One place on the map of equal tiles."""

    place_code: str
    row: int
    column: int
    short: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role under the council's own name. `key` is the service's word and never changes."""

    key: str
    label: str
    short: str
    does: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary. `avoid` lists words not used for the same thing."""

    word: str
    meaning: str
    group: str
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """How the service names itself and looks. Colours are "#rrggbb" by the name of their use."""

    council: str
    short: str
    service: str
    strapline: str
    website: str
    area: str
    colours: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """All of a pack. `digest` is the SHA-256 of its files: the same digest means the same pack."""

    name: str
    digest: str
    policy: Policy
    places: tuple[Place, ...]
    divisions: tuple[Division, ...]
    outward_codes: tuple[OutwardCount, ...]
    tiles: tuple[Tile, ...]
    bank_holidays: BankHolidays
    roles: tuple[Role, ...]
    glossary: tuple[Term, ...]
    brand: Brand


def load_pack(path: Path) -> Pack:
    """Everything in the pack folder `path`. Refuses the first fault, naming file, line or field, remedy."""
    policy = load_policy(path)
    return Pack(
        name=path.name,
        digest=digest(path),
        policy=policy,
        places=tuple(_place(row) for row in read_rows(path / "places.csv", unique=("code",))),
        divisions=tuple(_division(row) for row in read_rows(path / "divisions.csv", unique=("code",))),
        outward_codes=tuple(
            OutwardCount(row.text("outward"), row.text("place_code"), row.whole("postcodes"))
            for row in read_rows(path / "outward-codes.csv", unique=("outward", "place_code"))
        ),
        tiles=tuple(
            Tile(row.text("place_code"), row.whole("row"), row.whole("column"), row.text("short"))
            for row in read_rows(path / "tile-grid.csv", unique=("row", "column"))
        ),
        bank_holidays=_bank_holidays(path / "bank-holidays.csv"),
        roles=tuple(_role(key, table) for key, table in read_table(path / "roles.toml").tables()),
        glossary=tuple(_term(table) for table in read_table(path / "glossary.toml").list_of_tables("term")),
        brand=_brand(read_table(path / "brand.toml")),
    )


def digest(path: Path) -> str:
    """SHA-256, in hexadecimal, over the names and bytes of all files of the folder, in order of name."""
    whole = hashlib.sha256()
    for file in sorted(each for each in path.rglob("*") if each.is_file()):
        name = file.relative_to(path).as_posix()
        if not any(part.startswith((".", "__")) for part in name.split("/")):
            whole.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _place(row: Row) -> Place:
    return Place(
        code=row.text("code"),
        name=row.text("name"),
        type=row.text("type"),
        parent=row.text("parent", default=""),
        itl3=row.text("itl3", default=""),
        itl3_name=row.text("itl3_name", default=""),
        aliases=row.several("aliases"),
        inside=row.yes_or_no("inside"),
        valid_from=row.day("from"),
        valid_to=row.day_or_none("to"),
    )


def _division(row: Row) -> Division:
    return Division(
        row.text("code"),
        row.text("name"),
        row.whole("seats"),
        row.text("district_code"),
        row.several("old_codes"),
    )


def _bank_holidays(path: Path) -> BankHolidays:
    days = frozenset(row.day("date") for row in read_rows(path, unique=("date",)))
    if not days:
        raise Refusal("pack-fault", f"{path.name}: it holds no day. Add the bank holidays of whole years")
    return BankHolidays(days, min(days).year, max(days).year)


def _role(key: str, table: Table) -> Role:
    return Role(key, table.text("label"), table.text("short", default=""), table.text("does"))


def _term(table: Table) -> Term:
    return Term(table.text("word"), table.text("meaning"), table.text("group"), table.texts("avoid"))


def _brand(table: Table) -> Brand:
    colours = table.sub("colours")
    return Brand(
        council=table.text("council"),
        short=table.text("short"),
        service=table.text("service"),
        strapline=table.text("strapline"),
        website=table.text("website"),
        area=table.text("area"),
        colours=tuple((name, _colour(colours, name)) for name in colours.names()),
    )


def _colour(table: Table, name: str) -> str:
    value = table.text(name)
    if len(value) != 7 or not value.startswith("#") or not set(value[1:]) <= set("0123456789abcdef"):
        raise table.fault(name, "Write a colour like #11403b")
    return value
