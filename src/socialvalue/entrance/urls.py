"""Every address of the product: our rooms' own, and the one table of third-party addresses."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.urls import include, path

from socialvalue.entrance import pages
from socialvalue.machinery.permissions import PUBLIC, SIGNED_IN
from socialvalue.machinery.routes import route
from socialvalue.people.pages import confirm_code

# allauth checks its own pages; this table says who can reach them, for the permission matrix.
THIRD_PARTY: Final = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_signup": PUBLIC,
    "account_request_login_code": PUBLIC,
    "sign-in-code": PUBLIC,  # ours, over the next
    "account_confirm_login_code": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_inactive": PUBLIC,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": PUBLIC,
    "account_confirm_email": PUBLIC,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
}

urlpatterns = [
    route("", pages.home, needs=PUBLIC, name="home"),
    route("alive", pages.alive, needs=PUBLIC, name="alive"),
    route("ready", pages.ready, needs=PUBLIC, name="ready"),
    route("search", pages.search, needs="procurement:view", name="search"),
    route("accessibility", pages.text, needs=PUBLIC, name="accessibility"),
    route("privacy", pages.text, needs=PUBLIC, name="privacy"),
    route("help", pages.text, needs=PUBLIC, name="help"),
    route("status", pages.status, needs=PUBLIC, name="status"),
    path("account/login/code/confirm/", confirm_code, name="sign-in-code"),  # before allauth’s own
    path("account/", include("allauth.urls")),
    path("", include("socialvalue.design.urls")),
    path("", include("socialvalue.places.urls")),
    path("", include("socialvalue.policy.urls")),
    path("", include("socialvalue.toms.urls")),
    path("", include("socialvalue.planning.urls")),
    path("", include("socialvalue.tendering.urls")),
    path("", include("socialvalue.evaluation.urls")),
    path("", include("socialvalue.delivery.urls")),
    path("", include("socialvalue.recognition.urls")),
    path("", include("socialvalue.reporting.urls")),
    path("", include("socialvalue.exchange.urls")),
    path("", include("socialvalue.governance.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(route("demonstration", pages.pick_a_role, needs=PUBLIC, name="demonstration"))

handler400 = pages.refuse_bad_request
handler403 = pages.refuse_forgery
handler404 = pages.refuse_unknown
handler500 = pages.refuse_fault
