"""`socialvalue run` with real processes: what dies is started again, what ends takes all with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

SOURCE = Path(__file__).parents[2] / "src"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked up in /proc"),
]


class Service:
    """One started service and what it has under it."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as chosen:
            chosen.bind(("127.0.0.1", 0))
            self.port = int(chosen.getsockname()[1])
        self.data = data
        self.process = self.start()

    def start(self) -> subprocess.Popen[str]:
        given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "SOCIALVALUE_DATA": str(self.data)}  # noqa: TID251
        command = [sys.executable, "-m", "socialvalue", "run", "--port", str(self.port), "--workers", "1"]
        return subprocess.Popen(
            command, env=given, cwd=self.data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def is_open(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/alive", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def processes(self) -> dict[int, str]:
        """Every process that stands in our data folder, by id: a server may rename itself, but not where it stands."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if (folder / "cwd").readlink() == self.data:
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
        return {number: command for number, command in found.items() if command}

    def one(self, kind: str) -> int:
        return min(number for number, command in self.processes().items() if kind in command)

    def kill_all(self) -> None:
        for number in self.processes():
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.communicate()


def until(holds: Callable[[], bool], patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = Service(tmp_path)
    try:
        until(opened.is_open, 180)
        assert len(opened.processes()) >= 3  # watcher, server, worker: what ends must be seen to end
        yield opened
    finally:
        opened.kill_all()


def test_what_is_killed_is_started_again(service: Service) -> None:
    until(lambda: any("socialvalue work" in command for command in service.processes().values()))
    for kind in ("granian", "socialvalue work"):
        old = service.one(kind)
        os.kill(old, signal.SIGKILL)
        until(lambda old=old, kind=kind: any(kind in c for n, c in service.processes().items() if n != old))  # type: ignore[misc]
    until(service.is_open)
    assert service.process.poll() is None


def test_the_worker_knows_the_port_that_the_command_line_chose(service: Service) -> None:
    until(lambda: any("socialvalue work" in command for command in service.processes().values()))
    told = Path(f"/proc/{service.one('socialvalue work')}/environ").read_bytes().split(b"\0")
    assert f"SOCIALVALUE_PORT={service.port}".encode() in told


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_all(service: Service, number: signal.Signals) -> None:
    service.process.send_signal(number)
    time.sleep(0.2)
    service.process.send_signal(number)  # whoever presses twice
    assert service.process.wait(40) == 0
    until(lambda: not service.processes(), 5)


def test_even_when_the_watcher_itself_is_killed_nobody_is_left(service: Service) -> None:
    service.process.kill()
    until(lambda: not service.processes(), 40)


def test_a_port_in_use_gives_one_clear_line(service: Service) -> None:
    second = service.start()
    out, told = second.communicate(timeout=60)
    assert (second.returncode, out) == (2, "")
    assert told.strip() == (
        f"The service cannot listen on 127.0.0.1, port {service.port}: Address already in use. "
        "Try another: --port 8001."
    )


@pytest.mark.parametrize(
    "wrong", [["--port", "99999"], ["--port", "²"], ["--workers", "0"], ["--host", "no such host"]]
)
def test_nonsense_gives_one_clear_line(tmp_path: Path, wrong: list[str]) -> None:
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "SOCIALVALUE_DATA": str(tmp_path)}  # noqa: TID251
    command = [sys.executable, "-m", "socialvalue", "run", *wrong]
    done = subprocess.run(command, env=given, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1, done.stderr
