"""The one way in which the system says no."""


class Refusal(Exception):
    """A deed, a value or a file was refused, and this says why.

    Raised by rules and actions; mapped once, at the edge, to a page, a status, problem JSON or exit code 2.

    `code` is a short stable name for programs ("money-negative"); `text` is a sentence for the person, which
    says what to do; `clause` is the clause or section that demands it, where there is one; `field` is the
    input it is about; `status` is the HTTP status that a page answers with (403, 404, 409, 422 or 503).
    """

    def __init__(
        self,
        code: str,
        text: str,
        *,
        clause: str | None = None,
        field: str | None = None,
        status: int = 422,
    ) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.clause = clause
        self.field = field
        self.status = status

    def __repr__(self) -> str:
        return f"Refusal({self.code!r}, {self.text!r})"

    def __reduce__(self) -> tuple[object, ...]:
        # An exception with keyword-only arguments does not pickle by itself, and test runners pickle
        # failures.
        return (_rebuild, (self.code, self.text, self.clause, self.field, self.status))


def _rebuild(code: str, text: str, clause: str | None, field: str | None, status: int) -> Refusal:
    return Refusal(code, text, clause=clause, field=field, status=status)


def shown(text: str) -> str:
    """What somebody typed, made safe and short enough to be repeated in the sentence of a refusal."""
    line = "".join(character if character.isprintable() else " " for character in text.strip())
    return line if len(line) <= 40 else f"{line[:40]}…"
