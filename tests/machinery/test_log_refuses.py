"""The database itself refuses every change of the log that is not an event at its end."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.machinery import logs

OLD = 'SELECT "index" + {}, body, digest, deed, record, uid, at FROM machinery_event WHERE "index" = 0'
EVERYWHERE = [
    "UPDATE machinery_event SET deed = 'thing_never_noted'",
    'UPDATE machinery_event SET "index" = "index" + 1000',
    "DELETE FROM machinery_event",
    'DELETE FROM machinery_event WHERE "index" = (SELECT max("index") FROM machinery_event)',
    f"INSERT INTO machinery_event {OLD.format(1_000_000)}",
    f"INSERT INTO machinery_event {OLD.format(-1)}",
]
ON = {
    "sqlite": [
        f"INSERT OR REPLACE INTO machinery_event {OLD.format(0)}",
        f"INSERT OR REPLACE INTO machinery_event {OLD.format('(SELECT count(*) FROM machinery_event)')}",
        "UPDATE OR REPLACE machinery_event SET body = x'00'",
    ],
    "postgresql": [
        "TRUNCATE machinery_event",
        f"INSERT INTO machinery_event {OLD.format(0)} ON CONFLICT (\"index\") DO UPDATE SET deed = 'x'",
    ],
}


@pytest.mark.parametrize("statement", [*EVERYWHERE, *range(3)])
def test_the_database_refuses(db: None, statement: str | int) -> None:
    logs.append()
    if isinstance(statement, int):
        own = ON[connection.vendor]
        if statement >= len(own):
            pytest.skip("the other database has one more")
        statement = own[statement]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert logs.append().index > 0
