"""Addresses of delivery."""

from socialvalue.delivery import pages
from socialvalue.machinery.routes import route

urlpatterns = [
    route("contracts", pages.contracts, needs="contract:view", name="contracts"),
    route("contracts.csv", pages.export, needs="contract:export", name="contracts-csv"),
    route("contracts/<str:reference>", pages.contract, needs="contract:view", name="contract"),
    route(
        "contracts/<str:reference>/commitments",
        pages.commitments,
        needs="contract:view",
        name="contract-commitments",
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
