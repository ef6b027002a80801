"""The architecture is a failing build: import-linter's contracts, and the doors between rooms."""

from functools import cache

import grimp
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

OPEN_FLOORS = {"foundation", "machinery", "design"}  # whose every module is for everyone
DOORS = {"rules", "actions", "queries", "intake"}  # of a room, for every higher room
FACES = {"face", "forms"}  # for the pages and forms of higher rooms
PACK = {"socialvalue.policy.pack", "socialvalue.policy.council"}  # a council's data, read without a database
MAY_READ_TABLES = {"models", "queries", "readings", "intake"}  # foreign keys and joins go downward
NOT_YET: set[tuple[str, str]] = {
    (
        "socialvalue.exchange.actions",
        "socialvalue.people.models",
    ),  # wants queries for an address and an authority
}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("socialvalue", exclude_type_checking_imports=True)


def test_the_contracts_of_pyproject_hold() -> None:
    assert lint_imports() == EXIT_STATUS_SUCCESS


def is_allowed(importer: str, imported: str) -> bool:
    """Whether a module may import one of another room."""
    from_room, from_file = importer.split(".")[1:3]
    to_room, to_file = imported.split(".")[1:3]
    if from_room in (to_room, "entrance") or to_room in OPEN_FLOORS or imported in PACK:
        return True
    if to_file in FACES:
        return from_file in {"pages", "face", "forms"}
    return to_file in DOORS or (to_file == "models" and from_file in MAY_READ_TABLES)


def crossings() -> set[tuple[str, str]]:
    """Every import from one room's file to another room's that no door allows."""
    found = set()
    for importer in graph().modules:
        for imported in graph().find_modules_directly_imported_by(importer):
            if min(importer.count("."), imported.count(".")) >= 2 and not is_allowed(importer, imported):
                found.add((importer, imported))
    return found


def test_rooms_meet_only_at_their_doors() -> None:
    assert crossings() - NOT_YET == set()


def test_no_exception_outlives_its_reason() -> None:
    assert NOT_YET - crossings() == set()


def test_permissions_are_data() -> None:
    """A room's `permissions.py` imports the engine's words and nothing else."""
    for module in graph().modules:
        if module.endswith(".permissions") and module != "socialvalue.machinery.permissions":
            assert graph().find_modules_directly_imported_by(module) <= {
                "socialvalue.machinery.permissions"
            }, module
