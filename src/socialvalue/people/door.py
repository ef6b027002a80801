"""How an account is read behind a session: once a request, with its roles and its second step."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from socialvalue.people.models import User
from socialvalue.people.queries import account_at_the_door


class Door(AuthenticationBackend):  # type: ignore[misc]
    """Signs people in as allauth does; reads account, roles and second step in one statement."""

    def get_user(self, user_id: Any) -> User | None:
        user = account_at_the_door(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
