"""The policy of a council's data pack, with its thresholds: all that a determination reads."""

from decimal import Decimal
from pathlib import Path

from socialvalue.foundation.money import parse_money
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack_files import Row, Table, read_rows, read_table
from socialvalue.policy.pack_limits import check_repeats, check_value
from socialvalue.policy.rules import (
    MinimumBasis,
    Parameter,
    Policy,
    PolicyStatus,
    ThresholdRow,
    ThresholdTable,
)

PACKS = Path(__file__).resolve().parents[1] / "packs"


def default_pack_path() -> Path:
    """The folder of the pack that a fresh start loads, as `packs/default.toml` names it."""
    return PACKS / read_table(PACKS / "default.toml").text("pack")


def load_policy(path: Path) -> Policy:
    """The policy alone of the pack folder `path`, with its thresholds: all that a determination needs."""
    if not path.is_dir():
        raise Refusal("pack-missing", f"No pack folder at {path}. Give the folder that holds policy.toml")
    table = read_table(path / "policy.toml")
    parameters = tuple(_parameter(each) for each in table.list_of_tables("parameter"))
    check_repeats(table, parameters)
    by_name = {parameter.name: parameter for parameter in parameters}
    policy = Policy(
        version=table.text("version"),
        title=table.text("title"),
        status=table.choice("status", PolicyStatus),
        effective_from=table.day_or_none("effective_from"),
        effective_to=table.day_or_none("effective_to"),
        effective_from_assumed=table.truth("effective_from_assumed", default=False),
        encouraged_from=_amount(table, by_name, "encouraged_from"),
        notifiable_from=_amount(table, by_name, "notifiable_from"),
        minimum_weighting=_amount(table, by_name, "minimum_weighting"),
        minimum_basis=_basis(table, by_name),
        case_study_due_days=_whole(table, by_name, "case_study_due_days"),
        grace_days=_whole(table, by_name, "grace_days"),
        thresholds=_thresholds(path / "thresholds.csv"),
        parameters=parameters,
    )
    if policy.effective_from and policy.effective_to and policy.effective_to < policy.effective_from:
        raise table.fault("effective_to", "Give a day on or after effective_from")
    return policy


def _parameter(table: Table) -> Parameter:
    unit = table.text("unit")
    is_exact = unit.startswith(("GBP", "per cent"))
    parameter = Parameter(
        name=table.text("name"),
        value=table.decimal("value") if is_exact else table.plain("value"),
        unit=unit,
        test=table.text("test", default=""),
        clause=table.text("clause"),
        valid_from=table.day_or_none("from"),
        valid_to=table.day_or_none("to"),
        note=table.text("note", default=""),
    )
    if parameter.test not in ("", ">=", ">", "<=", "<"):
        raise table.fault("test", "Write one of >=, >, <=, < or leave it out")
    check_value(table, parameter)
    return parameter


def _amount(table: Table, by_name: dict[str, Parameter], name: str) -> Decimal:
    value = _named(table, by_name, name)
    if not isinstance(value, Decimal):
        raise table.fault(f"parameter {name}", 'Give an amount as text, like "29999.00", with its unit')
    return value


def _whole(table: Table, by_name: dict[str, Parameter], name: str) -> int:
    value = _named(table, by_name, name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise table.fault(f"parameter {name}", "Give a whole number of 0 or more")
    return value


def _basis(table: Table, by_name: dict[str, Parameter]) -> MinimumBasis:
    try:
        return MinimumBasis(str(_named(table, by_name, "minimum_basis")))
    except ValueError:
        choices = " or ".join(MinimumBasis)
        raise table.fault("parameter minimum_basis", f"Write {choices}") from None


def _named(table: Table, by_name: dict[str, Parameter], name: str) -> object:
    if name not in by_name:
        raise table.fault(f"parameter {name}", "It is missing: add a [[parameter]] with this name")
    return by_name[name].value


def _thresholds(path: Path) -> ThresholdTable:
    rows = []
    for row in read_rows(path, unique=("kind", "from")):
        valid_from, valid_to = row.day("from"), row.day_or_none("to")
        if valid_to is not None and valid_to < valid_from:
            raise row.fault("to", "Give a day on or after the one in “from”")
        amount = _money(row, "amount")
        rows.append(
            ThresholdRow(row.whole("row"), row.text("kind"), amount, valid_from, valid_to, row.text("source"))
        )
    table = ThresholdTable(rows)
    for earlier, later in zip(table.rows, table.rows[1:], strict=False):
        overlaps = earlier.valid_to is None or later.valid_from <= earlier.valid_to
        if earlier.kind == later.kind and overlaps:
            raise Refusal(
                "pack-fault",
                f"{path.name}: two rows for {later.kind} count on {later.valid_from}. End the earlier "
                "one before it",
                field="from",
            )
    return table


def _money(row: Row, column: str) -> Decimal:
    try:
        return parse_money(row.text(column), field=column)
    except Refusal as refusal:
        raise row.fault(column, refusal.text) from None
