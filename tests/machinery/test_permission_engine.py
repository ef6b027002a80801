"""One table, one engine: what it answers, and what it refuses to load."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import (
    NOBODY,
    PUBLIC,
    SIGNED_IN,
    PermissionTable,
    Person,
    Role,
    Row,
    Unless,
)

HOME, ELSEWHERE = 1, 2
OFFICER, MANAGER, SUPPLIER = Role.SERVICE_OFFICER, Role.CONTRACT_MANAGER, Role.SUPPLIER
OWN = Unless("requester", "Nobody decides their own request.", "EXC-3")
ROWS = (
    Row("request:make", frozenset({OFFICER}), "make a request"),
    Row(
        "request:decide", frozenset({OFFICER}), "decide a request", stages=frozenset({"sent"}), unless=(OWN,)
    ),
    Row("request:decide", frozenset({MANAGER}), "decide a request"),
    Row("bid:view", frozenset({SUPPLIER}), "see a bid", relation="bidder"),
)


@dataclass
class Request:
    """A record that knows who made it and who bids."""

    authority_id: int = HOME
    stage: str = "sent"
    people: dict[UUID, frozenset[str]] = field(default_factory=dict)

    def relations(self, person: Person) -> frozenset[str]:
        return self.people.get(person.uid, frozenset()) if person.uid else frozenset()


def someone(*roles: Role, authority: int = HOME, number: int = 1) -> Person:
    return Person(UUID(int=number), "Someone", frozenset((authority, role) for role in roles))


@pytest.fixture
def table() -> PermissionTable:
    loaded = PermissionTable()
    loaded.load(ROWS)
    return loaded


BY = someone(OFFICER)
MADE_BY_THEM = {BY.uid: frozenset({"requester"})}


@pytest.mark.parametrize(
    ("person", "permission", "record", "allowed", "hidden", "because"),
    [
        (NOBODY, PUBLIC, None, True, False, ""),
        (NOBODY, SIGNED_IN, None, False, False, "sign in"),
        (BY, SIGNED_IN, None, True, False, ""),
        (NOBODY, "request:make", None, False, False, "Only these roles may make a request: service officer."),
        (BY, "request:make", None, True, False, ""),
        (someone(SUPPLIER), "request:decide", Request(), False, False, "contract manager, service officer"),
        (BY, "request:decide", Request(), True, False, ""),
        (BY, "request:decide", Request(stage="draft"), False, False, "only while the record is sent"),
        (BY, "request:decide", Request(people=MADE_BY_THEM), False, False, "own request"),
        (BY, "request:decide", Request(ELSEWHERE), False, True, ""),
        (someone(OFFICER, authority=ELSEWHERE), "request:decide", Request(), False, True, ""),
        (someone(MANAGER), "request:decide", Request(stage="draft"), True, False, ""),
        (someone(OFFICER, MANAGER), "request:decide", Request(stage="draft"), True, False, ""),
        (
            someone(OFFICER, MANAGER),
            "request:decide",
            Request(people=MADE_BY_THEM),
            False,
            False,
            "own request",
        ),
        (someone(MANAGER), "request:decide", Request(people=MADE_BY_THEM), False, False, "own request"),
        (someone(SUPPLIER), "bid:view", Request(), False, True, ""),
        (
            someone(SUPPLIER),
            "bid:view",
            Request(people={UUID(int=1): frozenset({"bidder"})}),
            True,
            False,
            "",
        ),
    ],
)
def test_the_engine_answers(
    table: PermissionTable,
    person: Person,
    permission: str,
    record: Request | None,
    allowed: bool,
    hidden: bool,
    because: str,
) -> None:
    answer = table.may(person, permission, record)
    assert (answer.allowed, answer.hidden) == (allowed, hidden)
    assert because in answer.because


def test_a_hidden_record_is_a_404_and_says_nothing(table: PermissionTable) -> None:
    with pytest.raises(Refusal) as refused:
        table.demand(BY, "request:decide", Request(ELSEWHERE))
    assert (refused.value.status, refused.value.text) == (404, "We could not find that record.")


def test_whoever_is_shut_out_is_told_the_clause(table: PermissionTable) -> None:
    with pytest.raises(Refusal) as refused:
        table.demand(BY, "request:decide", Request(people=MADE_BY_THEM))
    assert (refused.value.status, refused.value.clause) == (403, "EXC-3")


def test_a_misspelt_permission_never_means_nobody(table: PermissionTable) -> None:
    for person in (NOBODY, BY):
        with pytest.raises(KeyError):
            table.may(person, "request:deside")


def row(*roles: Role, relation: str | None = None, stages: frozenset[str] | None = None) -> Row:
    return Row("thing:do", frozenset(roles), "do", relation=relation, stages=stages)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (row(OFFICER), row(OFFICER)),
        (row(OFFICER, MANAGER), row(MANAGER)),
        (row(OFFICER), row(OFFICER, relation="requester")),
        (row(OFFICER, stages=frozenset({"draft"})), row(OFFICER, stages=frozenset({"sent"}))),
        (row(OFFICER, stages=frozenset({"draft"}), relation="a"), row(OFFICER)),
    ],
)
def test_two_rows_that_undo_each_other_are_refused(first: Row, second: Row) -> None:
    with pytest.raises(ValueError, match="thing:do"):
        PermissionTable().load([first, second])


def test_rows_that_add_to_each_other_are_taken() -> None:
    table = PermissionTable()
    table.load([row(OFFICER, relation="a"), row(OFFICER, relation="b"), row(MANAGER)])
    assert len(table.rows["thing:do"]) == 3


def test_a_list_holds_only_what_a_role_for_that_authority_opens() -> None:
    table = PermissionTable()
    table.load(ROWS)
    roles = frozenset({(HOME, MANAGER), (ELSEWHERE, SUPPLIER)})
    both = Person(uid=UUID(int=1), roles=roles)
    assert table.authorities_for(both, "request:decide") == {HOME}
    assert table.authorities_for(both, "bid:view") == frozenset()
    assert table.authorities_for(both, "bid:view", relation="bidder") == {ELSEWHERE}
