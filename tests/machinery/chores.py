"""Tasks for tests of the worker, importable by real worker processes."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task

from socialvalue.foundation.refusal import Refusal


@task()
def note(path: str) -> None:
    """Leaves a line: how often it ran can be counted."""
    with Path(path).open("a") as file:
        file.write("ran\n")


@task()
def fail(path: str) -> None:
    note.func(path)
    raise RuntimeError("it went wrong")


@task()
def refuse(path: str) -> None:
    note.func(path)
    raise Refusal("never", "It can never be done.")


@task()
def linger(path: str) -> None:
    """The first time it takes for ever; the second time it is done at once."""
    first = not Path(path).exists()
    note.func(path)
    if first:
        time.sleep(600)
