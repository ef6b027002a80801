"""The day on which a procurement commenced (SI 2025/1200 reg 3), as far as notices can tell it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from socialvalue.exchange.ocds.gather import ReleaseRef
from socialvalue.exchange.ocds.notices import Notice
from socialvalue.exchange.ocds.times import london_day

_UPDATES = {"tenderUpdate", "tenderAmendment"}
_STARTS = {"UK4": "tender notice", "UK5": "transparency notice"}


def commencement(
    notices: Iterable[Notice], releases: Iterable[ReleaseRef], first_published: object
) -> tuple[date | None, str]:
    """The London day of the first tender or transparency notice, or why there is none.

    `first_published` is when the opportunity was first published, where a portal says it.
    """
    releases = tuple(releases)
    tags = {tag for release in releases for tag in release.tags}
    updates = {release.id for release in releases if _UPDATES.intersection(release.tags)}
    found = [
        (notice.published_on, _named(notice))
        for notice in notices
        if _named(notice) and notice.id not in updates
    ]
    if day := london_day(first_published):
        found.append((day, "tender notice"))
    if not found:
        found = [(london_day(r.date), "release tagged “tender”") for r in releases if "tender" in r.tags]
    dated = sorted((day, name) for day, name in found if day is not None)
    if dated:
        return dated[0][0], f"The {dated[0][1]} was published on that day (SI 2025/1200 reg 3)"
    return None, _why_not(tags, has_updates=bool(updates))


def _named(notice: Notice) -> str:
    if notice.section == "tender" and notice.document_type == "tenderNotice":
        return "tender notice"
    return _STARTS.get(notice.notice_type, "")


def _why_not(tags: set[str], *, has_updates: bool) -> str:
    if has_updates:
        return "Only a change of the tender notice is known, not the day the first one was published"
    if any(tag.startswith(("award", "contract", "implementation")) for tag in tags):
        return "Only award or contract notices are known; they do not say when the procurement commenced"
    if any(tag.startswith("planning") for tag in tags):
        return "Pipeline, market engagement and planned procurement notices do not commence a procurement"
    if "tenderCancellation" in tags:
        return "Only the termination is known; it does not say when the procurement commenced"
    return "No tender or transparency notice is known"
