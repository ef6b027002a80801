"""Every setting of the installation, read once from the environment and checked together.

A wrong setting stops the start with one sentence for each fault. What a production service must not do
(demonstration mode, known keys, SQLite without saying so) is refused here, before anything opens.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import Field, HttpUrl, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.kept import kept_secret

PREFIX: Final = "SOCIALVALUE_"
MAIL_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
KNOWN_KEYS: Final = ("change-me", "changeme", "secret", "default", "insecure", "example")
EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  where one knocks when it listens on all
SHORTEST_KEY: Final = 40  # characters


class Configuration(BaseSettings):
    """The settings of one installation. Names in the environment begin with `SOCIALVALUE_`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", populate_by_name=True)

    data: Path = Field(Path("data"), description="Folder for the database, files, secrets and caches.")
    production: bool = Field(False, description="True for a live service: refuses unsafe settings.")
    demonstration: bool = Field(
        False, description="Made-up data, a page to pick a role, a clock that stands at 15 May 2028."
    )
    demonstration_contracts: int = Field(
        150, ge=0, le=1000, description="How many contracts the made-up past of a demonstration has."
    )
    secret_key: SecretStr | None = Field(
        None, description="Signs sessions. Left out: made once and kept in the data folder."
    )
    database_url: Annotated[str | None, Field(alias="DATABASE_URL")] = Field(
        None, description="postgresql://user:password@host/name. Left out: SQLite in the data folder."
    )
    sqlite_in_production: bool = Field(False, description="Accept SQLite for a live service on one machine.")
    public_url: HttpUrl = Field(
        HttpUrl("http://127.0.0.1:8000"),
        description="The address users see. https turns on secure cookies. Left out: host and port of the server.",
    )
    pack: str | None = Field(
        None, description="Name of the data pack. Left out: the one packs/default.toml names."
    )
    smtp_url: str | None = Field(
        None,
        description="smtp://host:25, smtp+tls://user:password@host (STARTTLS) or smtps://… (TLS). "
        "Left out: mail is kept in the data folder, not sent.",
    )
    mail_from: str = Field("social-value@localhost", description="Sender of the service's e-mail.")
    proxies: int = Field(
        0,
        ge=0,
        le=5,
        description="Reverse proxies in front, whose X-Forwarded-For is believed for rate limits.",
    )
    port: int = Field(8000, ge=1, le=65535, description="Port that the server listens on.")
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    workers: int = Field(2, ge=1, le=32, description="Server processes, each with four threads.")
    debug: bool = Field(False, description="Developers only: detailed error pages. Never in production.")

    @field_validator("database_url")
    @classmethod
    def name_a_postgresql_database(cls, url: str | None) -> str | None:
        parts = urlsplit(url or "")
        if url and (parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/")):
            raise ValueError("It must look like postgresql://user:password@host/name")
        return url or None

    @field_validator("smtp_url")
    @classmethod
    def name_a_mail_server(cls, url: str | None) -> str | None:
        parts = urlsplit(url or "")
        if url and (parts.scheme not in MAIL_PORTS or not parts.hostname):
            raise ValueError("It must look like smtp://host:25, smtp+tls://user:password@host or smtps://…")
        return url or None

    @field_validator("mail_from")
    @classmethod
    def name_a_sender(cls, address: str) -> str:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
            raise ValueError("It must be one e-mail address")
        return address

    @field_validator("public_url")
    @classmethod
    def name_no_path(cls, url: HttpUrl) -> HttpUrl:
        if url.path not in {None, "/"} or url.query or url.fragment:
            raise ValueError("It must end with the host's name: the service has its own")
        return url

    @model_validator(mode="after")
    def be_seen_where_we_listen(self) -> Configuration:
        if "public_url" not in self.model_fields_set:
            with suppress(ValidationError):  # a host that is none: listening there is refused in words
                self.public_url = HttpUrl(address_of(self.host, self.port))
        return self

    @model_validator(mode="after")
    def refuse_an_unsafe_live_service(self) -> Configuration:
        if self.production and (found := [text for wrong, text in self._dangers() if wrong]):
            raise ValueError("\n".join(found))
        return self

    def _dangers(self) -> list[tuple[bool, str]]:
        return [
            (self.demonstration, "SOCIALVALUE_DEMONSTRATION must be off in production."),
            (self.debug, "SOCIALVALUE_DEBUG must be off in production."),
            (
                self.secret_key is not None and _is_guessable(self.secret_key.get_secret_value()),
                f"SOCIALVALUE_SECRET_KEY must be random and at least {SHORTEST_KEY} characters long. "
                "Leave it out to have one made.",
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
            (
                not self.smtp_url,
                "Set SOCIALVALUE_SMTP_URL: without a mail server nobody receives a sign-in code.",
            ),
        ]

    def session_key(self) -> str:
        """The key given, or one made at first use and kept in the data folder for its owner only."""
        return (
            self.secret_key.get_secret_value() if self.secret_key else kept_secret(self.data, "session-key")
        )


def address_of(host: str, port: int) -> str:
    """The address at which a browser on this machine finds a server that listens there."""
    knock = EVERYWHERE.get(host, host)
    return f"http://[{knock}]:{port}" if ":" in knock else f"http://{knock}:{port}"


def listen_on(host: str, port: int) -> Configuration:
    """Let the command line choose, for this process and those that it starts; answers the settings then in force."""
    os.environ.update({f"{PREFIX}HOST": host, f"{PREFIX}PORT": str(port)})  # noqa: TID251  for the processes to come
    configuration.cache_clear()
    return configuration()


def _is_guessable(key: str) -> bool:
    plain = key.lower()
    return len(key) < SHORTEST_KEY or len(set(key)) < 12 or any(known in plain for known in KNOWN_KEYS)


def demand_a_usable_folder(folder: Path) -> None:
    """Make the data folder, for its owner only, and write to it once. Raises a `Refusal` that names the folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as fault:
        text = f"The data folder {folder.absolute()} cannot be used: {fault.strerror}. Set SOCIALVALUE_DATA."
        raise Refusal(code="data-folder", text=text, status=500) from None


@cache
def configuration() -> Configuration:
    """The settings in force. Raises one `Refusal` that lists every fault, a line each."""
    chosen, faults = _read()
    if chosen is not None and chosen.production:
        faults = [*faults, *_misspelt()]
    if chosen is None or faults:
        raise Refusal(code="settings-wrong", text="\n".join(faults), status=500)
    demand_a_usable_folder(chosen.data)
    return chosen


def _read() -> tuple[Configuration | None, list[str]]:
    """The settings and their faults. What one field says wrongly must not hide what is unsafe in the others."""
    try:
        return Configuration(), []
    except ValidationError as first:
        faults = [*map(_sentence, first.errors())]
        fields = Configuration.model_fields
        names = {field.alias or name: name for name, field in fields.items()}
        wrong = {str(fault["loc"][0]) for fault in first.errors() if fault["loc"]}
    if wrong:
        try:
            Configuration(**{name: fields[names[name]].default for name in wrong})
        except ValidationError as second:
            faults += [_sentence(fault) for fault in second.errors() if not fault["loc"]]
    return None, faults


def _misspelt() -> list[str]:
    """Names in the environment that mean nothing: a safeguard that was misspelt is not in force."""
    known = {f"{PREFIX}{name}".upper() for name in Configuration.model_fields}
    given = os.environ  # noqa: TID251  only names: the values come through `Configuration`
    strange = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    near = {name: get_close_matches(name, known, 1) for name in strange}
    return [
        f"There is no setting {name}." + (f" Did you mean {near[name][0]}?" if near[name] else "")
        for name in strange
    ]


def _sentence(fault: object) -> str:
    assert isinstance(fault, dict)  # noqa: S101  pydantic's own shape
    message = str(fault["msg"]).removeprefix("Value error, ")
    if not fault["loc"]:
        return message
    name = str(fault["loc"][0])
    return f"Setting {name if name.isupper() else PREFIX + name.upper()}: {message}."
