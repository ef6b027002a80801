"""A throw-away PostgreSQL server for one run of the tests, on a loopback port, its data in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

UNSAFE_BUT_FAST: Final = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
)


def _found() -> Path | None:
    """The newest folder of server programs: Debian's first, since wrappers on PATH may hide what they run."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return known[-1].parent if known else Path(on_path).resolve().parent if on_path else None


BINARIES: Final = _found()


def _someone() -> list[str]:
    """PostgreSQL refuses to run as root: there it runs as the user that its package made."""
    if os.name == "nt" or os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]


@contextmanager
def server() -> Iterator[str]:
    """Start a server, answer its address, and take everything away again."""
    if BINARIES is None:
        raise RuntimeError("There is no PostgreSQL server on this machine.")
    folder = Path(tempfile.mkdtemp(prefix="socialvalue-postgresql-", dir="/tmp"))
    who = _someone()
    if who:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, port = folder / "data", _free_port()
    control = [*who, str(BINARIES / "pg_ctl"), "-D", str(data), "-w"]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {UNSAFE_BUT_FAST}"
    try:
        _quietly(
            *who,
            str(BINARIES / "initdb"),
            "-D",
            str(data),
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        )
        _quietly(*control, "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://tester@127.0.0.1:{port}/tests"
        finally:
            _quietly(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])
