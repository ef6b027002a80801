"""Starting the product as a newcomer starts it, and sitting down at somebody's desk in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.chromium import CHROMIUM

PATIENCE = 240  # seconds for a busy machine to open the service


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Service:
    """The product over a folder of data, on a port of its own, with so many contracts in its made-up past."""

    def __init__(self, data: Path, contracts: int) -> None:
        self.data, self.contracts, self.port = data, contracts, free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        inherited = os.environ.items()  # noqa: TID251  a process is started, no setting is read
        outside = {name: value for name, value in inherited if not name.startswith("SOCIALVALUE_")}
        outside.pop("DATABASE_URL", None)
        outside |= {"SOCIALVALUE_DATA": str(self.data), "SOCIALVALUE_DEMONSTRATION": "true"}
        outside["SOCIALVALUE_DEMONSTRATION_CONTRACTS"] = str(self.contracts)
        with (self.data / "log").open("ab") as log:
            command = [sys.executable, "-m", "socialvalue", "run", "--port", str(self.port), "--workers", "1"]
            self.running = subprocess.Popen(command, env=outside, stdout=log, stderr=log)
        _wait_until_open(self.address, self.running, self.data / "log")

    def stop(self) -> None:
        self.running.terminate()
        self.running.wait(60)

    def let_days_pass(self, days: int) -> None:
        """Start again with what is written down dated so many days later, as if it had first been started earlier."""
        self.stop()
        file = self.data / "demonstration-began-on"
        began_on = date.fromisoformat(file.read_text(encoding="ascii").strip())
        file.write_text((began_on - timedelta(days=days)).isoformat(), encoding="ascii")
        self.start()


@contextmanager
def open_service(data: Path, contracts: int) -> Iterator[Service]:
    """The service, until it is no longer needed."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    opened = Service(data, contracts)
    opened.start()
    try:
        yield opened
    finally:
        opened.stop()


def _wait_until_open(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            urlopen(f"{address}/alive", timeout=2).close()  # noqa: S310  our own address
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"The service did not open:\n{log.read_text()[-2000:]}")


def wait_for_the_past(address: str) -> None:
    """The worker writes the made-up past while the service is open already."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with urlopen(f"{address}/demonstration", timeout=30) as answer:  # noqa: S310  our own address
            if b"still being written" not in answer.read():
                return
        time.sleep(1)
    raise RuntimeError(f"The made-up past was not written in {PATIENCE} seconds")


def is_fault(said: Any) -> bool:
    """A refused form is answered 422, which a browser counts among its errors; it is no fault of ours."""
    return said.type == "error" and "status of 422" not in said.text


def desks_of(chromium: Any, address: str) -> Callable[[str], Any]:
    """The cookies of someone of the demonstration at this address, signed in once."""
    known: dict[str, Any] = {"": None}

    def desk(who: str) -> Any:
        if who not in known:
            context = chromium.new_context(base_url=address)
            page = context.new_page()
            page.goto("/demonstration")
            page.locator(f'form:has(input[value="{who}@demo.example"]) button').click()
            page.wait_for_url("**/")
            known[who] = context.storage_state()
            context.close()
        return known[who]

    return desk


@contextmanager
def seats(chromium: Any, address: str, desks: Callable[[str], Any]) -> Iterator[Callable[..., Any]]:
    """A page of the browser, signed in at someone's desk: `sit_at("priya", width=320, scripts=False)`.

    A fault of a script, or anything the content policy refused, fails the test.
    """
    contexts, faults = [], []

    def opened(who: str = "", *, width: int = 1280, scripts: bool = True) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            base_url=address,
            storage_state=desks(who),
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if is_fault(said) else None)
        if who:
            page.goto("/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
