"""The command line of exchange: bring notices in, and measure it. A dry run needs no database."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from socialvalue.exchange.ocds.bench import Figures, make_file, measured
from socialvalue.exchange.ocds.dryrun import Report, examine
from socialvalue.exchange.ocds.problems import Severity
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.commandline import Arguments
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack import default_pack_path, load_policy

DONE, DONE_WITH_PROBLEMS = 0, 1
_SHOWN = 10
LARGEST_MADE = 10_000  # MB


def import_ocds(arguments: list[str]) -> int:
    """`socialvalue import ocds FILE… [--dry-run] [--report FILE] [--json]`."""
    parser = Arguments("import ocds", "Bring in procurement notices (OCDS packages, records, lines).")
    parser.add_argument("files", nargs="+", metavar="FILE", help="an OCDS file, plain or gzip")
    parser.add_argument("--dry-run", action="store_true", help="do everything but store")
    parser.add_argument("--report", metavar="FILE", help="write the whole report there, as JSON")
    parser.add_argument("--pack", metavar="FOLDER", help="the folder of a council's data pack")
    parser.add_argument("--json", action="store_true", help="print the whole report as JSON")
    given = parser.parse_args(arguments)
    files = [Path(name) for name in given.files]
    for file in files:
        if not file.is_file():
            raise Refusal("file-missing", f"There is no file {file}", field="files")
    report = _dry_run(files, given.pack) if given.dry_run else _storing()(files)
    if given.report:
        _write(Path(given.report), report)
    print(
        json.dumps(report.as_json(), ensure_ascii=False) if given.json else as_text(report, dry=given.dry_run)
    )
    return exit_code(report)


def _dry_run(files: list[Path], pack: str | None) -> Report:
    policy = load_policy(Path(pack) if pack else default_pack_path())
    return examine(files, policy=policy, decided_on=business_today())


def _storing() -> Callable[[list[Path]], Report]:
    """The action that stores. It needs Django and a database, so it is loaded only when it is used."""
    try:
        module = importlib.import_module("socialvalue.exchange.actions")
    except ModuleNotFoundError as missing:
        raise Refusal(
            "storing-unavailable", "This installation cannot store notices yet: use --dry-run"
        ) from missing
    store: Callable[[list[Path]], Report] = module.import_notices
    return store


def _write(path: Path, report: Report) -> None:
    try:
        path.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as fault:
        raise Refusal(
            "report-unwritable", f"{path} cannot be written: {fault.strerror}", field="report"
        ) from fault


def exit_code(report: Report) -> int:
    """0 where nothing needs a person's eye, 1 where something does. Notes do not."""
    matters = report.problems.count(Severity.WARNING) + report.problems.count(Severity.REFUSED)
    return DONE_WITH_PROBLEMS if matters else DONE


def as_text(report: Report, *, dry: bool) -> str:
    """The report for a person: what balances, what is proposed, what is wrong."""
    counts = report.tally.as_json()
    stored = "would be stored" if dry else "stored"
    lines = [
        f"{counts['read']} releases read: {counts['stored']} {stored}, {counts['unchanged']} unchanged, "
        f"{counts['refused']} refused.",
        f"{report.procurements} procurements. {_proposed(report)}",
    ]
    total = sum(report.problems.counts.values())
    if total:
        lines.append(f"{total} problems:")
        lines += [f"  {count:>6} {code}" for code, count in report.problems.counts.most_common()]
        serious = [problem for problem in report.problems.kept if problem.severity is not Severity.NOTE]
        lines += [f"  {problem.text}" for problem in serious[:_SHOWN]]
        if len(serious) > _SHOWN:
            lines.append("  … --report FILE writes them all.")
    return "\n".join(lines)


def _proposed(report: Report) -> str:
    if not report.bands:
        return "None is new or changed."
    counted = ", ".join(f"{count} {band}" for band, count in sorted(report.bands.items()))
    return f"Proposed, to be confirmed: {counted}."


def bench_import(arguments: list[str]) -> int:
    """`socialvalue bench import [--file FILE] [--size MB] [--json]`."""
    parser = Arguments("bench import", "Measure reading, checking and merging notices.")
    parser.add_argument("--file", help="an OCDS file to measure with (if left out, one is made)")
    parser.add_argument("--size", type=float, default=70.0, metavar="MB", help="how large a file to make")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args(arguments)
    if given.file and not Path(given.file).is_file():
        raise Refusal("file-missing", f"There is no file {given.file}", field="file")
    if not 0 < given.size <= LARGEST_MADE:
        raise Refusal(
            "arguments", f"Give --size in MB, more than 0 and at most {LARGEST_MADE}.", field="size"
        )
    with TemporaryDirectory() as folder:
        file = Path(given.file) if given.file else Path(folder) / "notices.json"
        if not given.file:
            with file.open("wb") as out:
                make_file(out, given.size)
        runs = [figures for who in ("ours", "ocdsmerge") if (figures := measured(who, file))]
    answer: list[dict[str, Any]] = [figures.as_json() for figures in runs]
    print(json.dumps(answer) if given.json else "\n".join(_line(figures) for figures in runs))
    return DONE


def _line(figures: Figures) -> str:
    told = figures.as_json()
    return (
        f"{figures.who:>9}: {told['megabytes']} MB, {told['releases']} releases, "
        f"{told['procurements']} procurements: "
        f"{told['megabytes_a_second']} MB/s ({told['megabytes_a_second_calibrated']} calibrated), "
        f"{told['calibrated_ms']} calibrated ms, peak {told['peak_megabytes']} MB"
    )
