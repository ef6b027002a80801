#!/usr/bin/env python3
"""The one script a newcomer runs. It needs Python 3.11 and pip, nothing else.

    python3 start.py             set everything up and open the service on this machine
    python3 start.py test        run all tests (`--quick`: under a minute; `--full`: everything)
    python3 start.py cli …       the command line, for example `python3 start.py cli determine --help`

Everything it makes stands in `.venv` (programs) and `data` (database, files, secrets).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"  # the same versions, with what the tests need


def say(message: str) -> None:
    """Set-up chatter goes to standard error, so that a command's answer stays clean."""
    print(message, file=sys.stderr, flush=True)


def python() -> Path:
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(lock: str) -> str:
    return hashlib.sha256((HERE / lock).read_bytes()).hexdigest()


def installed(lock: str) -> bool:
    """Whether the environment holds this lock file, or the test lock, which holds more."""
    stamp = ENVIRONMENT / "installed"
    if not (python().exists() and stamp.exists()):
        return False
    return bool(set(stamp.read_text().split()) & {fingerprint(lock), fingerprint(TEST_LOCK)})


def prepare(lock: str) -> None:
    """Make the environment and install the locked packages, checking every hash."""
    if installed(lock):
        return
    if not python().exists():
        say("Making a Python environment in .venv …")
        venv.create(ENVIRONMENT, with_pip=True)
    say(f"Installing the packages of {lock} (about a minute the first time) …")
    pip = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(HERE / lock)], check=True, stdout=sys.stderr)
    site = subprocess.run(
        [str(python()), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    Path(site, "socialvalue.pth").write_text(str(HERE / "src") + "\n")
    (ENVIRONMENT / "installed").write_text(fingerprint(lock) + "\n")


def hand_over(arguments: list[str]) -> int:
    """Run the product's own Python with these arguments and answer with its exit code."""
    command = [str(python()), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.run(command).returncode


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        say("This needs Python 3.11 or newer. You have " + sys.version.split()[0] + ".")
        return 2
    os.environ.setdefault("SOCIALVALUE_DATA", str(HERE / "data"))
    if "SOCIALVALUE_PRODUCTION" not in os.environ:
        os.environ.setdefault("SOCIALVALUE_DEMONSTRATION", "true")
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in {"-h", "--help"}):
        arguments = ["run", *arguments]  # `python3 start.py --port 8001` opens the service too
    verb, rest = arguments[0], arguments[1:]
    try:
        if verb == "test":
            prepare(TEST_LOCK)
            return hand_over([str(HERE / "tests" / "run.py"), *rest])
        prepare(LOCK)
        if verb == "cli":
            return hand_over(["-m", "socialvalue", *rest])
        if verb == "run":
            return hand_over(["-m", "socialvalue", "run", *rest])
    except subprocess.CalledProcessError as failure:
        say(f"Set-up stopped: {' '.join(map(str, failure.cmd[:6]))} … ended with code {failure.returncode}.")
        return 1
    say(__doc__ or "")
    return 0 if verb in {"-h", "--help", "help"} else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
