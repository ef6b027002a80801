"""The states of planning's records: a determination, a procurement's stage, a requirement, an exemption, a breach."""

from __future__ import annotations

from typing import Final

from socialvalue.foundation.states import StateTable, Step

DETERMINATION: Final = StateTable(
    noun="determination",
    begins="proposed",
    steps=(
        Step("proposed", "propose", "proposed", "determination_proposed"),
        Step("proposed", "confirm", "confirmed", "determination_confirmed"),
        Step("proposed", "correct", "corrected", "determination_corrected"),
        Step(
            "confirmed", "propose", "proposed", "determination_proposed"
        ),  # a newer estimate asks for another band
        Step("confirmed", "correct", "corrected", "determination_corrected"),
        Step("corrected", "propose", "proposed", "determination_proposed"),
        Step("corrected", "correct", "corrected", "determination_corrected"),
    ),
)

PROCUREMENT: Final = StateTable(  # its stage; each step is taken by the deed of the room that it belongs to
    noun="procurement",
    begins="planning",
    steps=(
        Step("planning", "publish", "tendering", "opportunity_published"),
        Step("planning", "end", "ended", "procurement_ended"),
        Step("ended", "reopen", "planning", "procurement_reopened"),
    ),
)

REQUIREMENT: Final = StateTable(
    noun="requirement",
    begins="draft",
    steps=(
        Step("draft", "propose", "draft", "requirement_proposed"),
        Step("draft", "confirm", "confirmed", "requirement_confirmed"),
        Step("draft", "remove", "removed", "requirement_removed"),
        Step("confirmed", "remove", "removed", "requirement_removed"),
    ),
)

REMARK: Final = StateTable(  # of the standards team, about a requirement
    noun="remark",
    begins="draft",
    steps=(
        Step("draft", "send", "open", "remark_sent"),
        Step("open", "answer", "answered", "remark_answered"),
    ),
)

EXEMPTION: Final = (
    StateTable(  # EXC-1, EXC-2: asked for in writing, looked at, then determined by somebody else
        noun="exemption",
        begins="draft",
        steps=(
            Step("draft", "request", "requested", "exemption_requested"),
            Step("requested", "forward", "with-management", "exemption_forwarded"),
            Step("requested", "return", "returned", "exemption_returned"),
            Step("requested", "withdraw", "withdrawn", "exemption_withdrawn"),
            Step("returned", "request", "requested", "exemption_requested"),
            Step("returned", "withdraw", "withdrawn", "exemption_withdrawn"),
            Step("with-management", "grant", "granted", "exemption_granted"),
            Step("with-management", "refuse", "refused", "exemption_refused"),
            Step("with-management", "withdraw", "withdrawn", "exemption_withdrawn"),
        ),
    )
)

CONDITION: Final = (
    StateTable(  # of an exemption: its owner says that it is done, somebody else checks it (EXC-2)
        noun="condition",
        begins="open",
        steps=(
            Step("open", "report", "reported", "condition_reported"),
            Step("reported", "accept", "done", "condition_accepted"),
            Step("reported", "return", "open", "condition_returned"),
        ),
    )
)

BREACH: Final = StateTable(  # rulings 7: there is no way from here to an exemption
    noun="breach",
    begins="draft",
    steps=(
        Step("draft", "record", "recorded", "breach_recorded"),
        Step("recorded", "plan", "in-hand", "breach_planned"),
        Step("recorded", "dismiss", "dismissed", "breach_dismissed"),
        Step("in-hand", "plan", "in-hand", "breach_planned"),
        Step("in-hand", "close", "closed", "breach_closed"),
        Step("in-hand", "dismiss", "dismissed", "breach_dismissed"),
        Step("closed", "reopen", "in-hand", "breach_reopened"),
    ),
)

ENGAGEMENT_EVENT: Final = StateTable(  # COM-1: planned, then held or not
    noun="engagement event",
    begins="planned",
    steps=(
        Step("planned", "plan", "planned", "engagement_planned"),
        Step("planned", "amend", "planned", "engagement_amended"),
        Step("planned", "hold", "held", "engagement_recorded"),
        Step("planned", "cancel", "cancelled", "engagement_cancelled"),
    ),
)
