"""The states of this room's records: a delivery, the year-end check of a commitment, a case study."""

from socialvalue.foundation.states import StateTable, Step

DELIVERY = StateTable(
    noun="delivery",
    begins="reported",
    steps=(
        Step("reported", "accept", "accepted", "delivery_accepted"),
        Step("reported", "reject", "rejected", "delivery_rejected"),
        Step("reported", "query", "queried", "delivery_queried"),
        Step("reported", "withdraw", "withdrawn", "delivery_withdrawn"),
        Step("queried", "answer", "reported", "delivery_query_answered"),
        Step("queried", "accept", "accepted", "delivery_accepted"),
        Step("queried", "reject", "rejected", "delivery_rejected"),
        Step("queried", "withdraw", "withdrawn", "delivery_withdrawn"),
        Step("accepted", "reopen", "reported", "delivery_reopened"),
        Step("rejected", "reopen", "reported", "delivery_reopened"),
    ),
)
"""A beneficiary's dispute queries nothing that was accepted: only `reopen`, the contract manager's deed, changes what
is verified (ruling 18). A correction of the supplier withdraws and reports again."""

COMMITMENT_CHECK = StateTable(
    noun="year-end check",
    begins="awaited",
    steps=(
        Step("awaited", "confirm", "confirmed", "commitment_confirmed"),
        Step("awaited", "question", "questioned", "commitment_questioned"),
        Step("questioned", "confirm", "confirmed", "commitment_confirmed"),
        Step("confirmed", "reopen", "awaited", "commitment_check_reopened"),
    ),
)
"""The contract manager's check of one commitment for one financial year; the badge leans on it (ruling 11)."""

CASE_STUDY = StateTable(
    noun="case study",
    begins="submitted",
    steps=(
        Step("submitted", "accept", "accepted", "case_study_accepted"),
        Step("submitted", "return", "returned", "case_study_returned"),
        Step("returned", "submit", "submitted", "case_study_submitted"),
        Step("accepted", "reopen", "submitted", "case_study_reopened"),
    ),
)
