"""Addresses of planning."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.planning import pages
from socialvalue.planning.pages import engagement_events, feasibility, priorities, programme

YEAR = "engagement/years/<str:year>"
PACK = "procurements/<str:reference>/engagement/pack"
EVENT = "engagement/events/<str:reference>"

RECORD = "procurements/<str:reference>"
deeds = pages.plan_deeds
urlpatterns = [
    route("is-it-worth-bidding", pages.is_it_worth_bidding, needs=PUBLIC, name="is-it-worth-bidding"),
    route(f"{RECORD}/amend", pages.amend, needs="procurement:amend", name="procurement-amend"),
    route(f"{RECORD}/end", pages.end, needs="procurement:end", name="procurement-end"),
    route(f"{RECORD}/reopen", pages.reopen, needs="procurement:reopen", name="procurement-reopen"),
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
        "requirements/<int:requirement>/change",
        pages.change_requirement,
        needs="requirement:propose",
        name="requirement-change",
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
    route(
        "procurements/<str:reference>/engagement",
        pages.procurement_engagement,
        needs="engagement:view",
        name="procurement-engagement",
    ),
    route(
        "procurements/<str:reference>/engagement/state",
        pages.state_engagement,
        needs="engagement:state",
        name="engagement-state",
    ),
    route(
        "procurements/<str:reference>/engagement/ask",
        feasibility.open_test,
        needs="feasibility:ask",
        name="feasibility-open",
    ),
    route("engagement", engagement_events.events, needs="engagement:view", name="engagement"),
    route("engagement.csv", engagement_events.events_csv, needs="engagement:export", name="engagement-csv"),
    route("engagement/plan", engagement_events.plan, needs="engagement:plan", name="engagement-plan"),
    route(EVENT, engagement_events.event, needs="engagement:view", name="engagement-event"),
    route(f"{EVENT}/amend", engagement_events.amend, needs="engagement:plan", name="engagement-amend"),
    route(f"{EVENT}/held", engagement_events.held, needs="engagement:plan", name="engagement-held"),
    route(f"{EVENT}/cancel", engagement_events.cancel, needs="engagement:plan", name="engagement-cancel"),
    route(
        f"{EVENT}/organisations",
        engagement_events.add_attendance,
        needs="engagement:plan",
        name="attendance-add",
    ),
    route(
        "attendances/<int:attendance>/remove",
        engagement_events.strike_attendance,
        needs="engagement:plan",
        name="attendance-remove",
    ),
    route(YEAR, programme.year, needs="engagement:view", name="engagement-year"),
    route(
        f"{YEAR}/organisations",
        programme.organisations,
        needs="engagement:view",
        name="engagement-organisations",
    ),
    route(
        f"{YEAR}/organisations.csv",
        programme.organisations_csv,
        needs="engagement:export",
        name="engagement-organisations-csv",
    ),
    route(f"{YEAR}/draft-requirements", programme.tests, needs="engagement:view", name="engagement-tests"),
    route(
        "feasibility/<int:test>/invite",
        feasibility.invite,
        needs="feasibility:ask",
        name="feasibility-invite",
    ),
    route("feasibility/<int:test>/end", feasibility.end, needs="feasibility:ask", name="feasibility-end"),
    route(
        "feasibility/<int:test>/disclose",
        feasibility.disclose,
        needs="feasibility:decide",
        name="feasibility-disclose",
    ),
    route(
        "drafts/<int:item>/decide", feasibility.decide, needs="feasibility:decide", name="feasibility-decide"
    ),
    route(
        "sent-invitations/<int:invitation>/revoke",
        feasibility.revoke,
        needs="feasibility:ask",
        name="invitation-revoke",
    ),
    route("invitations/<str:token>", pages.invitation, needs=PUBLIC, name="invitation"),
    route(PACK, priorities.pack, needs="engagement:view", name="engagement-pack"),
    route(f"{PACK}.pdf", priorities.pack_pdf, needs="engagement:view", name="engagement-pack-pdf"),
    route(f"{PACK}.docx", priorities.pack_word, needs="engagement:view", name="engagement-pack-word"),
    route("priorities", priorities.priorities, needs=PUBLIC, name="priorities"),
    route("priorities.pdf", priorities.priorities_pdf, needs=PUBLIC, name="priorities-pdf"),
    route("priorities.docx", priorities.priorities_word, needs=PUBLIC, name="priorities-word"),
]
