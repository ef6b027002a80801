"""`socialvalue run`: the server and one worker, watched. A dead one is started again; Ctrl-C ends all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.db import connections

from socialvalue.entrance import setup
from socialvalue.entrance.configuration import configuration
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal

PATIENCE = 30  # seconds for a process to end by itself


@dataclass(slots=True)
class Watched:
    """One process of the service and how often it has died lately."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        # A group of its own: Ctrl-C reaches us alone, and we end the children in order.
        self.process = subprocess.Popen(self.command, start_new_session=True)

    def look_after(self) -> None:
        """Start it again if it has died; slower when it dies again and again."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        self.deaths = [*[death for death in self.deaths if now - death < 60], now]
        setup.say(f"The {self.name} ended with code {self.process.returncode}; starting it again.")
        time.sleep(min(len(self.deaths) - 1, 10))
        self.start()

    def end(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def server_command(host: str, port: int, workers: int) -> list[str]:
    """The web server: threads are bounded, or it would open hundreds of database connections."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64",
        "--workers-kill-timeout", "10", "--respawn-failed-workers", "--no-ws", "--log-level", "warning",
        "socialvalue.entrance.wsgi:application",
    ]  # fmt: skip


def run(arguments: list[str]) -> int:
    """Set everything up, open the service and watch over it until Ctrl-C.

    socialvalue run [--port 8000] [--host 127.0.0.1] [--workers 2]
    """
    chosen = configuration()
    parser = Arguments("run", run.__doc__)
    parser.add_argument("--port", type=int, default=chosen.port)
    parser.add_argument("--host", default=chosen.host)
    parser.add_argument("--workers", type=int, default=chosen.workers)
    given = parser.parse_args(arguments)
    setup.everything()
    connections.close_all()
    family = [
        Watched("server", server_command(given.host, given.port, given.workers)),
        Watched("worker", [sys.executable, "-m", "socialvalue", "work"]),
    ]
    return _watch(family, f"http://{given.host}:{given.port}")


def _watch(family: list[Watched], address: str) -> int:
    def stop(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        for member in family:
            member.start()
        _wait_until_open(address, family)
        mode = " (demonstration: made-up data)" if settings.DEMONSTRATION else ""
        print(f"\nSocial Value is open at {address}{mode}\nPress Ctrl-C to stop.", flush=True)
        while True:
            time.sleep(1)
            for member in family:
                member.look_after()
    except KeyboardInterrupt:
        setup.say("\nStopping …")
        return 0
    finally:
        for member in reversed(family):
            member.end()


def _wait_until_open(address: str, family: list[Watched]) -> None:
    for _ in range(240):
        try:
            with urlopen(f"{address}/alive", timeout=2):  # noqa: S310  our own address
                return
        except (URLError, OSError):
            if any(member.process and member.process.poll() is not None for member in family):
                raise Refusal(
                    code="did-not-open",
                    text=f"The service could not open {address}. Is something else using that port? "
                    "Try “python3 start.py --port 8001”.",
                    status=503,
                ) from None
            time.sleep(0.25)
    raise Refusal(
        code="did-not-open", text=f"The service did not answer at {address} within a minute.", status=503
    )
