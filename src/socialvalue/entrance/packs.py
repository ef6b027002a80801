"""A council's data pack is loaded whole: its policy and places, then its themes, outcomes and measures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from socialvalue.governance.pack import check_toolkit
from socialvalue.machinery.permissions import SYSTEM, Person
from socialvalue.planning.pack import check_files
from socialvalue.policy import actions as policy_actions
from socialvalue.toms import actions as toms_actions

if TYPE_CHECKING:
    from socialvalue.people.models import PackVersion


@transaction.atomic
def load(folder: Path, by: Person = SYSTEM) -> tuple[PackVersion, bool]:
    """Load the pack in this folder; answers the version and whether any of it is new. Refuses a pack with a fault."""
    check_toolkit(folder)
    check_files(folder)  # they are read from the stored version later: a fault is told now
    version, is_new = policy_actions.load_pack(folder=folder, by=by)
    _, has_new_measures = toms_actions.load_framework(pack=version, folder=folder, by=by)
    return version, is_new or has_new_measures
