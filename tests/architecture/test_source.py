"""What is read from the source: sizes, names, clocks, sentences, refusal codes."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import socialvalue
from socialvalue.entrance.wiring import ROOMS
from socialvalue.foundation.states import StateTable
from socialvalue.policy.pack import default_pack_path, load_pack

ROOT = Path(socialvalue.__file__).parent
LONGEST_FILE, LONG_FUNCTION, SHARE_OF_LONG_ONES = 400, 25, 0.10
KEYS_TO_THE_ENVIRONMENT = {
    "entrance/boot.py",
    "entrance/configuration.py",
    "machinery/postgresql.py",  # hands everything on to pg_dump
    "machinery/backup.py",  # the same
}
KEYS_TO_THE_CLOCK = {"foundation/clock.py"}
BY_POSITION = {  # to be put right: deeds take their arguments by name
    "delivery.parties_of",
    "exchange.import_notices",
}
HELPERS = {"doors", "figures", "mails", "valuations"}  # modules among the deeds that hold none themselves
REASONS_TO_IMPORT_INSIDE = (
    "Django: models are importable only now",
    "only the job that is measured loads it",
    "as above",
    "not installed everywhere",
)


def modules() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function or method of this name."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and name in (
                getattr(node.func, "id", ""),
                getattr(node.func, "attr", ""),
            ):
                yield path, node


def argument(call: ast.Call, name: str, position: int = 99) -> ast.expr | None:
    named = next((word.value for word in call.keywords if word.arg == name), None)
    return named or (call.args[position] if position < len(call.args) else None)


def text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_no_file_has_two_subjects() -> None:
    long = {path: path.read_text().count("\n") for path in [*modules(), *ROOT.glob("*/templates/**/*.html")]}
    assert [path for path, lines in long.items() if lines > LONGEST_FILE] == []


def test_nine_functions_in_ten_are_short() -> None:
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    ]
    assert sum(length >= LONG_FUNCTION for length in lengths) / len(lengths) < SHARE_OF_LONG_ONES


def council_words() -> re.Pattern[str]:
    brand = load_pack(default_pack_path()).brand
    words = {brand.council, brand.short, brand.council.split()[0]}
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def test_no_council_is_named_in_code_or_templates() -> None:
    wanted = council_words()
    files = [*modules(), *ROOT.glob("*/templates/**/*"), *ROOT.glob("*/static/**/*.css")]
    found = [path for path in files if path.is_file() and wanted.search(path.read_text(errors="replace"))]
    assert [path for path in found if "packs" not in path.relative_to(ROOT).parts] == []


def test_packs_hold_no_code() -> None:
    assert list((ROOT / "packs").rglob("*.py")) == []


@pytest.mark.parametrize(
    ("wrong", "keys"),
    [
        (r"\bdatetime\.(now|utcnow|today)\b|\bdate\.today\b|\btime\.time\(", KEYS_TO_THE_CLOCK),
        (r"\bos\.(environ|getenv)\b", KEYS_TO_THE_ENVIRONMENT),
        (r"from django\.dispatch|post_save|GenericForeignKey", set()),
        (r"from django\.utils\.timezone import now|timezone\.now\b", set()),
    ],
    ids=["clock", "environment", "signals and generic keys", "Django's clock"],
)
def test_one_door_to(wrong: str, keys: set[str]) -> None:
    found = {str(path.relative_to(ROOT)) for path in modules() if re.search(wrong, path.read_text())}
    assert found - keys == set()


def test_an_import_inside_a_function_gives_a_reason_of_the_list() -> None:
    reasons = [
        line.partition("PLC0415")[2].strip(" -–")
        for path in modules()
        for line in path.read_text().splitlines()
        if "PLC0415" in line
    ]
    assert [reason for reason in reasons if reason not in REASONS_TO_IMPORT_INSIDE] == []


def sentences() -> dict[str, str]:
    """The sentence of every deed, of every room."""
    told: dict[str, str] = {}
    for room in ROOMS:
        if (ROOT / room / "sentences.py").exists():
            told |= import_module(f"socialvalue.{room}.sentences").SENTENCES
    return told


def files_of(kind: str) -> list[Path]:
    """A kind of file of every room, or the modules of the package that it has become: `rules`, `actions`."""
    return sorted([*ROOT.glob(f"*/{kind}.py"), *ROOT.glob(f"*/{kind}/*.py")])


def state_tables() -> list[StateTable]:
    """Every state table, whether its room's rules are a file or a package."""
    names = [".".join(path.relative_to(ROOT.parent).with_suffix("").parts) for path in files_of("rules")]
    found = [value for name in names for value in vars(import_module(name)).values()]
    tables = [value for value in found if isinstance(value, StateTable)]
    return list({id(table): table for table in tables}.values())


def test_packages_are_looked_into() -> None:
    """What these tests look for is found in the rooms whose rules and deeds are packages."""
    assert {"bid", "delivery", "determination"} <= {table.noun for table in state_tables()}
    assert {path.parent.parent.name for path in files_of("actions")} >= {"planning", "tendering", "delivery"}


def deeds() -> set[str]:
    """Every deed that some action writes into the log, by name or through a state table."""
    named = {text(argument(call, "deed")) for _, call in calls("append")}
    through_tables = {
        step.event for table in state_tables() for step in table.steps if step.deed != "propose"
    }
    return {deed for deed in named if deed} | through_tables


def test_every_deed_is_told_in_a_sentence() -> None:
    assert {deed for deed in deeds() if deed not in sentences()} == set()


def test_a_sentence_says_who_and_is_in_the_past_tense() -> None:
    for deed, sentence in sentences().items():
        assert "{who}" in sentence and sentence.endswith("."), deed
        assert re.search(r"(ed|given|made|sent|drawn|written)$", deed), deed


def test_a_refusal_code_means_one_thing() -> None:
    """A program that reads codes can rely on each: one status, and a name in small letters and hyphens."""
    statuses: dict[str, set[object]] = defaultdict(set)
    for path, call in calls("Refusal"):
        if path.parent.name == "design":
            continue  # the gallery's specimens
        code, status = text(argument(call, "code", 0)), argument(call, "status")
        if code is not None:
            statuses[code].add(status.value if isinstance(status, ast.Constant) else 422)
    assert {code: found for code, found in statuses.items() if len(found) > 1} == {}
    assert [code for code in statuses if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


def test_no_request_travels_into_rules_deeds_or_reads() -> None:
    for kind in ("rules", "actions", "queries", "readings", "intake"):
        for path in files_of(kind):
            names = {node.arg for node in ast.walk(tree(path)) if isinstance(node, ast.arg)}
            assert "request" not in names, path


def test_every_deed_takes_its_arguments_by_name() -> None:
    found = {
        f"{path.relative_to(ROOT).parts[0]}.{node.name}"
        for path in files_of("actions")
        if path.stem not in HELPERS
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.args
    }
    assert found == BY_POSITION
