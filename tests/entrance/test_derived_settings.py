"""What Django's settings become from ours, in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[2] / "src"
SHOW = """
import json
from socialvalue.entrance import settings as s
names = [n for n in dir(s) if n.isupper() and isinstance(getattr(s, n), (str, int, bool, list, type(None)))]
print(json.dumps({n: getattr(s, n) for n in names} | {"OPTIONS": str(s.DATABASES["default"]["OPTIONS"])}, default=str))
"""


def derived(data: Path, **environment: str) -> dict[str, Any]:
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "SOCIALVALUE_DATA": str(data)}  # noqa: TID251
    done = subprocess.run(
        [sys.executable, "-c", SHOW], env={**given, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_a_live_service_over_https(tmp_path: Path) -> None:
    made = derived(
        tmp_path,
        SOCIALVALUE_PRODUCTION="true",
        DATABASE_URL="postgresql://sv@db/socialvalue?sslmode=require",
        SOCIALVALUE_PUBLIC_URL="https://social-value.example",
        SOCIALVALUE_SMTP_URL="smtp+tls://sv:s%40fe@mail.example",
    )
    assert (made["SESSION_COOKIE_NAME"], made["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert (
        made["SESSION_COOKIE_SECURE"]
        and made["CSRF_COOKIE_SECURE"]
        and made["SECURE_HSTS_SECONDS"] >= 31_536_000
    )
    assert made["ALLOWED_HOSTS"] == ["social-value.example"] and not made["DEBUG"]
    assert (made["EMAIL_PORT"], made["EMAIL_USE_TLS"], made["EMAIL_HOST_PASSWORD"]) == (587, True, "s@fe")
    assert "'sslmode': 'require'" in made["OPTIONS"]


def test_a_first_try_on_this_machine(tmp_path: Path) -> None:
    made = derived(tmp_path)
    assert (made["SESSION_COOKIE_NAME"], made["SECURE_HSTS_SECONDS"]) == ("session", 0)
    assert made["SESSION_COOKIE_HTTPONLY"] and made["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert "127.0.0.1" in made["ALLOWED_HOSTS"] and "synchronous=FULL" in made["OPTIONS"]


@pytest.mark.parametrize("name", ["HTTP_PROXY", "SOCIALVALUE_NONSENSE"])
def test_what_is_none_of_our_settings_changes_nothing(tmp_path: Path, name: str) -> None:
    assert derived(tmp_path, **{name: "x"})["DEBUG"] is False


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"SOCIALVALUE_PORT": "8437"}, "http://127.0.0.1:8437"),
        ({"SOCIALVALUE_PORT": "8437", "SOCIALVALUE_HOST": "::"}, "http://[::1]:8437"),
        ({"SOCIALVALUE_HOST": "::1"}, "http://[::1]:8000"),
        ({"SOCIALVALUE_PORT": "8437", "SOCIALVALUE_PUBLIC_URL": "http://sv.example"}, "http://sv.example"),
    ],
)
def test_links_lead_to_where_the_server_listens_unless_a_setting_says_otherwise(
    tmp_path: Path, given: dict[str, str], address: str
) -> None:
    made = derived(tmp_path, **given)
    assert made["PUBLIC_URL"] == address and made["CSRF_TRUSTED_ORIGINS"] == [address]
