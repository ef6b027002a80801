"""The deeds of planning behind one door."""

from socialvalue.planning.actions.act_records import record_consideration
from socialvalue.planning.actions.breaches import plan_breach, record_breach, settle_breach
from socialvalue.planning.actions.checks import classify_requirement, record_legal_sign_off
from socialvalue.planning.actions.conditions import check_condition, report_condition
from socialvalue.planning.actions.copying import copy_procurement
from socialvalue.planning.actions.determinations import confirm_determination, correct_determination, move_on
from socialvalue.planning.actions.determining import grant_exemption, refuse_exemption, screen_exemption
from socialvalue.planning.actions.exemptions import request_again, request_exemption, withdraw_exemption
from socialvalue.planning.actions.inclusion import record_inclusion
from socialvalue.planning.actions.papers import add_paper, summarise_exemption
from socialvalue.planning.actions.plans import judge_proportion, record_consent, record_plan, record_regard
from socialvalue.planning.actions.remarks import answer_remark, send_remark
from socialvalue.planning.actions.requirements import (
    confirm_requirement,
    propose_requirement,
    remove_requirement,
    write_question,
)
from socialvalue.planning.actions.starting import start_procurement
from socialvalue.planning.actions.valuing import estimate_value, handle_similar_need

__all__ = [
    "add_paper",
    "answer_remark",
    "check_condition",
    "classify_requirement",
    "confirm_determination",
    "confirm_requirement",
    "copy_procurement",
    "correct_determination",
    "estimate_value",
    "grant_exemption",
    "handle_similar_need",
    "judge_proportion",
    "move_on",
    "plan_breach",
    "propose_requirement",
    "record_breach",
    "record_consent",
    "record_consideration",
    "record_inclusion",
    "record_legal_sign_off",
    "record_plan",
    "record_regard",
    "refuse_exemption",
    "remove_requirement",
    "report_condition",
    "request_again",
    "request_exemption",
    "screen_exemption",
    "send_remark",
    "settle_breach",
    "start_procurement",
    "summarise_exemption",
    "withdraw_exemption",
    "write_question",
]
