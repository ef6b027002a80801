"""Addresses of exchange."""

from socialvalue.exchange import pages
from socialvalue.machinery.routes import route

urlpatterns = [
    route("imports", pages.imports, needs="import:view", name="imports"),
    route("imports/new", pages.start, needs="import:start", name="import-start"),
    route("imports/<uuid:uid>", pages.run, needs="import:view", name="import"),
    route("imports/<uuid:uid>/progress", pages.progress, needs="import:view", name="import-progress"),
    route("imports/<uuid:uid>/problems.csv", pages.problems_csv, needs="import:view", name="import-problems"),
    route(
        "procurements/<str:reference>/notices",
        pages.notices,
        needs="procurement:view",
        name="procurement-notices",
    ),
    route(
        "procurements/<str:reference>/awards",
        pages.awards,
        needs="procurement:view",
        name="procurement-awards",
    ),
]
