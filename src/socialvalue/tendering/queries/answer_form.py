"""What a published tender asks as a form to fill in on paper: nothing is copied by hand (CAT-1, FIN-1)."""

from __future__ import annotations

from collections.abc import Iterator

from socialvalue.design.documents.plain import Block, Heading, Paper, Points, Section, Table, Text
from socialvalue.foundation.calendar import format_date, format_instant
from socialvalue.tendering.readings.opportunities import OpportunityShown
from socialvalue.tendering.readings.tender import Asked, AskedInWords, LotShown

OFFERS = ("What is asked", "Where and by when", "How much you offer", "Who does it, and how")
MORE = ("What more you would do", "How much, and by when", "Where", "What will prove it")
ROOM = (("",),) * 4  # lines to write on
NO_NAMES = "Do not name people whom you will help."


def answer_form(shown: OpportunityShown) -> Paper:
    """The form of one opportunity. Its words are those of the published page; it reads nothing."""
    published = format_instant(shown.published_at)
    return Paper(
        title=f"Social Value answers: {shown.title}",
        lead="Write your answers here first. Offer what you can keep: 0 is an answer.",
        author=shown.buyer,
        footer=f"{shown.reference}, notice {shown.notice_reference}, published on {published}.",
        sections=(_sending(shown), *(_lot(lot, only=len(shown.lots) == 1) for lot in shown.lots)),
    )


def _sending(shown: OpportunityShown) -> Section:
    until = f"{format_instant(shown.closes_at)}, UK time"
    if shown.takes_bids:
        how = f"Type your answers into the service under {shown.reference} and send them before {until}."
    else:
        how = f"Send your answers as notice {shown.notice_reference} says, before {until}."
    days = f"The contract runs from {format_date(shown.starts_on)} to {format_date(shown.ends_on)}."
    return Section("Before you begin", (Points((how, days, NO_NAMES)),))


def _lot(lot: LotShown, *, only: bool) -> Section:
    name = "What you offer" if only else f"Lot {lot.number}: {lot.title}"
    return Section(name, tuple(_blocks(lot)))


def _blocks(lot: LotShown) -> Iterator[Block]:
    if not lot.requirements and not lot.questions:
        yield Text("Nothing is asked here. You may still offer something.")
    if lot.requirements:
        rows = tuple(_row(each) for each in lot.requirements)
        yield Table("What is asked, and what you offer", OFFERS, rows, is_form=True)
        yield Heading("What is counted, and what proves it")
        yield Points(tuple(_counted(each) for each in lot.requirements))
    for question in lot.questions:
        yield from _question(question)
    yield Heading("Something more, if you like")
    yield Table("Something more", MORE, (("", "", "", ""),) * 2, is_form=True)


def _row(asked: Asked) -> tuple[str, ...]:
    least = "at least" if asked.kind == "minimum" else "target"
    when = "; ".join(asked.dues) or "during the contract"
    return (f"{asked.title}: {least} {asked.amount}", f"{asked.place or 'Anywhere'}, {when}", "", "")


def _counted(asked: Asked) -> str:
    parts = (f"{asked.title}: {asked.definition}", asked.counting_rule, f"Evidence: {asked.evidence}")
    return " ".join(f"{part.rstrip('. ')}." for part in parts if part)


def _question(question: AskedInWords) -> Iterator[Block]:
    yield Heading(f"Question {question.number}")
    yield Text(question.text)
    if question.descriptors:
        yield Points(tuple(f"Mark {mark}: {meaning}" for mark, meaning in enumerate(question.descriptors)))
    yield Table(
        f"Your answer to question {question.number}",
        (f"Your answer, up to {question.word_limit:,} words",),
        ROOM,
        is_form=True,
    )
