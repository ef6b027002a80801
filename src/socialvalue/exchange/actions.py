"""Deeds of exchange: notices are received, read in the background or on the command line, and stored.

One event a file, not a row. A file is stored in batches, each in its own transaction, so that the service stays open
meanwhile; the same file again, or the rest of one whose reading was broken off, changes nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.urls import reverse

from socialvalue.exchange import storing
from socialvalue.exchange.models import ImportProblem, ImportRun
from socialvalue.exchange.ocds.dryrun import MOST_PROPOSALS, Report
from socialvalue.exchange.ocds.gather import Gathered, gather
from socialvalue.exchange.watched import WatchedFile
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, files, outbox
from socialvalue.machinery.models import StoredFile
from socialvalue.machinery.permissions import NOBODY, Person, authorities_for, demand
from socialvalue.people.models import Authority, User
from socialvalue.people.queries import the_authority
from socialvalue.policy import queries as policy_queries
from socialvalue.policy.rules import Band

BATCH: Final = 100  # procurements a transaction
BROKEN_OFF: Final = "Reading was broken off. What was stored stays; bring the file in again for the rest."


def receive_notices(
    *, content: Iterable[bytes], name: str, by: Person, enqueue: Callable[[UUID], None]
) -> UUID:
    """Take in an uploaded file and have it read in the background; answers the import's uid.

    Refuses (field "file") what is empty, too large or no notices. `enqueue` puts the work into the queue.
    """
    demand(by, "import:start")
    file = files.store(content, name=name, kinds=files.NOTICES, by=by.uid)
    with transaction.atomic():
        run = _open_run(_authority_of(by), file, file.name, file.digest, file.size, by)
        enqueue(run.uid)
    return run.uid


def run_import(*, uid: UUID) -> None:
    """Read the file of an import that was received. Safe to repeat: a finished import is left alone."""
    run = ImportRun.objects.select_related("file", "authority").get(uid=uid)
    if run.state in {"done", "failed"}:
        return
    assert run.file is not None  # noqa: S101  received imports keep their file
    _read(run, files.place(run.file.digest), _person(run.asked_by))
    if run.asked_by and (to := User.objects.filter(uid=run.asked_by).values_list("email", flat=True).first()):
        outbox.owe(
            to=to,
            subject=f"Your import of {run.file_name} is {'done' if run.state == 'done' else 'stopped'}",
            text=f"{_summary(run)}\n\nThe report: {storing.public_address(reverse('import', args=[run.uid]))}\n",
            dedupe=f"import:{run.uid}",
        )


def open_imports() -> list[str]:
    """The uids of the imports that are waiting or running."""
    unfinished = ImportRun.objects.filter(state__in=("waiting", "running"))
    return [str(uid) for uid in unfinished.values_list("uid", flat=True)]


def give_up_import(*, uid: UUID) -> None:
    """Say of an import that nobody goes on with that it stopped, so that it does not look busy for ever."""
    ImportRun.objects.filter(uid=uid, state__in=("waiting", "running")).update(
        state="failed", failure=BROKEN_OFF, finished_at=instant_now()
    )


def import_notices(paths: list[Path]) -> Report:
    """Read files from the command line, one after the other; answers what was found in all of them."""
    authority = the_authority()
    if authority is None:
        raise Refusal("no-pack", "No data pack is loaded. Run “socialvalue pack load”.", status=503)
    reports = []
    for path in paths:
        try:
            digest, size = files.digest_of(path), path.stat().st_size
        except OSError as fault:
            raise Refusal("file-missing", f"{path} cannot be read: {fault.strerror}.") from None
        run = _open_run(authority, None, path.name, digest, size, NOBODY)
        try:
            reports.append(_read(run, path, NOBODY))
        except BaseException:  # Ctrl-C too: nobody will go on with it
            give_up_import(uid=run.uid)
            raise
        if run.state == "failed":
            raise Refusal("file-unreadable", run.failure)
    return storing.combined(reports)


def _open_run(
    authority: Authority, file: StoredFile | None, name: str, digest: str, size: int, by: Person
) -> ImportRun:
    return ImportRun.objects.create(
        authority=authority,
        originating_authority=authority,
        file=file,
        file_name=name[:200],
        file_digest=digest,
        state="waiting",
        all_bytes=size,
        asked_at=instant_now(),
        asked_by=by.uid,
    )


def _read(run: ImportRun, path: Path, by: Person) -> Report:
    """Read, check, merge and store one file; its report goes into the run, one event into the log."""
    report = Report()
    ImportProblem.objects.filter(run=run).delete()  # of an earlier try
    run.state = "running"
    run.save(update_fields=["state"])
    try:
        with path.open("rb") as content:
            watched = WatchedFile(content, run.file_name, lambda done: _show_progress(run, done // 2, report))
            for batch in _batches(gather([watched], report.problems.tell, report.tally)):
                _store(run, batch, report)
                share = report.procurements / max(report.procurements + BATCH, 1)
                _show_progress(run, int(run.all_bytes * (0.5 + share / 2)), report)
    except Refusal as refusal:
        run.state, run.failure = "failed", refusal.text[:300]
    else:
        run.state = "done"
    _close(run, report, by)
    return report


def _batches(gathered: Iterator[Gathered]) -> Iterator[list[Gathered]]:
    while batch := list(islice(gathered, BATCH)):
        yield batch


def _store(run: ImportRun, batch: list[Gathered], report: Report) -> None:
    """Store a batch; where one procurement breaks that, each by itself, so that it costs only itself."""
    try:
        stored = _store_together(run, batch, report)
    except (
        Refusal,
        OperationalError,
        InterfaceError,
    ):  # the pack or the database is missing: no notice's fault
        raise
    except Exception as fault:
        if len(batch) == 1:
            report.refuse(batch[0], fault)
            return
        for each in batch:
            _store(run, [each], report)
        return
    for outcome, count in stored.outcomes.items():
        report.tally.decide(outcome, count)
    report.procurements += len(batch)
    report.bands.update(stored.bands)
    report.proposals += stored.proposals[: max(MOST_PROPOSALS - len(report.proposals), 0)]


@transaction.atomic
def _store_together(run: ImportRun, batch: list[Gathered], report: Report) -> storing.Stored:
    # One batch at a time: two imports that bring the same organisation would both make it.
    Authority.objects.select_for_update(no_key=True).get(id=run.authority_id)
    policy_id, policy = policy_queries.policy_of(run.authority_id, business_today())
    council = policy_queries.newest_pack(run.authority_id).council
    return storing.store_batch(run, batch, policy_id, policy, council, report.problems.tell)


def _show_progress(run: ImportRun, done: int, report: Report) -> None:
    ImportRun.objects.filter(id=run.id).update(done_bytes=done, read=report.tally.releases)


@transaction.atomic
def _close(run: ImportRun, report: Report, by: Person) -> None:
    counts = report.tally.as_json()
    run.read, run.stored, run.unchanged, run.refused = (
        counts[name] for name in ("read", "stored", "unchanged", "refused")
    )
    run.procurements_new, run.procurements_changed = storing.new_and_changed(run)
    run.bands = {band.value: report.bands[band] for band in Band if report.bands[band]}
    run.done_bytes, run.finished_at = run.all_bytes, instant_now()
    run.save()
    ImportProblem.objects.bulk_create(
        (
            ImportProblem(
                run=run,
                number=number,
                severity=problem.severity.value,
                code=problem.code,
                release=problem.release[:200],
                ocid=problem.ocid[:120],
                path=problem.path[:500],
                text=problem.text,
            )
            for number, problem in enumerate(report.problems.kept, start=1)
        ),
        batch_size=500,
    )
    events.append(
        deed="notices_imported",
        record="import",
        uid=run.uid,
        by=by,
        clause="FIN-1",
        after={
            "state": run.state,
            "file": run.file_digest,
            **counts,
            "new": run.procurements_new,
            "changed": run.procurements_changed,
        },
    )


def _authority_of(person: Person) -> Authority:
    """The authority for which this person brings notices in."""
    return Authority.objects.filter(id__in=authorities_for(person, "import:start")).order_by("id")[0]


def _person(uid: UUID | None) -> Person:
    return Person(uid=uid) if uid else NOBODY


def _summary(run: ImportRun) -> str:
    if run.state == "failed":
        return run.failure
    return (
        f"{run.read} notices read: {run.stored} stored, {run.unchanged} unchanged, {run.refused} refused.\n"
        f"{run.procurements_new} new procurements, {run.procurements_changed} changed."
    )
