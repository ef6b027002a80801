"""Where the rooms are put together: the permission table, the clocks, repeating tasks, ports, logging."""

from __future__ import annotations

import logging.config
import re
from collections.abc import MutableMapping
from datetime import timedelta
from importlib import import_module
from typing import Any, Final

import structlog
from django.conf import settings

from socialvalue.delivery import ports as delivery_ports
from socialvalue.delivery import queries as delivery
from socialvalue.design.ports import bind_frame
from socialvalue.entrance import frame
from socialvalue.entrance.demonstration import clock as demonstration_clock
from socialvalue.evaluation import queries as evaluation
from socialvalue.evaluation.ports import bind_contract
from socialvalue.exchange.tasks import end_abandoned as abandoned_imports
from socialvalue.foundation import clock
from socialvalue.governance import queries as governance
from socialvalue.machinery import (
    audit,
    checking,
    clocks,
    housekeeping,
    outbox,
    permissions,
    schedule,
    uploads,
)
from socialvalue.planning.ports import bind_feedback, bind_tabs
from socialvalue.policy.ports import bind_clauses
from socialvalue.recognition import sentences as recognition_sentences
from socialvalue.tendering.ports import bind_result

ROOMS: Final = (
    "machinery",
    "people",
    "places",
    "policy",
    "toms",
    "planning",
    "tendering",
    "evaluation",
    "delivery",
    "recognition",
    "reporting",
    "governance",
    "exchange",
    "entrance",
)


def wire() -> None:
    """Called by `EntranceConfig.ready`: everything that a lower floor declares and this floor binds."""
    permissions.TABLE.load(
        row for room in ROOMS for row in import_module(f"socialvalue.{room}.permissions").ROWS
    )
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        clock.bind_instant(clocks.DatabaseClock().now)
    if settings.DEMONSTRATION:
        demonstration_clock.bind()
    bind_frame(frame.frame_for)
    bind_clauses(governance.clause_ids)
    bind_tabs(
        ("Methodology", "methodology"),
        ("Publication", "readiness"),
        ("Bids", "procurement-bids"),
        ("Evaluation", "evaluation"),
        ("Awards and contracts", "procurement-awards"),
        ("Notices", "procurement-notices"),
    )
    bind_result(evaluation.outcomes)
    bind_feedback(evaluation.feedback_in)
    bind_contract(delivery.contract_of_award)
    delivery_ports.bind_tabs(("Badge", "contract-badge"))
    delivery_ports.bind_sentences(recognition_sentences.SENTENCES)
    checking.bind_checks(delivery.roll_up_finding)
    schedule.repeat("send mail", every=timedelta(seconds=5), run=outbox.deliver)
    schedule.repeat("end abandoned imports", every=timedelta(minutes=1), run=abandoned_imports)
    schedule.repeat("sign the event log", every=timedelta(hours=1), run=audit.make_checkpoint)
    schedule.repeat("sweep out what is no longer needed", every=timedelta(days=1), run=housekeeping.sweep)
    uploads.keep_files_of_any_name()
    set_up_logging()


TOKEN: Final = re.compile(r"(/invitations/)[^\s/?\"'\\]+")


def without_tokens(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Whoever reads a log must not be able to open somebody's link, whichever logger wrote its address."""
    for key, said in event.items():
        if isinstance(said, str) and "/invitations/" in said:
            event[key] = TOKEN.sub(r"\1…", said)
    return event


def set_up_logging() -> None:
    """One JSON line an event on standard error, from the standard library's loggers too."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        without_tokens,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_tokens,  # once more: an exception names its address too
    ]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processor": structlog.processors.JSONRenderer(),
                    "foreign_pre_chain": shared,
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": "WARNING"},
            "loggers": {
                "socialvalue": {"level": "INFO" if settings.PRODUCTION else "WARNING"},
                "django.request": {"level": "ERROR"},  # a refused form is no fault of the service
                "django.security.DisallowedHost": {
                    "level": "CRITICAL"
                },  # answered with 400; anyone can send one
            },
        }
    )
