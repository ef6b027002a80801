"""Addresses of reporting."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.reporting import pages

urlpatterns = [
    route("your-area", pages.area, needs=PUBLIC, name="your-area"),
    route("statement", pages.years, needs=PUBLIC, name="statements"),
    route("statement/<str:year>", pages.statement, needs=PUBLIC, name="statement"),
    route("statement/<str:year>/figures.csv", pages.export, needs=PUBLIC, name="statement-csv"),
    route("statement/<str:year>/figures/<str:code>", pages.figure, needs=PUBLIC, name="figure"),
    route(
        "statement/<str:year>/figures/<str:code>/deliveries.csv",
        pages.export_rows,
        needs="figure:open",
        name="figure-csv",
    ),
    route("statement/<str:year>/places", pages.places, needs=PUBLIC, name="statement-places"),
    route("statement/<str:year>/places/<str:code>", pages.place, needs=PUBLIC, name="statement-place"),
]
