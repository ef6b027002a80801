"""Reads about what "local" may mean: the definitions of the newest framework (rulings 9)."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.toms.models import Framework, LocalDefinition


@dataclass(frozen=True, slots=True)
class LocalShown:
    """One definition of "local", with its version, its caution and who approved it."""

    id: int
    code: str
    version: int
    title: str
    means: str
    caution: str
    approved_by: str


def local_definitions(authority_id: int) -> list[LocalShown]:
    """The definitions of the framework loaded last for this authority, in the pack's order (one statement)."""
    newest = Framework.objects.filter(authority_id=authority_id).order_by("-id").values("pk")[:1]
    rows = LocalDefinition.objects.filter(framework=newest).order_by("number")
    columns = ("id", "code", "version", "title", "means", "caution", "approved_by")
    return [LocalShown(*row) for row in rows.values_list(*columns)]
