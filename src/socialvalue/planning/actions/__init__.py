"""The deeds of planning behind one door."""

from socialvalue.planning.actions.act_records import record_consideration
from socialvalue.planning.actions.amending import (
    Called,
    amend_procurement,
    end_procurement,
    reopen_procurement,
)
from socialvalue.planning.actions.breaches import plan_breach, record_breach, settle_breach
from socialvalue.planning.actions.checks import classify_requirement, record_legal_sign_off
from socialvalue.planning.actions.conditions import check_condition, report_condition
from socialvalue.planning.actions.copying import copy_procurement
from socialvalue.planning.actions.determinations import confirm_determination, correct_determination, move_on
from socialvalue.planning.actions.determining import grant_exemption, refuse_exemption, screen_exemption
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
from socialvalue.planning.actions.exemptions import request_again, request_exemption, withdraw_exemption
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
from socialvalue.planning.actions.inclusion import record_inclusion
from socialvalue.planning.actions.papers import add_paper, summarise_exemption
from socialvalue.planning.actions.plans import judge_proportion, record_consent, record_plan, record_regard
from socialvalue.planning.actions.remarks import answer_remark, send_remark
from socialvalue.planning.actions.requirements import (
    change_requirement,
    confirm_requirement,
    propose_requirement,
    remove_requirement,
    write_question,
)
from socialvalue.planning.actions.starting import start_procurement
from socialvalue.planning.actions.valuing import estimate_value, handle_similar_need

__all__ = [
    "Called",
    "Named",
    "Occasion",
    "Said",
    "add_paper",
    "amend_event",
    "amend_procurement",
    "answer_remark",
    "answer_test",
    "cancel_event",
    "change_requirement",
    "check_condition",
    "classify_requirement",
    "confirm_determination",
    "confirm_requirement",
    "copy_procurement",
    "correct_determination",
    "decide_draft",
    "disclose_test",
    "end_procurement",
    "end_test",
    "estimate_value",
    "grant_exemption",
    "handle_similar_need",
    "invite",
    "judge_proportion",
    "move_on",
    "note_attendance",
    "open_test",
    "plan_breach",
    "plan_event",
    "propose_requirement",
    "record_breach",
    "record_consent",
    "record_consideration",
    "record_event",
    "record_inclusion",
    "record_legal_sign_off",
    "record_plan",
    "record_regard",
    "refuse_exemption",
    "remove_requirement",
    "reopen_procurement",
    "report_condition",
    "request_again",
    "request_exemption",
    "revoke_invitation",
    "screen_exemption",
    "send_remark",
    "settle_breach",
    "start_procurement",
    "state_engagement",
    "strike_attendance",
    "summarise_exemption",
    "withdraw_exemption",
    "write_question",
]
