"""Addresses of the policy room."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.policy import pages

urlpatterns = [
    route("do-i-need-social-value", pages.do_i_need_it, needs=PUBLIC, name="do-i-need-it"),
    route("policy", pages.policy, needs=PUBLIC, name="policy"),
    route("glossary", pages.glossary, needs=PUBLIC, name="glossary"),
]
