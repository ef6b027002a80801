"""An exemption told in answers: the request, the review, the determination with its figures, the conditions."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from socialvalue.design.parts import Answer
from socialvalue.foundation.calendar import format_date, format_instant
from socialvalue.planning.face import EXEMPTION_STATES, GROUNDS, OPINIONS, kind_text, percent
from socialvalue.planning.queries import ExemptionShown, FiguresThen, RequestShown, ReviewShown, Written

Group = tuple[str, list[Answer]]
BASES: Final = {
    "judged-part": "The judged part, as a share of the total",
    "whole-social-value": "All of Social Value, as a share of the total",
}
CLOSED: Final = "Someone whose account is closed"


def told_by(
    who: dict[str, str], uid: UUID | None, at: datetime | None, deputy_for: UUID | None = None
) -> str:
    """Who, for whom if they stood in, and when."""
    name = who.get(str(uid), CLOSED)
    if deputy_for:
        name = f"{name}, as deputy for {who.get(str(deputy_for), CLOSED)}"
    return f"{name}, {format_instant(at)}" if at else name


def all_answers(shown: ExemptionShown, written: Written, who: dict[str, str]) -> list[Group]:
    """The record: the determination first where there is one, then how it came to it."""
    groups: list[Group] = []
    if shown.decided_at:
        groups += [("The determination", decision_answers(shown, written, who))]
        if written.minute:
            basis = Answer("What must reach it", BASES.get(written.minute.basis, written.minute.basis))
            figures = figure_answers(written.minute.figures, written.minute.policy_in_force)
            groups.append(("The figures as they stood", [*figures, basis]))
    elif shown.state == "withdrawn":
        groups.append(("Taken back", [Answer("Reason", shown.reason)]))
    return groups + review_answers(shown, written, who)


def review_answers(shown: ExemptionShown, written: Written, who: dict[str, str]) -> list[Group]:
    """The newest request and the newest review: what somebody reads who has to do the next thing."""
    newest = written.requests[0] if written.requests else None
    groups = [("The request", request_answers(shown, newest, who))]
    if written.reviews:
        groups.append(("The standards team’s view", one_review(written.reviews[0], who)))
    elif shown.screened_at:
        by = told_by(who, shown.screened_by, shown.screened_at)
        groups.append(
            ("The standards team’s view", [Answer("Reasons", shown.view), Answer("Reviewed by", by)])
        )
    return groups


def request_answers(shown: ExemptionShown, asked: RequestShown | None, who: dict[str, str]) -> list[Answer]:
    """What is asked for, with every answer. A request from before the questions has its justification alone."""
    if asked is None:
        return [
            Answer("What is asked for", kind_text(shown.kind, shown.lowest)),
            Answer("Ground", GROUNDS[shown.ground]),
            Answer("Why", shown.justification),
            Answer("Asked by", told_by(who, shown.requested_by, shown.requested_at)),
        ]
    given = asked.answers
    return [
        Answer("What is asked for", kind_text(asked.kind, asked.lowest)),
        Answer("Ground", GROUNDS[asked.ground]),
        Answer("What is bought", given.bought),
        Answer("Why", asked.justification),
        Answer("What was tried", given.tried),
        Answer("What suppliers said", given.market),
        Answer("What is done without it", given.instead),
        Answer("The need in the area", given.need),
        Answer("Urgent", f"Yes. {given.unforeseen}" if given.is_urgent else "No"),
        Answer("Asked against", f"{percent(asked.figures.minimum)} minimum, policy {asked.figures.policy}"),
        Answer("Asked by", told_by(who, asked.requested_by, asked.requested_at)),
    ]


def one_review(review: ReviewShown, who: dict[str, str]) -> list[Answer]:
    """A review in answers."""
    answers = [Answer("View", OPINIONS[review.opinion]), Answer("Reasons", review.reasons)]
    if review.conditions:
        answers.append(Answer("Conditions it depends on", review.conditions))
    if review.questions:
        answers.append(Answer("Questions", review.questions))
    by = told_by(who, review.reviewed_by, review.reviewed_at, review.deputy_for)
    return [*answers, Answer("Reviewed by", by)]


def decision_answers(shown: ExemptionShown, written: Written, who: dict[str, str]) -> list[Answer]:
    """What was determined, why, by whom, under which clause, at which meeting."""
    minute = written.minute
    outcome = EXEMPTION_STATES[shown.state].text
    answers = [
        Answer("Determined", f"{outcome} with conditions" if shown.conditions else outcome),
        Answer("Clause", "EXC-2: the management team determines, after a review; nobody their own"),
        Answer("Reasons", shown.reason),
    ]
    if minute:
        answers += [
            Answer("Meeting", format_date(minute.held_on)),
            Answer("Present", minute.present),
            Answer("Interests", minute.interests or "None was declared"),
        ]
    if shown.state == "granted" and shown.granted_on:
        last = format_date(shown.expires_on) if shown.expires_on else "no end"
        answers.append(Answer("Counts", f"From {format_date(shown.granted_on)} to {last}"))
    by = told_by(who, shown.decided_by, shown.decided_at, minute.deputy_for if minute else None)
    return [*answers, Answer("Determined by", by)]


def figure_answers(then: FiguresThen, in_force: bool = True) -> list[Answer]:
    """The figures that a decision was made with."""
    return [
        Answer(
            "Policy version", then.policy if in_force else f"{then.policy} (not in force yet: indicative)"
        ),
        Answer("Minimum weighting", percent(then.minimum)),
        Answer("Band", then.band.capitalize()),
        Answer(
            "Estimated value, including VAT",
            "Not known" if then.value_inc_vat is None else then.value_inc_vat,
        ),
        Answer("Threshold", "Not known" if then.threshold is None else then.threshold),
        Answer("Commencement", then.commenced_on or "Not known"),
        Answer("Determination", f"Version {then.version}"),
    ]
