"""The page of the clauses."""

from collections import Counter

from socialvalue.governance.queries import clauses
from tests.cast import Player
from tests.strict import Browser


def test_an_officer_reads_every_clause_and_what_is_open(olive: Player) -> None:
    page = olive.client.get("/clauses").content.decode()
    counts = Counter(clause.state.value for clause in clauses())
    assert all(f'id="{clause.id}"' in page for clause in clauses())
    assert f"{counts['open']} open, {counts['partly']} partly, {counts['wholly']} carried out" in page
    assert page.count("Still open:") == sum(bool(clause.open) for clause in clauses())


def test_someone_who_is_not_signed_in_is_asked_to(visitor: Browser) -> None:
    assert visitor.get("/clauses").status_code == 302
