"""Addresses of evaluation."""

from socialvalue.evaluation import pages
from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route

LOTS, SEAT = "procurements/<str:reference>/evaluation", "scoring/<int:seat>"
urlpatterns = [
    route(LOTS, pages.evaluation, needs="evaluation:view", name="evaluation"),
    route(f"{LOTS}/appoint", pages.appoint, needs="evaluator:appoint", name="evaluator-appoint"),
    route(f"{LOTS}/release", pages.release, needs="evaluator:appoint", name="evaluator-release"),
    route(f"{LOTS}/conflict", pages.decide, needs="conflict:decide", name="conflict-decide"),
    route(f"{LOTS}/marks", pages.marks, needs="consensus:view", name="consensus"),
    route(f"{LOTS}/agree", pages.agree, needs="consensus:agree", name="consensus-agree"),
    route(f"{LOTS}/run", pages.run, needs="result:run", name="result-run"),
    route(f"{LOTS}/other", pages.other, needs="result:complete", name="result-other"),
    route(f"{LOTS}/result", pages.result, needs="result:view", name="result"),
    route(f"{LOTS}/result.json", pages.result_file, needs="result:view", name="result-file"),
    route(f"{LOTS}/award", pages.award, needs="award:make", name="award"),
    route("scoring", pages.scoring, needs="score:list", name="scoring"),
    route(SEAT, pages.desk, needs="score:view", name="scoring-lot"),
    route(f"{SEAT}/declare", pages.declare, needs="interest:declare", name="scoring-declare"),
    route(f"{SEAT}/question", pages.question, needs="score:give", name="scoring-question"),
    route(f"{SEAT}/lock", pages.lock, needs="score:give", name="scoring-lock"),
    route("feedback", pages.feedback, needs="feedback:view", name="feedback"),
    route("feedback.csv", pages.feedback_csv, needs="feedback:view", name="feedback-csv"),
    route(
        "tender-feedback/<int:feedback>", pages.tender_feedback, needs="feedback:give", name="tender-feedback"
    ),
    route("bids/<str:reference>/result", pages.summary, needs="summary:view", name="bid-result"),
    route("granted-exemptions", pages.granted_exemptions, needs=PUBLIC, name="granted-exemptions"),
    route(
        "granted-exemptions.csv", pages.granted_exemptions_csv, needs=PUBLIC, name="granted-exemptions-csv"
    ),
]
