"""The deeds of planning behind one door."""

from socialvalue.planning.actions.act_records import record_consideration
from socialvalue.planning.actions.checks import classify_requirement, record_legal_sign_off
from socialvalue.planning.actions.determinations import (
    confirm_determination,
    correct_determination,
    move_on,
)
from socialvalue.planning.actions.exemptions import (
    grant_exemption,
    refuse_exemption,
    request_again,
    request_exemption,
    screen_exemption,
    withdraw_exemption,
)
from socialvalue.planning.actions.inclusion import record_inclusion
from socialvalue.planning.actions.remarks import answer_remark, send_remark
from socialvalue.planning.actions.requirements import (
    confirm_requirement,
    propose_requirement,
    remove_requirement,
    write_question,
)
from socialvalue.planning.actions.starting import start_procurement

__all__ = [
    "answer_remark",
    "classify_requirement",
    "confirm_determination",
    "confirm_requirement",
    "correct_determination",
    "grant_exemption",
    "move_on",
    "propose_requirement",
    "record_consideration",
    "record_inclusion",
    "record_legal_sign_off",
    "refuse_exemption",
    "remove_requirement",
    "request_again",
    "request_exemption",
    "screen_exemption",
    "send_remark",
    "start_procurement",
    "withdraw_exemption",
    "write_question",
]
