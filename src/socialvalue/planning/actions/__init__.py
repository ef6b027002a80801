"""The deeds of planning behind one door."""

from socialvalue.planning.actions.act_records import record_consideration
from socialvalue.planning.actions.determinations import (
    confirm_determination,
    correct_determination,
    move_on,
)
from socialvalue.planning.actions.doors import Named
from socialvalue.planning.actions.engagement import state_engagement
from socialvalue.planning.actions.engagement_events import (
    Occasion,
    amend_event,
    cancel_event,
    note_attendance,
    plan_event,
    record_event,
    strike_attendance,
)
from socialvalue.planning.actions.exemptions import (
    grant_exemption,
    refuse_exemption,
    request_again,
    request_exemption,
    screen_exemption,
    withdraw_exemption,
)
from socialvalue.planning.actions.feasibility import (
    Said,
    answer_test,
    decide_draft,
    disclose_test,
    end_test,
    invite,
    open_test,
    revoke_invitation,
)
from socialvalue.planning.actions.requirements import (
    confirm_requirement,
    propose_requirement,
    remove_requirement,
    write_question,
)
from socialvalue.planning.actions.starting import start_procurement

__all__ = [
    "Named",
    "Occasion",
    "Said",
    "amend_event",
    "answer_test",
    "cancel_event",
    "confirm_determination",
    "confirm_requirement",
    "correct_determination",
    "decide_draft",
    "disclose_test",
    "end_test",
    "grant_exemption",
    "invite",
    "move_on",
    "note_attendance",
    "open_test",
    "plan_event",
    "propose_requirement",
    "record_consideration",
    "record_event",
    "refuse_exemption",
    "remove_requirement",
    "request_again",
    "request_exemption",
    "revoke_invitation",
    "screen_exemption",
    "start_procurement",
    "state_engagement",
    "strike_attendance",
    "withdraw_exemption",
    "write_question",
]
