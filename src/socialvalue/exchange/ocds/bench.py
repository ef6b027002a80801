"""Measure the import of notices: speed and peak memory, in a process of its own, beside a peer if installed.

`python -m socialvalue.exchange.ocds.bench WHO FILE` is that process: it does one job and prints its figures.
Calibrated time is processor time (on an idle machine the same as the time that passes, and not spoilt by others on
a busy one), put into proportion to a fixed loop that is timed just before and after.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

LOOP_MS = 5.0
_LOOP = 100_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run took."""

    who: str
    megabytes: float
    seconds: float
    calibrated_seconds: float
    peak_megabytes: float
    releases: int
    procurements: int

    @property
    def rate(self) -> float:
        """Megabytes a second, calibrated."""
        return self.megabytes / self.calibrated_seconds

    def as_json(self) -> dict[str, Any]:
        """The figures for a program."""
        return {
            "who": self.who,
            "megabytes": round(self.megabytes, 2),
            "seconds": round(self.seconds, 3),
            "calibrated_ms": round(self.calibrated_seconds * 1000, 1),
            "megabytes_a_second": round(self.megabytes / self.seconds, 2),
            "megabytes_a_second_calibrated": round(self.rate, 2),
            "peak_megabytes": round(self.peak_megabytes, 1),
            "releases": self.releases,
            "procurements": self.procurements,
        }


def measured(who: str, file: Path) -> Figures | None:
    """The figures of `ours` or `ocdsmerge` on a file; None where the peer is not installed."""
    if who != "ours" and find_spec(who) is None:
        return None
    command = [sys.executable, "-m", "socialvalue.exchange.ocds.bench", who, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Figures(who=who, megabytes=file.stat().st_size / 1e6, **json.loads(done.stdout))


def loop_ms() -> float:
    """Milliseconds of a fixed loop of plain Python, the best of nine: what this machine is worth just now."""
    best = float("inf")
    for _ in range(9):
        began, total = time.process_time(), 0
        for number in range(_LOOP):
            total += number * number % 7
        best = min(best, (time.process_time() - began) * 1000)
    return best


def make_file(out: BinaryIO, megabytes: float) -> None:
    """Write a package of made-up notices of about that size: every tenth procurement has three releases."""
    out.write(
        b'{"uri":"https://example.org/made-up","version":"1.1","publishedDate":"2026-01-01T00:00:00Z","releases":['
    )
    number, limit = 0, int(megabytes * 1e6)
    while out.tell() < limit:
        for change in range(3 if number % 10 == 0 else 1):
            separator = b"" if number == 0 and change == 0 else b","
            out.write(separator + json.dumps(made_up(number, change), separators=(",", ":")).encode())
        number += 1
    out.write(b"]}")


def made_up(number: int, change: int) -> dict[str, Any]:
    """A notice of the size and shape of real ones: 3 kB, and pence in every third."""
    ocid, identifier = f"ocds-h6vhtk-{number:06x}", f"{number:06d}-2026-{change}"
    buyer = {"id": "GB-PPON-PBCD-1234-GHJL", "name": "A made-up council"}
    supplier = {"id": f"GB-COH-{number % 10**8:08d}", "name": f"Supplier {number} Limited"}
    document = {
        "id": identifier,
        "documentType": "tenderNotice",
        "noticeType": "UK4",
        "url": f"https://example.org/Notice/{identifier}",
        "datePublished": f"2026-02-{change + 1:02d}T09:00:00Z",
        "format": "text/html",
    }
    address = {
        "streetAddress": "1 High Street",
        "locality": "Maidstone",
        "postalCode": "ME14 1XX",
        "region": "UKJ45",
    }
    amount = 100_000.5 + number if number % 3 == 0 else 100_000 + 5 * number
    full = round(1.2 * amount, 2) if number % 3 == 0 else amount * 6 // 5
    value = {"amount": amount, "amountGross": full, "currency": "GBP"}
    lots = [
        {"id": str(lot), "status": "active", "value": value, "suitability": {"sme": True}}
        for lot in range(1, 4)
    ]
    items = [
        {"id": str(lot), "relatedLot": str(lot), "deliveryAddresses": [{"region": "UKJ4"}]}
        for lot in range(1, 4)
    ]
    tender = {
        "id": f"CN{number:06d}",
        "title": f"Made-up services {number}",
        "description": "A plain description of what is bought, who it is for, and how it is delivered. " * 14,
        "legalBasis": {"id": "2023/54", "scheme": "UKPGA"},
        "status": "active",
        "value": value,
        "mainProcurementCategory": "services",
        "lots": lots,
        "items": items,
        "documents": [document],
    }
    award = {
        "id": "1",
        "status": "active",
        "suppliers": [supplier],
        "value": value,
        "relatedLots": ["1", "2", "3"],
    }
    return {
        "ocid": ocid,
        "id": identifier,
        "date": f"2026-02-{change + 1:02d}T09:00:00Z",
        "tag": ["tender"],
        "initiationType": "tender",
        "language": "en",
        "parties": [
            buyer | {"address": address, "roles": ["buyer"]},
            supplier
            | {"address": address, "roles": ["supplier"], "details": {"scale": "sme", "vcse": False}},
        ],
        "buyer": buyer,
        "tender": tender,
        "awards": [award],
    }


def _ours(file: Path) -> tuple[int, int]:
    from socialvalue.exchange.ocds.gather import gather  # noqa: PLC0415 - only the job that is measured loads it
    from socialvalue.exchange.ocds.report import ImportTally, Problems  # noqa: PLC0415 - as above

    tally, problems = ImportTally(), Problems()
    procurements = sum(1 for _ in gather([file], problems.tell, tally))
    return tally.releases, procurements


def _ocdsmerge(file: Path) -> tuple[int, int]:
    """The peer as its users run it: ijson to stream, one list an ocid, one merge each; no check."""
    ijson: Any = import_module("ijson")  # only the job that is measured loads it
    merger_class: Any = import_module("ocdsmerge").Merger  # a test dependency, not part of the product

    rules = json.loads(Path(__file__).with_name("merge_rules.json").read_text(encoding="utf-8"))
    merger = merger_class(merge_rules={tuple(path.split("/")): rule for path, rule in rules.items()})
    groups: dict[str, list[Any]] = {}
    with file.open("rb") as stream:
        for release in ijson.items(stream, "releases.item"):
            groups.setdefault(release["ocid"], []).append(release)
    for releases in groups.values():
        merger.create_compiled_release(releases)
    return sum(map(len, groups.values())), len(groups)


def peak_megabytes() -> float:
    """The most memory this process has had since it began (elsewhere than on Linux: its parent's counts too)."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    try:
        resource: Any = import_module("resource")  # not there on Windows
    except ImportError:
        return 0.0
    peak = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return peak / (1e6 if sys.platform == "darwin" else 1024)


def main(arguments: list[str]) -> int:
    """Do one job once and print what it took."""
    job = {"ours": _ours, "ocdsmerge": _ocdsmerge}[arguments[0]]
    before = loop_ms()
    began, worked = time.perf_counter(), time.process_time()
    releases, procurements = job(Path(arguments[1]))
    seconds, processor_seconds = time.perf_counter() - began, time.process_time() - worked
    after = loop_ms()
    figures = {
        "seconds": seconds,
        "calibrated_seconds": processor_seconds * LOOP_MS / ((before + after) / 2),
        "peak_megabytes": peak_megabytes(),
        "releases": releases,
        "procurements": procurements,
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
