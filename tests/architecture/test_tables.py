"""What every table keeps: migrations that match, who beside when, keys that never delete another room's rows."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

OURS = [model for model in apps.get_models() if model.__module__.startswith("socialvalue.")]
NOBODYS = {  # moments that no person causes, or whose person stands in the event log
    "machinery.EventText.erased_at": "an erasure is an event of its own",
    "machinery.Checkpoint.made_at": "the service signs",
    "evaluation.Evaluator.declared_at": "by the evaluator, whose row it is",
    "evaluation.Evaluator.locked_at": "by the evaluator, whose row it is",
    "evaluation.Score.scored_at": "by the evaluator of the row",
    "recognition.Badge.known_at": "a cut-off, not a deed",
    "tendering.Bid.received_at": "stamped by the service; submitted_by is whose",
    "tendering.Bid.committed_at": "stamped by the service; submitted_by is whose",
    "tendering.Opportunity.closes_at": "a deadline, set with the publication",
    "machinery.Mail.owed_at": "owed by a deed, which is logged",
    "machinery.Mail.next_try_at": "the worker plans",
    "machinery.Mail.sent_at": "the worker sends",
    "machinery.Mail.stale_at": "a limit, set with the mail",
    "planning.FeasibilityAnswer.answered_at": "by whoever holds the link; nobody signs in",
    "machinery.Tries.ends_at": "a limit, set with the first try",
    "machinery.Worker.started_at": "a program",
    "machinery.Worker.seen_at": "a program",
    "machinery.Scheduled.due_at": "the worker plans",
    "machinery.Scheduled.last_at": "the worker runs",
    "people.User.added_at": "the event user_added says who",
    "exchange.ImportRun.finished_at": "the worker finishes",
    "exchange.Release.released_at": "read from the notice",
}


def columns(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]
    return list(model._meta.concrete_fields)


def test_migrations_are_complete(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_every_moment_has_its_person() -> None:
    lonely = {
        f"{model._meta.label}.{column.name}"
        for model in OURS
        for column in columns(model)
        if column.name.endswith("_at")
        and f"{column.name[:-3]}_by" not in {other.name for other in columns(model)}
    }
    assert lonely == set(NOBODYS)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_key_to_another_room_protects_and_looks_down_only(model: type[models.Model]) -> None:
    for column in columns(model):
        if (
            not isinstance(column, models.ForeignKey)
            or column.related_model._meta.app_label == model._meta.app_label
        ):
            continue
        assert column.remote_field.on_delete is models.PROTECT, column
        assert column.remote_field.related_name == "+", column


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_names_say_what_a_column_holds(model: type[models.Model]) -> None:
    for column in columns(model):
        if isinstance(column, models.DateTimeField):
            assert column.name == "last_login" or column.name == "at" or column.name.endswith("_at"), column
        elif isinstance(column, models.DateField):
            assert column.name.endswith("_on"), column
        assert not isinstance(column, models.FloatField | models.DecimalField), (
            f"{column}: keep integers (rulings 26)"
        )


def test_every_table_says_what_it_is() -> None:
    assert [
        model for model in OURS if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")
    ] == []


@pytest.mark.parametrize("change", ["UPDATE machinery_event SET deed = 'x'", "DELETE FROM machinery_event"])
def test_the_database_refuses_to_change_an_event(db: None, change: str) -> None:
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
