"""Addresses of planning."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.planning import pages

RECORD = "procurements/<str:reference>"
deeds = pages.plan_deeds
urlpatterns = [
    route("is-it-worth-bidding", pages.is_it_worth_bidding, needs=PUBLIC, name="is-it-worth-bidding"),
    route(f"{RECORD}/plan", pages.plan, needs="procurement:view", name="procurement-plan"),
    route(f"{RECORD}/plan/route", deeds.route, needs="plan:record", name="plan-route"),
    route(f"{RECORD}/plan/term", deeds.term, needs="plan:record", name="plan-term"),
    route(f"{RECORD}/plan/worth", deeds.worth, needs="estimate:make", name="plan-worth"),
    route(f"{RECORD}/plan/like", deeds.similar, needs="estimate:make", name="plan-similar"),
    route(f"{RECORD}/plan/regard", deeds.regard, needs="plan:record", name="plan-regard"),
    route(f"{RECORD}/plan/proportion", deeds.proportion, needs="plan:record", name="plan-proportion"),
    route(f"{RECORD}/plan/consent", deeds.consent, needs="consent:record", name="plan-consent"),
    route(f"{RECORD}/copy", deeds.copy, needs="procurement:start", name="procurement-copy"),
    route("procurements", pages.procurements, needs="procurement:view", name="procurements"),
    route("procurements.csv", pages.export, needs="procurement:export", name="procurements-csv"),
    route("procurements/start", pages.start, needs="procurement:start", name="procurement-start"),
    route("procurements/<str:reference>", pages.procurement, needs="procurement:view", name="procurement"),
    route("procurements/<str:reference>/lots", pages.lots, needs="procurement:view", name="procurement-lots"),
    route(
        "procurements/<str:reference>/requirements",
        pages.requirements,
        needs="procurement:view",
        name="procurement-requirements",
    ),
    route(
        "procurements/<str:reference>/requirements/add",
        pages.add,
        needs="requirement:propose",
        name="requirement-add",
    ),
    route(
        "requirements/<int:requirement>/confirm",
        pages.confirm_requirement,
        needs="requirement:confirm",
        name="requirement-confirm",
    ),
    route(
        "requirements/<int:requirement>/remove",
        pages.remove_requirement,
        needs="requirement:propose",
        name="requirement-remove",
    ),
    route(
        "requirements/<int:requirement>/environment",
        pages.classify,
        needs="requirement:classify",
        name="requirement-classify",
    ),
    route(
        "requirements/<int:requirement>/legal",
        pages.sign_off,
        needs="legal-sign-off:record",
        name="requirement-legal",
    ),
    route(
        "requirements/<int:requirement>/remark", pages.remark, needs="remark:send", name="requirement-remark"
    ),
    route("requirements/<int:requirement>/answer", pages.answer, needs="remark:answer", name="remark-answer"),
    route("requirements", pages.all_requirements, needs="requirement:list", name="requirements"),
    route("requirements.csv", pages.all_requirements_csv, needs="requirement:list", name="requirements-csv"),
    route("encouraged", pages.encouraged, needs="encouraged:view", name="encouraged"),
    route("encouraged.csv", pages.encouraged_csv, needs="encouraged:view", name="encouraged-csv"),
    route(
        "procurements/<str:reference>/included",
        pages.inclusion,
        needs="inclusion:record",
        name="inclusion",
    ),
    route(
        "procurements/<str:reference>/question", pages.question, needs="question:write", name="lot-question"
    ),
    route(
        "procurements/<str:reference>/social-value-act",
        pages.consider,
        needs="act-record:make",
        name="act-record",
    ),
    route(
        "procurements/<str:reference>/exemption",
        pages.procurement_exemption,
        needs="exemption:view",
        name="procurement-exemption",
    ),
    route(
        "procurements/<str:reference>/exemption/ask",
        pages.ask,
        needs="exemption:request",
        name="exemption-request",
    ),
    route("exemptions", pages.exemptions, needs="exemption:view", name="exemptions"),
    route("exemptions.csv", pages.exemptions_csv, needs="exemption:export", name="exemptions-csv"),
    route("exemptions/by-year", pages.counts, needs="exemption:view", name="exemption-counts"),
    route("exemptions/agenda", pages.agenda, needs="exemption:view", name="agenda"),
    route("exemptions/<str:reference>", pages.exemption, needs="exemption:view", name="exemption"),
    route("exemptions/<str:reference>/again", pages.again, needs="exemption:request", name="exemption-again"),
    route(
        "exemptions/<str:reference>/review", pages.screen, needs="exemption:screen", name="exemption-screen"
    ),
    route(
        "exemptions/<str:reference>/determine",
        pages.decide,
        needs="exemption:decide",
        name="exemption-decide",
    ),
    route(
        "exemptions/<str:reference>/withdraw",
        pages.withdraw,
        needs="exemption:request",
        name="exemption-withdraw",
    ),
    route(
        "procurements/<str:reference>/history",
        pages.history,
        needs="procurement:view",
        name="procurement-history",
    ),
    route(
        "procurements/<str:reference>/confirm",
        pages.confirm,
        needs="determination:confirm",
        name="determination-confirm",
    ),
    route(
        "procurements/<str:reference>/correct",
        pages.correct,
        needs="determination:correct",
        name="determination-correct",
    ),
    route("exemptions/<str:reference>/sheet", pages.sheet, needs="exemption:view", name="exemption-sheet"),
    route("exemptions/<str:reference>/paper", pages.paper, needs="exemption:view", name="exemption-paper"),
    route(
        "exemptions/<str:reference>/add-paper",
        pages.add_paper,
        needs="exemption-paper:add",
        name="exemption-add-paper",
    ),
    route(
        "exemptions/<str:reference>/public-words",
        pages.summarise,
        needs="exemption:summarise",
        name="exemption-summarise",
    ),
    route(
        "exemptions/<str:reference>/condition",
        pages.report_condition,
        needs="condition:report",
        name="condition-report",
    ),
    route(
        "exemptions/<str:reference>/condition/check",
        pages.check_condition,
        needs="condition:check",
        name="condition-check",
    ),
    route(
        "procurements/<str:reference>/breach",
        pages.record_breach,
        needs="breach:record",
        name="breach-record",
    ),
    route("breaches", pages.breaches, needs="breach:view", name="breaches"),
    route("breaches.csv", pages.breaches_csv, needs="breach:export", name="breaches-csv"),
    route("breaches/by-year", pages.breach_counts, needs="breach:view", name="breach-counts"),
    route("breaches/<str:reference>", pages.breach, needs="breach:view", name="breach"),
    route("breaches/<str:reference>/plan", pages.plan_breach, needs="breach:settle", name="breach-plan"),
    route(
        "breaches/<str:reference>/settle", pages.settle_breach, needs="breach:settle", name="breach-settle"
    ),
]
