"""What a page costs by count: statements, rows loaded, bytes sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

UNCOUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "SELECT clock_timestamp()")


@dataclass
class Measured:
    """`with Measured() as cost: …` then `cost.statements`, `cost.rows`. Streamed answers: read them inside."""

    said: list[str] = field(default_factory=list)
    rows: int = 0

    @property
    def statements(self) -> int:
        """Statements sent, without savepoints and the database's clock, which is asked once a minute."""
        return len([text for text in self.said if not text.startswith(UNCOUNTED)])

    def __enter__(self) -> Measured:
        self._stack = ExitStack()
        self._stack.enter_context(connection.execute_wrapper(self._note))
        self._make, connection.make_cursor = connection.make_cursor, self._counting  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        connection.make_cursor = self._make  # type: ignore[method-assign]
        self._stack.close()

    def _note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.said.append(sql)
        return execute(sql, params, many, context)

    def _counting(self, cursor: Any) -> CursorWrapper:
        return CountingCursor(cursor, connection, self)

    def __str__(self) -> str:
        return f"{self.statements} statements, {self.rows} rows:\n" + "\n".join(
            text[:300] for text in self.said
        )


class CountingCursor(CursorWrapper):
    """Counts what the product fetches."""

    def __init__(self, cursor: Any, db: Any, cost: Measured) -> None:
        super().__init__(cursor, db)
        self._cost = cost

    def fetchone(self) -> Any:
        row = self.cursor.fetchone()
        self._cost.rows += row is not None
        return row

    def fetchmany(self, *size: int) -> Sequence[Any]:
        rows: Sequence[Any] = self.cursor.fetchmany(*size)
        self._cost.rows += len(rows)
        return rows

    def fetchall(self) -> Sequence[Any]:
        rows: Sequence[Any] = self.cursor.fetchall()
        self._cost.rows += len(rows)
        return rows

    def __iter__(self) -> Iterator[Any]:
        for row in super().__iter__():
            self._cost.rows += 1
            yield row
