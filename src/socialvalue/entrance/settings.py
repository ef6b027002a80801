"""Django's settings, derived from `configuration`; nothing here reads the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from socialvalue.entrance.configuration import MAIL_PORTS, configuration

CONFIGURATION = configuration()
DATA = CONFIGURATION.data.absolute()
SECURE = CONFIGURATION.public_url.scheme == "https"

SECRET_KEY = CONFIGURATION.session_key()
DEBUG = CONFIGURATION.debug
PRODUCTION = CONFIGURATION.production
DEMONSTRATION = CONFIGURATION.demonstration
DEMONSTRATION_CONTRACTS = CONFIGURATION.demonstration_contracts
PACK = CONFIGURATION.pack
SOURCE = Path(__file__).parents[1]
PUBLIC_URL = str(CONFIGURATION.public_url).rstrip("/")
ALLOWED_HOSTS = [CONFIGURATION.public_url.host or "127.0.0.1", "localhost", "127.0.0.1", "[::1]"]
if PRODUCTION:
    ALLOWED_HOSTS = [CONFIGURATION.public_url.host or ""]

ROOT_URLCONF = "socialvalue.entrance.urls"
WSGI_APPLICATION = "socialvalue.entrance.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "socialvalue.design",  # before allauth, so that its skin is found first
    "socialvalue.people",  # the same for the words of its pages
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "socialvalue.machinery",
    "socialvalue.places",
    "socialvalue.policy",
    "socialvalue.toms",
    "socialvalue.planning",
    "socialvalue.tendering",
    "socialvalue.evaluation",
    "socialvalue.delivery",
    "socialvalue.recognition",
    "socialvalue.exchange",
    "socialvalue.reporting",
    "socialvalue.governance",
    "socialvalue.entrance",
]

MIDDLEWARE = [
    "socialvalue.machinery.requests.RequestLog",
    "socialvalue.machinery.memory.RequestMemory",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "socialvalue.machinery.requests.SafeHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "socialvalue.people.middleware.WhoIsThere",
    "socialvalue.machinery.requests.RefusalPages",
]


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": "-c statement_timeout=30000 -c lock_timeout=10000",
            "connect_timeout": 5,
            **dict(parse_qsl(parts.query)),  # such as sslmode=require
        },
    }


def _sqlite() -> dict[str, Any]:
    # FULL: an acknowledged commit survives a power cut. IMMEDIATE: a writer queues instead of failing half-way.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "socialvalue.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": _postgresql(CONFIGURATION.database_url) if CONFIGURATION.database_url else _sqlite()}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "machinery_cache",
        # allauth counts tries here. With Django’s 300, whoever comes from many addresses culls those of sign-in.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {"environment": "socialvalue.design.jinja.environment"},
    },
    {
        # Only for allauth's own pages, whose content is rendered inside our layout.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "socialvalue.design.renderer.GovukRenderer"
JINJA_CACHE = DATA / "cache" / "templates"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "cache" / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES = DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_TEMP_DIR = None
LARGEST_UPLOAD = 200_000_000  # bytes: a year of one portal's notices

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["socialvalue.people.door.Door"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "socialvalue.people.signin.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the code sent to it
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIGURATION.proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator gave the address; nobody signs up with somebody else's
MFA_TOTP_ISSUER = "Social Value"

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = False  # the proxy's business; see docs/running
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = CONFIGURATION.mail_from
if CONFIGURATION.smtp_url:
    _smtp = urlsplit(CONFIGURATION.smtp_url)
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname, _smtp.port or MAIL_PORTS[_smtp.scheme]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
    EMAIL_USE_TLS = _smtp.scheme == "smtp+tls"
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"

USE_TZ = True
TIME_ZONE = "UTC"  # stored and logged; pages show Europe/London through foundation.calendar
LANGUAGE_CODE = "en-gb"
USE_I18N = True
FORMAT_MODULE_PATH = None
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]

LOGGING_CONFIG = None  # structlog, in wiring
SILENCED_SYSTEM_CHECKS: list[str] = []
