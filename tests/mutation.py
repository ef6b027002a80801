"""Does a broken rule turn a test red? Break every rule in every small way and see.

    python -m tests.mutation            the rules changed since the previous commit (or since main), a sample
    python -m tests.mutation --all      every rule, every mutant
    python -m tests.mutation FILE …     these rules

A mutant is one change of one place: a boundary, an operator, a number, a condition, a result. It is killed when the
room's own tests of rules fail. Each runs in a fork of this process, which has loaded pytest and nothing of ours, with
the changed module put in the place of the real one; no file is written. A survivor that changes nothing that counts
stands in `tests/survivors.toml` with its reason. The run fails where more than a quarter of a file's mutants survive
without one.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import os
import random
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase
from hypothesis import settings as examples

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "src"
ACCEPTED: Final = ROOT / "tests" / "survivors.toml"
SAMPLE: Final = 120  # mutants of a default run
LEAST: Final = 0.75  # share of a file's mutants that must turn a test red
PATIENCE: Final = 60  # seconds for one mutant: a loop that does not end is noticed too
NEEDS_MORE: Final = (
    "django",
    "subprocess",
    "tests.make",
    "tests.cast",
    ".actions",
    ".queries",
    ".models",
    ".pages",
)

SWAPS: Final[dict[type, type]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
}  # fmt: skip
PLAIN: Final = (  # the room's own conftest, not the one that starts Django; hypothesis is loaded already
    *("-p", "no:django", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts="),
    *("--import-mode=importlib", "-x", "-q", "-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
Change = Callable[[Any], None]
examples.register_profile(  # a red test is enough: no search for the smallest example
    "mutation",
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


@dataclass(frozen=True, eq=False)
class Mutant:
    """One change of one place of a file."""

    file: Path
    line: int
    said: str
    tree: ast.Module


def changes_of(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """Every small change of one node, with what it is called. A change is done to a copy of the node."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield "the comparison", lambda copy: copy.ops.__setitem__(0, SWAPS[type(copy.ops[0])]())
    if isinstance(node, (ast.BoolOp, ast.BinOp, ast.AugAssign)) and type(node.op) in SWAPS:
        yield "the operator", lambda copy: setattr(copy, "op", SWAPS[type(copy.op)]())
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield "the condition", lambda copy: setattr(copy, "test", ast.UnaryOp(ast.Not(), copy.test))
    if isinstance(node, ast.comprehension) and node.ifs:
        yield "the filter", lambda copy: copy.ifs.pop()
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "the value", lambda copy: setattr(copy, "value", not copy.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield "the number", lambda copy: setattr(copy, "value", copy.value + 1)
    if isinstance(node, ast.Return) and not _is_none(node.value):
        yield "the result", lambda copy: setattr(copy, "value", ast.Constant(None))


def _is_none(result: ast.expr | None) -> bool:
    """Whether a return gives None, said or not."""
    return result is None or (isinstance(result, ast.Constant) and result.value is None)


def mutants_of(file: Path) -> list[Mutant]:
    """Every mutant of a file."""
    original = ast.parse(file.read_text(encoding="utf-8"))
    decorators = [each for node in ast.walk(original) for each in getattr(node, "decorator_list", ())]
    settled = {id(node) for each in decorators for node in ast.walk(each)}  # frozen=True is not a rule
    found = []
    for number, node in enumerate(ast.walk(original)):
        if id(node) in settled:
            continue
        for what, change in changes_of(node):
            tree = deepcopy(original)
            copy = next(each for n, each in enumerate(ast.walk(tree)) if n == number)
            line = getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)
            before = ast.unparse(node).splitlines()[0][:60]
            change(copy)
            after = ast.unparse(copy).splitlines()[0][:60]
            found.append(Mutant(file, line, f"{what}: {before} → {after}", ast.fix_missing_locations(tree)))
    return found


class Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the mutant where the real module is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant, self.name = mutant, module_of(mutant.file)

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        if name != self.name:
            return None
        places = [str(self.mutant.file.parent)] if self.mutant.file.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            name, self.mutant.file, loader=self, submodule_search_locations=places
        )

    def exec_module(self, module: Any) -> None:
        exec(compile(self.mutant.tree, str(self.mutant.file), "exec"), module.__dict__)  # noqa: S102  our own source


def module_of(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def passes(tests: Sequence[Path], mutant: Mutant | None = None) -> bool:
    """Whether these tests pass, in a fork, with the mutant (if any) in place of its module."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = _judged(tests, mutant)
        finally:
            os._exit(code)
    return _code_of(child) == 0


def _judged(tests: Sequence[Path], mutant: Mutant | None) -> int:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    examples.load_profile("mutation")
    if mutant:
        sys.meta_path.insert(0, Instead(mutant))
    return int(pytest.main([*PLAIN, f"--confcutdir={tests[0].parent}", *map(str, tests)]))


def _code_of(child: int) -> int:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return -9


@cache
def seconds_of(test: Path) -> float | None:
    """How long a test file takes without Django; none where it needs more than rules."""
    if any(word in test.read_text(encoding="utf-8") for word in NEEDS_MORE):
        return None
    started = time.monotonic()
    return time.monotonic() - started if passes([test]) else None


def tests_of(file: Path) -> list[Path]:
    """The test files that can judge a rule, quickest first: its room's, and others that name its room."""
    room = file.relative_to(SOURCE / "socialvalue").parts[0]
    near = [
        path
        for path in sorted((ROOT / "tests").glob("*/test_*.py"))
        if path.parent.name == room or f"socialvalue.{room}" in path.read_text(encoding="utf-8")
    ]
    costs = {path: seconds for path in near if (seconds := seconds_of(path)) is not None}
    return sorted(costs, key=lambda path: costs[path])


def every_rule() -> list[Path]:
    """Every `rules.py`, and every module of a `rules` package."""
    rooms = SOURCE / "socialvalue"
    return sorted([*rooms.glob("*/rules.py"), *rooms.glob("*/rules/*.py")])


def changed_rules() -> list[Path]:
    """Rules changed since the branch left main; on main itself, since the previous commit; and not committed yet."""
    base = _git("merge-base", "HEAD", "main")
    head = _git("rev-parse", "HEAD")
    since = _git("rev-parse", "HEAD~1") if base in ("", head) else base
    names = set(_git("diff", "--name-only", since or "HEAD").splitlines())
    return [path for path in every_rule() if str(path.relative_to(ROOT)) in names]


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def accepted() -> dict[str, str]:
    """Survivors that change nothing that counts, by what they say, with the reason."""
    return tomllib.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {}


def survivors_of(file: Path, number: int | None, chance: random.Random) -> tuple[int, list[Mutant]]:
    """How many mutants of a file were tried (none where no test can judge it), and which survived."""
    tests, mutants = tests_of(file), mutants_of(file)
    if not tests:
        return 0, []
    if number is not None and len(mutants) > number:
        mutants = chance.sample(mutants, number)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        alive = list(pool.map(lambda mutant: passes(tests, mutant), mutants))
    return len(mutants), [mutant for mutant, lives in zip(mutants, alive, strict=True) if lives]


def judged(file: Path, number: int | None, seed: int) -> bool:
    """Try the mutants of a file, tell the survivors, and say whether enough were killed."""
    tried, alive = survivors_of(file, number, random.Random(seed))  # noqa: S311  a sample, not a secret
    name, known = file.relative_to(SOURCE / "socialvalue"), accepted()
    if not tried:
        print(
            f"{name}: {'no test judges it without Django' if mutants_of(file) else 'nothing to break'}",
            flush=True,
        )
        return True
    reasons = {mutant: known.get(f"{module_of(file)}: {mutant.said}", "") for mutant in alive}
    bare = [mutant for mutant, reason in reasons.items() if not reason]
    print(f"{name}: {tried - len(alive)} of {tried} killed", flush=True)
    for mutant, reason in reasons.items():
        print(f"  survived: line {mutant.line}, {mutant.said}{f' ({reason})' if reason else ''}")
    return len(bare) <= tried * (1 - LEAST)


def main(arguments: list[str]) -> int:
    """Try the mutants; 1 where too many survive."""
    parser = argparse.ArgumentParser(
        "mutation", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--all", action="store_true", help="every rule, every mutant")
    given = parser.parse_args(arguments)
    files = [path.resolve() for path in given.files] or (every_rule() if given.all else changed_rules())
    seed = random.randrange(10**6)  # noqa: S311
    number = None if given.all or given.files else max(10, SAMPLE // max(len(files), 1))
    if number and files:
        print(f"a sample of at most {number} mutants a file (seed {seed})")
    weak = [file for file in files if not judged(file, number, seed)]
    print(f"{len(files)} files; too many survivors in {len(weak)}")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
