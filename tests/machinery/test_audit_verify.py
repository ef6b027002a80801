"""`audit verify` names the first bad event, whatever was done to the log."""

from collections.abc import Callable

import pytest
from django.db import connection

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit, events, guards
from socialvalue.machinery.models import Checkpoint, Event, EventText
from tests.machinery import logs

HERE = 8  # events of the tests, after those of the template


def columns(number: int, /, **new: object) -> None:
    Event.objects.filter(index=number).update(**new)


def rechained(index: int, before: bytes, deed: str = "thing_noted") -> bytes:
    """Write one event anew so that its own digest and its link hold."""
    made = logs.made_event(index, before, deed)
    columns(
        index, body=made.body, digest=made.digest, deed=made.deed, uid=made.uid, at=made.at, record="thing"
    )
    return bytes(made.digest)


def edit(at: int) -> None:
    columns(at, body=bytes(Event.objects.get(index=at).body).replace(b"12.50", b"99.50"))


def edit_with_digest(at: int) -> None:
    rechained(at, bytes(Event.objects.get(index=at - 1).digest), "thing_praised")


def edit_column(at: int) -> None:
    columns(at, deed="thing_praised")


def delete(at: int) -> None:
    Event.objects.filter(index=at).delete()


def insert(at: int) -> None:
    for index in range(logs_end() - 1, at - 1, -1):
        columns(index, index=index + 1)
    before = bytes(Event.objects.get(index=at - 1).digest)
    logs.made_event(at, before, "thing_praised").save(force_insert=True)


def reorder(at: int) -> None:
    for old, new in ((at, -1), (at + 1, at), (-1, at + 1)):
        columns(old, index=new)


def nonsense(at: int) -> None:
    made = audit.hashlib.sha256(b"[]").digest()
    columns(at, body=b"[]", digest=made)


def logs_end() -> int:
    return Event.objects.count()


@pytest.fixture
def log(db: None) -> int:
    """A log with some events; answers the index of one in its middle."""
    logs.append_many(HERE)
    return logs_end() - HERE // 2


# An event whose link, digest and columns hold is shown up by its follower.
@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (edit, 0),
        (edit_with_digest, 1),
        (edit_column, 0),
        (delete, 0),
        (insert, 1),
        (reorder, 0),
        (nonsense, 0),
    ],
)
def test_the_first_bad_event_is_named(log: int, tamper: Callable[[int], None], named: int) -> None:
    assert audit.verify().sound
    with logs.the_guards_asleep():
        tamper(log)
    verdict = audit.verify()
    assert not verdict.sound and verdict.first_bad == log + named, verdict


def test_a_truncated_tail_is_seen_by_its_checkpoint(log: int) -> None:
    audit.make_checkpoint()
    end = logs_end()
    with logs.the_guards_asleep():
        Event.objects.filter(index__gte=end - 3).delete()
    verdict = audit.verify()
    assert verdict.first_bad == end - 3 and f"checkpoint was made at {end}" in str(verdict.fault)


def test_a_truncated_tail_is_seen_by_the_texts_it_left(log: int) -> None:
    last = logs.append(texts={"reason": "because"}).index
    with logs.the_guards_asleep():
        Event.objects.filter(index=last).delete()
    assert audit.verify().first_bad == last


def rewrite_everything() -> None:
    previous = events.GENESIS
    with logs.the_guards_asleep():
        for index in range(logs_end()):
            previous = rechained(index, previous, "thing_praised")


def test_a_full_rewrite_is_caught_by_the_checkpoint(log: int) -> None:
    audit.make_checkpoint()
    rewrite_everything()
    verdict = audit.verify()
    assert "was rewritten" in str(verdict.fault) and verdict.first_bad == logs_end() - 1


def test_a_rewrite_of_log_and_checkpoints_is_caught_by_a_checkpoint_kept_elsewhere(log: int) -> None:
    point = audit.make_checkpoint()
    assert point
    Checkpoint.objects.all().delete()
    rewrite_everything()
    audit.make_checkpoint()
    assert audit.verify().sound  # nothing in this database can tell
    assert "was rewritten" in str(audit.verify([point.note]).fault)


def with_text() -> int:
    """An event with a text, and one after it; answers its index."""
    at = logs.append(texts={"reason": "the only bidder withdrew"}).index
    logs.append()
    return at


def mark_as_erased(at: int, text: str = "", salt: bytes = b"") -> None:
    EventText.objects.filter(event_index=at).update(text=text, salt=salt, erased_at=logs.BEGAN)


def tell_of_erasure(at: int, name: str = "reason") -> None:
    logs.append(events.ERASED, record="event", after={"index": at, "name": name})


def test_a_changed_text_is_seen(log: int) -> None:
    at = with_text()
    EventText.objects.filter(event_index=at).update(text="another reason")
    assert audit.verify().first_bad == at


def test_an_erased_text_of_which_an_event_tells_still_verifies_and_is_counted(log: int) -> None:
    at = with_text()
    assert audit.verify().erased == 0
    mark_as_erased(at)
    tell_of_erasure(at)
    verdict = audit.verify()
    assert verdict.sound and verdict.erased == 1


def test_a_text_is_not_erased_by_marking_it(log: int) -> None:
    at = with_text()
    mark_as_erased(at)
    assert audit.verify().first_bad == at and "no event tells" in str(audit.verify().fault)
    tell_of_erasure(at, "another")
    assert audit.verify().first_bad == at


@pytest.mark.parametrize(("text", "salt"), [("FORGED", b""), ("", b"salt"), ("FORGED", b"salt")])
def test_an_erased_text_holds_nothing(log: int, text: str, salt: bytes) -> None:
    at = with_text()
    mark_as_erased(at, text, salt)
    tell_of_erasure(at)
    assert audit.verify().first_bad == at and "still holds" in str(audit.verify().fault)


def test_an_erasure_cannot_be_told_before_the_text_was_written(log: int) -> None:
    at = logs.append(events.ERASED, record="event", after={"index": logs_end() + 1, "name": "reason"}).index
    assert with_text() == at + 1
    mark_as_erased(at + 1)
    assert audit.verify().first_bad == at + 1


def test_a_text_that_was_deleted_instead_of_erased_is_seen(log: int) -> None:
    at = logs.append(texts={"reason": "the only bidder withdrew"}).index
    EventText.objects.filter(event_index=at).delete()
    assert "never deleted" in str(audit.verify().fault) and audit.verify().first_bad == at


def test_a_fallen_trigger_is_named(log: int) -> None:
    on = "" if connection.vendor == "sqlite" else " ON machinery_event"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER event_refuses_delete{on}")
    assert "trigger event_refuses_delete is missing" in str(audit.verify().fault)


def test_a_trigger_that_no_longer_refuses_is_named(log: int) -> None:
    assert guards.fallen() == []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER event_refuses_update")
            cursor.execute(
                "CREATE TRIGGER event_refuses_update BEFORE UPDATE ON machinery_event BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION event_refusal() RETURNS trigger LANGUAGE plpgsql "
                "AS $$ BEGIN RETURN NEW; END $$"
            )
    assert "event_refuses_update" in guards.fallen()


KINDS = [
    ("machinery_event", "index", "body", "replace(body, '12.50', '99.50')"),
    ("machinery_event", "index", "body", "cast(body as text)"),
    ("machinery_event", "index", "digest", "cast(digest as text)"),
    ("machinery_event", "index", "at", "7"),
    ("machinery_event", "index", "at", "'yesterday'"),
    ("machinery_event", "index", "uid", "'nobody'"),
    ("machinery_eventtext", "event_index", "salt", "cast(salt as text)"),
    ("machinery_eventtext", "event_index", "text", "cast(text as blob)"),
]


@pytest.mark.parametrize(("table", "key", "column", "value"), KINDS)
def test_a_column_that_holds_another_kind_of_value_is_named_and_is_no_accident(
    log: int, table: str, key: str, column: str, value: str
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no other kind of value in a column")
    at = with_text()
    with logs.the_guards_asleep(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = {value} WHERE "{key}" = {at}')
    verdict = audit.verify()
    assert verdict.first_bad == at and f"vent {at} was changed" in str(verdict.fault)


def test_peaks_of_another_kind_are_named_and_break_no_later_checkpoint(log: int) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no other kind of value in a column")
    point = audit.make_checkpoint()
    assert point
    with connection.cursor() as cursor:
        cursor.execute("UPDATE machinery_checkpoint SET peaks = cast(peaks as text)")
    logs.append()
    assert audit.verify().first_bad == point.size - 1
    assert audit.make_checkpoint()


def test_an_event_of_another_kind_is_not_signed(log: int) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no other kind of value in a column")
    with logs.the_guards_asleep(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE machinery_event SET body = cast(body as text) WHERE "index" = {log}')
    with pytest.raises(Refusal, match=f"Event {log} was changed, so nothing is signed"):
        audit.make_checkpoint()
