"""Addresses of recognition."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.recognition import pages

CONTRACT = "contracts/<str:reference>/badge"

urlpatterns = [
    route(CONTRACT, pages.contract_badge, needs="contract:view", name="contract-badge"),
    route(f"{CONTRACT}/verify", pages.verify, needs="badge:verify", name="badge-verify"),
    route(f"{CONTRACT}/impact", pages.tell, needs="impact:tell", name="badge-impact"),
    route(f"{CONTRACT}/evidence", pages.evidence, needs="evidence:view", name="badge-evidence"),
    route(f"{CONTRACT}/revoke", pages.revoke, needs="badge:verify", name="badge-revoke"),
    route("badges", pages.badges, needs=PUBLIC, name="badges"),
    route("badges.csv", pages.export, needs=PUBLIC, name="badges-csv"),
    route("badges/<uuid:uid>", pages.badge, needs=PUBLIC, name="badge"),
]
