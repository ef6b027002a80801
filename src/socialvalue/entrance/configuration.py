"""Every setting of the installation, read once from the environment and checked together.

A wrong setting stops the start with one sentence for each fault. What a production service must not do
(demonstration mode, known keys, SQLite without saying so) is refused here, before anything opens.
"""

from __future__ import annotations

import os
import secrets
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, HttpUrl, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from socialvalue.foundation.refusal import Refusal

KNOWN_KEYS = ("change-me", "changeme", "secret", "default", "insecure", "example")
SHORTEST_KEY = 40  # characters


class Configuration(BaseSettings):
    """The settings of one installation. Names in the environment begin with `SOCIALVALUE_`."""

    model_config = SettingsConfigDict(env_prefix="SOCIALVALUE_", extra="ignore", populate_by_name=True)

    data: Path = Field(Path("data"), description="Folder for the database, files, secrets and caches.")
    production: bool = Field(False, description="True for a live service: refuses unsafe settings.")
    demonstration: bool = Field(
        False, description="Made-up data, a page to pick a role, a clock that stands at 15 May 2028."
    )
    secret_key: SecretStr | None = Field(
        None, description="Signs sessions. Left out: made once and kept in the data folder."
    )
    database_url: Annotated[str | None, Field(alias="DATABASE_URL")] = Field(
        None, description="postgresql://user:password@host/name. Left out: SQLite in the data folder."
    )
    sqlite_in_production: bool = Field(False, description="Accept SQLite for a live service on one machine.")
    public_url: HttpUrl = Field(
        HttpUrl("http://127.0.0.1:8000"), description="The address users see. https turns on secure cookies."
    )
    pack: str | None = Field(
        None, description="Name of the data pack. Left out: the one packs/default.toml names."
    )
    smtp_url: str | None = Field(
        None, description="smtp://user:password@host:25. Left out: mail is kept in the data folder, not sent."
    )
    mail_from: str = Field("social-value@localhost", description="Sender of the service's e-mail.")
    port: int = Field(8000, ge=1, le=65535, description="Port that the server listens on.")
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    workers: int = Field(2, ge=1, le=32, description="Server processes, each with four threads.")
    debug: bool = Field(False, description="Developers only: detailed error pages. Never in production.")

    @model_validator(mode="after")
    def refuse_an_unsafe_live_service(self) -> Configuration:
        if not self.production:
            return self
        key = self.secret_key.get_secret_value() if self.secret_key else None
        faults = [
            (self.demonstration, "SOCIALVALUE_DEMONSTRATION must be off in production."),
            (self.debug, "SOCIALVALUE_DEBUG must be off in production."),
            (
                key is not None
                and (len(key) < SHORTEST_KEY or any(known in key.lower() for known in KNOWN_KEYS)),
                f"SOCIALVALUE_SECRET_KEY must be random and at least {SHORTEST_KEY} characters long.",
            ),
            (
                not self.database_url and not self.sqlite_in_production,
                "Set DATABASE_URL to a PostgreSQL database, or SOCIALVALUE_SQLITE_IN_PRODUCTION=true "
                "to accept SQLite on one machine.",
            ),
            (
                self.public_url.scheme != "https",
                "SOCIALVALUE_PUBLIC_URL must begin with https:// in production.",
            ),
        ]
        if found := [text for wrong, text in faults if wrong]:
            raise ValueError(" ".join(found))
        return self

    def session_key(self) -> str:
        """The key given, or one made at first use and kept in the data folder for its owner only."""
        return (
            self.secret_key.get_secret_value() if self.secret_key else kept_secret(self.data, "session-key")
        )


def kept_secret(data: Path, name: str) -> str:
    """The secret of this name in the data folder, made at first use (mode 600, never overwritten)."""
    path = data / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


@cache
def configuration() -> Configuration:
    """The settings in force. Raises one `Refusal` that lists every fault."""
    try:
        return Configuration()
    except ValidationError as faults:
        raise Refusal(
            code="settings-wrong", text=" ".join(map(_sentence, faults.errors())), status=500
        ) from None


def _sentence(fault: object) -> str:
    assert isinstance(fault, dict)  # noqa: S101  pydantic's own shape
    where = ".".join(map(str, fault["loc"])).upper()
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"Setting SOCIALVALUE_{where}: {message}." if where else message
