"""What a data pack says beside its measures: which outcomes a figure of need points to, what "local" may mean."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack import Table, read_table
from socialvalue.toms.rules import Link, Local, Verdict, look_at

LINKS: Final = "indicators.toml"
LOCAL: Final = "local.toml"


def load_links(path: Path) -> tuple[Link, ...]:
    """The links from figures of need to outcomes; none where the pack has no figures."""
    if not (path / LINKS).exists():
        return ()
    table = read_table(path / LINKS)
    if "links" not in table.names():
        return ()
    links = table.sub("links")
    approved_by, approved_on = links.text("approved_by"), links.day_or_none("approved_on")
    return tuple(
        Link(each.text("indicator"), each.text("outcome"), each.text("why"), approved_by, approved_on)
        for each in links.list_of_tables("link")
    )


def load_local(path: Path) -> tuple[Local, ...]:
    """The definitions of "local"; none where the pack gives none. Refuses one that speaks of the bidder (rule 21)."""
    if not (path / LOCAL).exists():
        return ()
    table = read_table(path / LOCAL)
    caution, approved_by = table.text("caution"), table.text("approved_by")
    return tuple(_local(each, caution, approved_by) for each in table.list_of_tables("definition"))


def _local(table: Table, caution: str, approved_by: str) -> Local:
    version, means = table.plain("version"), table.text("means")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise table.fault("version", "Give a whole number of 1 or more")
    if len(means) > 300:
        raise table.fault("means", "Say it in 300 characters or fewer")
    for finding in look_at(means):
        if finding.verdict is Verdict.REFUSED:
            raise Refusal(
                "pack-fault", f"{table.where}, means: {finding.why}. {finding.instead}", field="means"
            )
    return Local(table.text("code"), version, table.text("title"), means, caution, approved_by)
