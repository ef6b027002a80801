"""The one page of signing in that is ours: a code is tried three times and no more, however many try at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from allauth.account.app_settings import LOGIN_BY_CODE_MAX_ATTEMPTS
from allauth.account.views import ConfirmLoginCodeView
from django.http import HttpRequest, HttpResponseBase

from socialvalue.machinery.turnstile import Turnstile

# Longer than a code lives (ACCOUNT_LOGIN_BY_CODE_TIMEOUT), so that no code gets a second count.
CODES: Final = Turnstile("sign-in-code", most=LOGIN_BY_CODE_MAX_ATTEMPTS, within=timedelta(hours=1))


class ConfirmCode(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth ships no types for it
    """allauth counts the tries in the session, which requests at the same moment each read before the others count."""

    def post(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        """One try; one too many ends the code, as the last wrong one does."""
        state = self._process.state
        asked = f"{state.get('user_id')}:{state.get('email')}:{state['at']}"
        if self._action == "verify" and not CODES.admits(asked):
            state["failed_attempts"] = self._process.max_attempts
            over: HttpResponseBase = self.form_invalid(self.get_form())
            return over
        answer: HttpResponseBase = super().post(request, *args, **more)
        return answer


confirm_code = ConfirmCode.as_view()
