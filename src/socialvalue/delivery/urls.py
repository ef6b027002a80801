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
]
