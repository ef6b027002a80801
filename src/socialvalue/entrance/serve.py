"""`socialvalue run`: the server and one worker, watched. A dead one is started again; Ctrl-C ends all."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import connections

from socialvalue.entrance import orphans, setup
from socialvalue.entrance.configuration import address_of, configuration, listen_on
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal

PATIENCE: Final = 30  # seconds for a process to end by itself
OPENING: Final = 60  # seconds for the first page
ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
)


@dataclass(slots=True)
class Watched:
    """One process of the service and how often it has died lately."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    start_at: float = 0.0

    def start(self) -> None:
        # A group of its own: Ctrl-C reaches us alone, and we end the children in order.
        self.process = subprocess.Popen(
            self.command, start_new_session=True, preexec_fn=orphans.die_with_parent()
        )

    @property
    def is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def look_after(self) -> None:
        """Start it again if it has died; later each time when it dies again and again."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self.start()
        elif self.is_dead:
            self.deaths = [*[death for death in self.deaths if now - death < 60], now]
            self.start_at = now + min(len(self.deaths) - 1, 10)
            setup.say(f"The {self.name} ended with code {self.process.returncode}; starting it again.")
            self._end_the_rest()
            self.process = None

    def ask_to_end(self) -> None:
        if self.process is not None and not self.is_dead:
            self.process.terminate()

    def end(self, by: float) -> None:
        """Wait until this moment for it to end by itself, then end whatever is left of its group."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, by - time.monotonic()))
        except subprocess.TimeoutExpired:
            setup.say(f"The {self.name} did not stop by itself.")
        self._end_the_rest()
        self.process.wait()

    def _end_the_rest(self) -> None:
        # A server that was killed leaves its own workers behind, and they hold the port.
        orphans.end_group(self.process.pid if self.process else 0)


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
    parser.add_argument("--port", type=_between(1, 65535), default=chosen.port)
    parser.add_argument("--host", default=chosen.host)
    parser.add_argument("--workers", type=_between(1, 32), default=chosen.workers)
    given = parser.parse_args(arguments)
    demand_a_free_port(given.host, given.port)
    settings.PUBLIC_URL = str(listen_on(given.host, given.port).public_url).rstrip(
        "/"
    )  # links in mail lead there
    setup.everything()
    connections.close_all()
    family = [
        Watched("server", server_command(given.host, given.port, given.workers)),
        Watched("worker", [sys.executable, "-m", "socialvalue", "work"]),
    ]
    return _watch(family, address_of(given.host, given.port))


def _between(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"give a whole number from {least} to {most}")
        return int(text)

    return number


def demand_a_free_port(host: str, port: int) -> None:
    """Refuse before anything starts where the server could not listen."""
    try:
        family, kind, protocol, _, at = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(at)
            probe.listen()
    except OSError as fault:
        text = (
            f"The service cannot listen on {host}, port {port}: {fault.strerror}. Try another: --port 8001."
        )
        raise Refusal(code="port-taken", text=text, status=503) from None


def _watch(family: list[Watched], address: str) -> int:
    for number in ENDING:
        signal.signal(number, _stop)
    try:
        for member in family:
            member.start()
        _wait_until_open(address, family)
        mode = " (demonstration: made-up data)" if settings.DEMONSTRATION else ""
        print(f"\nSocial Value is open at {address}{mode}\nPress Ctrl-C to stop.", flush=True)
        while True:
            time.sleep(0.5)
            for member in family:
                member.look_after()
    except KeyboardInterrupt:
        setup.say("\nStopping …")
        return 0
    finally:
        _end(family)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(family: list[Watched]) -> None:
    for number in ENDING:  # whoever presses Ctrl-C twice must not leave half of us running
        signal.signal(number, signal.SIG_IGN)
    for member in family:
        member.ask_to_end()
    by = time.monotonic() + PATIENCE
    for member in family:
        member.end(by)


def _wait_until_open(address: str, family: list[Watched]) -> None:
    # By its public name: a live service answers to no other.
    question = Request(f"{address}/alive", headers={"Host": settings.ALLOWED_HOSTS[0]})  # noqa: S310  our own address
    for _ in range(OPENING * 4):
        try:
            with urlopen(question, timeout=2):  # noqa: S310
                return
        except HTTPError:
            return  # it answers
        except (URLError, OSError):
            if dead := next((member for member in family if member.is_dead), None):
                text = f"The service could not open: its {dead.name} ended at once. Its reason stands above."
                raise Refusal(code="did-not-open", text=text, status=503) from None
            time.sleep(0.25)
    raise Refusal(
        code="did-not-open", text=f"The service did not answer at {address} within a minute.", status=503
    )
