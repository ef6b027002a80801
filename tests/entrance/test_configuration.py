"""Settings: every fault at once, and nothing unsafe in a live service."""

import os
import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from socialvalue.entrance import configuration
from socialvalue.entrance.configuration import Configuration
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.kept import kept_secret

LIVE = {
    "SOCIALVALUE_PRODUCTION": "true",
    "DATABASE_URL": "postgresql://sv@db/socialvalue",
    "SOCIALVALUE_PUBLIC_URL": "https://social-value.example",
    "SOCIALVALUE_SMTP_URL": "smtp+tls://sv:secret@mail.example",
}


def read(monkeypatch: pytest.MonkeyPatch, data: Path, **environment: str) -> Configuration:
    for name in list(os.environ):  # noqa: TID251  emptied for the test
        if name.startswith("SOCIALVALUE_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    for name, value in {"SOCIALVALUE_DATA": str(data), **environment}.items():
        monkeypatch.setenv(name, value)
    configuration.configuration.cache_clear()
    try:
        return configuration.configuration()
    finally:
        monkeypatch.undo()
        configuration.configuration.cache_clear()


def test_a_live_service_with_safe_settings_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = read(monkeypatch, tmp_path, **LIVE)
    assert chosen.production and len(chosen.session_key()) > 80


KEY = "SOCIALVALUE_SECRET_KEY"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SOCIALVALUE_DEMONSTRATION", "true", "DEMONSTRATION must be off"),
        ("SOCIALVALUE_DEBUG", "true", "DEBUG must be off"),
        (KEY, "short", "at least 40"),
        (KEY, "a" * 60, "must be random"),
        (KEY, "django-insecure-7f3kq9x2m1v8b4n6c0z5l7j9h2g4f6d8", "must be random"),
        ("DATABASE_URL", "", "SOCIALVALUE_SQLITE_IN_PRODUCTION"),
        ("DATABASE_URL", "mysql://a@b/c", "DATABASE_URL: It must look like postgresql"),
        ("SOCIALVALUE_PUBLIC_URL", "http://social-value.example", "https://"),
        ("SOCIALVALUE_PUBLIC_URL", "https://example.org/path", "must end with the host"),
        ("SOCIALVALUE_SMTP_URL", "", "nobody receives a sign-in code"),
        ("SOCIALVALUE_SMTP_URL", "mail.example", "SOCIALVALUE_SMTP_URL: It must look like smtp"),
        ("SOCIALVALUE_PORT", "70000", "SOCIALVALUE_PORT"),
        ("SOCIALVALUE_MAIL_FROM", "nobody", "SOCIALVALUE_MAIL_FROM"),
        ("SOCIALVALUE_DEMONSTATION", "false", "Did you mean SOCIALVALUE_DEMONSTRATION?"),
    ],
)
def test_a_live_service_refuses(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, told: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read(monkeypatch, tmp_path, **{**LIVE, name: value})
    assert told in refused.value.text and "secret@" not in refused.value.text


def test_every_fault_stands_in_one_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong = {"SOCIALVALUE_PRODUCTION": "true", "SOCIALVALUE_DEMONSTRATION": "true", "SOCIALVALUE_PORT": "x"}
    with pytest.raises(Refusal) as refused:
        read(monkeypatch, tmp_path, **wrong, SOCIALVALUE_WORKERS="0")
    text = refused.value.text
    assert len(text.splitlines()) == 6, text
    assert all(
        name in text for name in ("PORT", "WORKERS", "DEMONSTRATION", "DATABASE_URL", "https", "SMTP_URL")
    )


def test_sqlite_can_be_accepted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    accepted = {**LIVE, "DATABASE_URL": "", "SOCIALVALUE_SQLITE_IN_PRODUCTION": "true"}
    assert read(monkeypatch, tmp_path, **accepted).database_url is None


def test_a_data_folder_that_cannot_be_used_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match=r"The data folder .*file/data cannot be used: Not a directory"):
        read(monkeypatch, tmp_path / "file" / "data")


def test_a_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    secret, path = kept_secret(tmp_path, "session-key"), tmp_path / "secrets" / "session-key"
    assert kept_secret(tmp_path, "session-key") == secret and len(secret) > 80
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    path.write_text("the operator's own")
    assert kept_secret(tmp_path, "session-key") == "the operator's own"


def test_processes_that_start_together_read_the_same_secret(tmp_path: Path) -> None:
    for number in range(10):
        data = tmp_path / str(number)
        with ProcessPoolExecutor(4) as pool:
            assert len(set(pool.map(kept_secret, [data] * 8, ["session-key"] * 8))) == 1
        assert [path.name for path in (data / "secrets").iterdir()] == ["session-key"]
