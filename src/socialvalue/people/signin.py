"""How allauth is fitted in: its mail goes through the outbox, its accounts are made by an administrator."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import select_template

from socialvalue.foundation.clock import machine_instant
from socialvalue.foundation.references import new_uid
from socialvalue.machinery import outbox

FRESH: Final = 300.0  # seconds


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types for it
    """Sign-in by e-mailed code; officers also by password with a second step."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made with a role, by an administrator or (later) by an invitation to bid."""
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever signed in within the last five minutes has just shown who they are: the second step comes first."""
        now = machine_instant().timestamp()  # allauth stamps its records by this machine's clock
        records = get_authentication_records(self.request, self.request.user)
        if any(now - float(record["at"]) < FRESH for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe the mail instead of sending it inside the request; a code is blanked once it has gone."""
        told = {**context, "request": self.request, "email": email, "address": settings.PUBLIC_URL}
        ours = f"people/mail/{template_prefix.rpartition('/')[2]}"
        subject, text = (
            select_template([f"{ours}_{part}.txt", f"{template_prefix}_{part}.txt"]).render(told)
            for part in ("subject", "message")
        )
        outbox.owe(
            to=email, subject=subject, text=text.strip() + "\n", dedupe=f"sign-in:{new_uid()}", secret=True
        )
