"""All checks of the product, in lanes. `python3 start.py test` runs this file with the product's own Python.

python3 start.py test                      what continuous integration runs (at most 15 minutes)
python3 start.py test --quick              under a minute: format, floors, tests without a browser
python3 start.py test --full               everything: more examples, every rule mutated
python3 start.py test --only types         one lane by name (more than once for several)
python3 start.py test tests/policy -k band anything else goes to pytest, and only that runs
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from tests import postgres
from tests.chromium import CHROMIUM

OURS = ["src", "tests", "start.py"]
BROWSER_WORKERS = "2"


@dataclass(frozen=True)
class Outcome:
    """What one lane came to."""

    lane: str
    seconds: float
    word: str  # passed, failed, skipped
    why: str = ""


@dataclass(frozen=True)
class Lane:
    """One kind of check. `run` answers an exit code, or a reason why it was skipped."""

    name: str
    run: Callable[[], int | str]
    quick: bool = False


def python(*arguments: str, **environment: str) -> int:
    """Run a module with our Python and answer its exit code."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def pytest(*arguments: str, **environment: str) -> int:
    """pytest over the suite. Exit code 5, nothing collected, counts as passed."""
    code = python("-m", "pytest", "-q", *arguments, **environment)
    return 0 if code == 5 else code


def form() -> int:
    """Lint and format."""
    return python("-m", "ruff", "check", *OURS) | python("-m", "ruff", "format", "--check", "-q", *OURS)


def floors() -> int:
    """Who imports whom: the contracts of pyproject.toml."""
    return python("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


def types() -> int:
    """mypy, with Django's types."""
    return python("-m", "mypy")


def suite(profile: str) -> int:
    """Every test but those of the browser, on SQLite; the quick ones only, if so asked."""
    wanted = "not browser and not slow" if profile == "quick" else "not browser"
    return pytest("-n", "auto", "-m", wanted, f"--hypothesis-profile={profile}")


def on_postgresql() -> int | str:
    """The tests that touch the database again, on a throw-away PostgreSQL server."""
    if not postgres.BINARIES:
        return "no PostgreSQL server here (looked on PATH and in /usr/lib/postgresql)"
    with postgres.server() as url:
        return pytest("-n", "auto", "-m", "not browser", "--database-only", TEST_DATABASE_URL=url)


def in_browser() -> int | str:
    """The tests that need Chromium."""
    if not CHROMIUM:
        return "no Chromium here (looked for chromium on PATH)"
    return pytest("-n", BROWSER_WORKERS, "-m", "browser")


def mutation(*, every: bool) -> int:
    """Break the rules on purpose: each break must turn a test red."""
    return python("-m", "tests.mutation", *(["--all"] if every else []))


def lanes(profile: str, *, full: bool) -> list[Lane]:
    """Every lane, cheapest first."""
    return [
        Lane("form", form, quick=True),
        Lane("floors", floors, quick=True),
        Lane("types", types),
        Lane("tests", lambda: suite(profile), quick=True),
        Lane("postgresql", on_postgresql),
        Lane("browser", in_browser),
        Lane("mutation", lambda: mutation(every=full)),
    ]


def measured(lane: Lane) -> Outcome:
    """Run a lane and say what it came to."""
    print(f"\n── {lane.name} " + "─" * (60 - len(lane.name)), flush=True)
    started = time.monotonic()
    answer = lane.run()
    seconds = time.monotonic() - started
    if isinstance(answer, str):
        print(f"skipped: {answer}", flush=True)
        return Outcome(lane.name, seconds, "skipped", answer)
    return Outcome(lane.name, seconds, "failed" if answer else "passed")


def table(outcomes: list[Outcome]) -> str:
    """The summary at the end."""
    lines = [
        f"{each.lane:<12} {each.word:<8} {each.seconds:7.1f} s  {each.why}".rstrip() for each in outcomes
    ]
    total = sum(each.seconds for each in outcomes)
    return "\n".join(["", *lines, f"{'all':<12} {'':<8} {total:7.1f} s"])


def main(arguments: list[str]) -> int:
    """Run the lanes that were asked for; 0 when nothing failed."""
    parser = argparse.ArgumentParser(
        "test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="under a minute")
    length.add_argument("--full", action="store_true", help="everything")
    parser.add_argument("--only", action="append", metavar="LANE", help="only this lane")
    given, rest = parser.parse_known_args(arguments)
    if rest:
        return pytest(*(argument for argument in rest if argument != "--"))
    profile = "quick" if given.quick else "full" if given.full else "default"
    every = lanes(profile, full=given.full)
    if unknown := set(given.only or ()) - {lane.name for lane in every}:
        parser.error(f"no lane {', '.join(unknown)}; there are: {', '.join(lane.name for lane in every)}")
    asked = [
        lane for lane in every if (lane.name in given.only if given.only else lane.quick or not given.quick)
    ]
    outcomes = [measured(lane) for lane in asked]
    print(table(outcomes), flush=True)
    return 1 if any(each.word == "failed" for each in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
