"""Addresses of delivery."""

from socialvalue.delivery import pages
from socialvalue.machinery.routes import route

urlpatterns = [
    route("procurements/<str:reference>/contract", pages.make, needs="contract:make", name="contract-make"),
    route("initiatives", pages.initiatives, needs="initiative:view", name="initiatives"),
    route("initiatives.csv", pages.initiatives_csv, needs="initiative:view", name="initiatives-csv"),
    route("initiatives/offer", pages.propose, needs="initiative:propose", name="initiative-propose"),
    route("initiatives/<str:reference>", pages.initiative, needs="initiative:view", name="initiative"),
    route(
        "initiatives/<str:reference>/decide",
        pages.decide_initiative,
        needs="initiative:decide",
        name="initiative-decide",
    ),
    route(
        "initiatives/<str:reference>/answer",
        pages.answer_initiative,
        needs="initiative:answer",
        name="initiative-answer",
    ),
    route(
        "initiatives/<str:reference>/withdraw",
        pages.withdraw_initiative,
        needs="initiative:answer",
        name="initiative-withdraw",
    ),
    route("contracts", pages.contracts, needs="contract:view", name="contracts"),
    route("contracts.csv", pages.export, needs="contract:export", name="contracts-csv"),
    route("contracts/<str:reference>", pages.contract, needs="contract:view", name="contract"),
    route(
        "contracts/<str:reference>/commitments",
        pages.commitments,
        needs="contract:view",
        name="contract-commitments",
    ),
    route(
        "contracts/<str:reference>/commitments/new",
        pages.agree,
        needs="commitment:agree",
        name="commitment-agree",
    ),
    route(
        "contracts/<str:reference>/commitments/vary",
        pages.vary,
        needs="commitment:vary",
        name="commitment-vary",
    ),
    route("contracts/<str:reference>/end", pages.end, needs="contract:terminate", name="contract-end"),
    route(
        "contracts/<str:reference>/case-studies",
        pages.slots,
        needs="contract:view",
        name="contract-case-studies",
    ),
    route(
        "contracts/<str:reference>/case-studies/write",
        pages.write,
        needs="case-study:submit",
        name="case-study-write",
    ),
    route("case-studies", pages.owing, needs="case-study:list", name="case-studies"),
    route("case-studies.csv", pages.owing_csv, needs="case-study:list", name="case-studies-csv"),
    route("case-studies/<uuid:uid>", pages.case_study, needs="contract:view", name="case-study"),
    route(
        "case-studies/<uuid:uid>/decide",
        pages.decide_case_study,
        needs="case-study:decide",
        name="case-study-decide",
    ),
    route("contracts/<str:reference>/history", pages.history, needs="contract:view", name="contract-history"),
    route(
        "contracts/<str:reference>/deliveries",
        pages.deliveries,
        needs="contract:view",
        name="contract-deliveries",
    ),
    route(
        "contracts/<str:reference>/deliveries/new",
        pages.report,
        needs="delivery:report",
        name="delivery-report",
    ),
    route("deliveries/<str:reference>", pages.delivery, needs="contract:view", name="delivery"),
    route("deliveries/<str:reference>/decide", pages.decide, needs="delivery:decide", name="delivery-decide"),
    route(
        "deliveries/<str:reference>/respond", pages.respond, needs="delivery:report", name="delivery-respond"
    ),
    route(
        "deliveries/<str:reference>/evidence", pages.evidence, needs="evidence:view", name="delivery-evidence"
    ),
]
