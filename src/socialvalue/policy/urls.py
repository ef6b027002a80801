"""Addresses of the policy room."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.policy import pages

urlpatterns = [
    route("do-i-need-social-value", pages.do_i_need_it, needs=PUBLIC, name="do-i-need-it"),
    route("policy", pages.policy, needs=PUBLIC, name="policy"),
    route("glossary", pages.glossary, needs=PUBLIC, name="glossary"),
    route("rulings", pages.rulings, needs="ruling:view", name="rulings"),
    route("rulings.csv", pages.rulings_csv, needs="ruling:export", name="rulings-csv"),
    route("rulings/record", pages.record_ruling, needs="ruling:record", name="ruling-record"),
    route("rulings/<str:reference>", pages.ruling, needs="ruling:view", name="ruling"),
    route(
        "rulings/<str:reference>/replace", pages.replace_ruling, needs="ruling:record", name="ruling-replace"
    ),
    route(
        "rulings/<str:reference>/withdraw",
        pages.withdraw_ruling,
        needs="ruling:record",
        name="ruling-withdraw",
    ),
]
