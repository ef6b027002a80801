"""The themes, outcomes and measures of a council's data pack, read into frozen values. Faults are named."""

from pathlib import Path

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack import Table, read_table
from socialvalue.toms.rules import (
    Example,
    Framework,
    FrameworkStatus,
    Measure,
    MeasureKind,
    Outcome,
    Theme,
    faults,
)

FILE = "toms.toml"


def load_toms(path: Path) -> Framework:
    """The framework in the pack folder `path`. Refuses the first fault, naming the field or code, and the remedy."""
    table = read_table(path / FILE)
    framework = Framework(
        label=table.text("label"),
        title=table.text("title"),
        status=table.choice("status", FrameworkStatus),
        notice=table.text("notice"),
        valid_from=table.day_or_none("from"),
        valid_to=table.day_or_none("to"),
        themes=tuple(_theme(each) for each in table.list_of_tables("theme")),
        outcomes=tuple(_outcome(each) for each in table.list_of_tables("outcome")),
        measures=tuple(_measure(each) for each in table.list_of_tables("measure")),
    )
    for fault in faults(framework):
        raise Refusal("pack-fault", f"{FILE}, {fault.code}: {fault.remedy}", field=fault.code)
    if framework.valid_from and framework.valid_to and framework.valid_to < framework.valid_from:
        raise table.fault("to", "Give a day on or after the one in “from”")
    return framework


def _theme(table: Table) -> Theme:
    return Theme(table.text("code"), table.text("title"), table.text("about"))


def _outcome(table: Table) -> Outcome:
    code = table.text("code")
    return Outcome(
        code,
        _parent(table, code, "-", "EM-1"),
        table.text("title"),
        table.text("about"),
        table.truth("workforce", default=False),
    )


def _measure(table: Table) -> Measure:
    code, unit = table.text("code"), table.choice("unit", Unit)
    named = Table(f"{FILE} {code}", table.content)
    return Measure(
        code=code,
        outcome=_parent(named, code, ".", "EM-1.1"),
        title=named.text("title"),
        kind=named.choice("kind", MeasureKind),
        unit=unit,
        definition=named.text("definition"),
        counting_rule=named.text("counting_rule"),
        place=named.text("place"),
        evidence=named.texts("evidence"),
        not_evidence=named.texts("not_evidence"),
        example_small=_example(named.sub("example_small"), unit),
        example_large=_example(named.sub("example_large"), unit),
        additionality=named.text("additionality"),
        question=named.text("question", default=""),
        version=_version(named),
    )


def _parent(table: Table, code: str, sign: str, like: str) -> str:
    """The code without its last part: a measure EM-1.1 belongs to the outcome EM-1, that to the theme EM."""
    parent, found, last = code.rpartition(sign)
    if not found or not parent or not last.isdigit():
        raise table.fault("code", f"Write a code like {like}: “{code}” is not one")
    return parent


def _example(table: Table, unit: Unit) -> Example:
    try:
        quantity = Quantity.parse(table.text("quantity"), unit)
    except Refusal as refusal:
        raise table.fault("quantity", refusal.text) from None
    return Example(table.text("contract"), quantity, table.text("why"))


def _version(table: Table) -> int:
    version = table.plain("version") if "version" in table.content else 1
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise table.fault("version", "Give a whole number of 1 or more, or leave it out")
    return version
