"""Settings. Every value that differs between installations is an environment variable.

All of them stand in `.env.example`; a test holds the two lists together.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
import pghistory
from django.utils.translation import gettext_lazy as _

from config.clock import SCHEDULE

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where the site lives -------------------------------------------------------------------------
# One address decides which host names are answered, and whether cookies demand HTTPS.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
HTTPS = SITE_URL.startswith("https://")
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")  # Django refuses to start without one
# localhost answers the health checks of the container itself.
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname or "localhost",
    "localhost",
    "127.0.0.1",
    *env.list("EXTRA_HOSTS", default=[]),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL.rstrip("/")]
# The law asks every public site to link to its statement on accessibility.
ACCESSIBILITY_STATEMENT_URL = env.str("ACCESSIBILITY_STATEMENT_URL", default="")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_htmx",
    "pghistory",
    "pgtrigger",
    "accounts",
    "areas",
    "partnership",
    "indicators",
    "effects",
    "dashboards",
    "reports",
]

MIDDLEWARE = [
    "accounts.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionLimitMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "indicators.middleware.RestrictedReadingMiddleware",
    "partnership.middleware.AccessMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "accounts.context.site",
                "partnership.context.site",
                "indicators.context.example",
            ],
        },
    },
]

# Forms use templates/django/forms/, so that every form reads and fails the same accessible way.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database, cache, queue -----------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default="postgresql:///kvarterkompas")
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # survives a restart of the database
DATABASE_POOL = env.int("DATABASE_POOL", default=8)  # connections a process keeps; 0: none
if DATABASE_POOL:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": DATABASE_POOL,
        "timeout": 10,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Every tracked table keeps a trace of what was added, changed and taken away.
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)

REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379").rstrip("/")
if REDIS_URL.startswith("unix://"):
    CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1) + "?virtual_host=0"
    _cache_url = f"{REDIS_URL}?db=2"
else:
    CELERY_BROKER_URL = f"{REDIS_URL}/0"
    _cache_url = f"{REDIS_URL}/2"
# Tries to sign in are counted in it; "queue" is asked by /readyz alone, and tells when it is away.
_cache = {
    "LOCATION": _cache_url,
    "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
}
CACHES = {
    "default": {"BACKEND": "accounts.caches.SteadyRedisCache", **_cache},
    "queue": {"BACKEND": "django.core.cache.backends.redis.RedisCache", **_cache},
}

# A message is only a nudge: nobody waits for a broker that is down, and beat sends it again.
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "visibility_timeout": 3600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Copenhagen"
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- What apps above bring to those below, by name ------------------------------------------------
# Parts of a partnership file that apps above the figures read and bring along.
PARTNERSHIP_CHAPTERS = [
    "effects.services.partnership_chapter.CHAPTER",
    "reports.services.partnership_chapter.CHAPTER",
]

# What prints the content of a frozen copy of a kind anew, once a withdrawn figure is out of it.
FROZEN_PRINTERS = {
    "evidence": "indicators.services.frozen_documents.pdf_of",
    "brief": "reports.exports.brief_files.printed",
}

# --- Files ----------------------------------------------------------------------------------------
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=110_000_000)  # of one text file with figures
IMPORT_MAX_WORKBOOK_BYTES = env.int("IMPORT_MAX_WORKBOOK_BYTES", default=20_000_000)
PAPER_MAX_BYTES = env.int("PAPER_MAX_BYTES", default=25 * 1024 * 1024)  # of one paper for a meeting
IMPORT_AT_ONCE_BYTES = 1_000_000  # smaller files are read while the person waits
IMPORT_KEPT_MONTHS = 24  # how long a file stays where its source says nothing
FILE_UPLOAD_HANDLERS = [
    "partnership.forms.upload_limits.CappedUpload",  # lets go of what the view would refuse for size
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Files are streamed and not counted here; a full grid has two fields for each cell.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000  # a page of the grid: ten thousand cells of two lines

# --- Statistics Denmark ---------------------------------------------------------------------------
# The one address that figures are fetched from. The proxy is for networks without a way straight out.
STATBANK_URL = env.str("STATBANK_URL", default="https://api.statbank.dk/v1")
STATBANK_PROXY = env.str("STATBANK_PROXY", default="")

# --- Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Dansk")), ("en", _("Engelsk"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

# --- Static files ---------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Users and sign-in ----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.SignedIn"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation went to the address, which proves it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Several persons of one office share an address; one mailbox has few tries.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
}
# How many proxies stand before the site; decides whose address a rate limit counts.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# --- Sessions and cookies -------------------------------------------------------------------------
SESSION_COOKIE_AGE = 12 * 60 * 60  # signed in for twelve hours at most
SESSION_IDLE_SECONDS = 30 * 60  # and half an hour without a request
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:  # browsers accept the prefix only together with Secure
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# --- What the browser may do ----------------------------------------------------------------------
# Same name and shape as in Django 6, whose own middleware can then take over.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
if HTTPS:  # TLS ends at the proxy, which overwrites this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Entering a public preload list is the domain owner's choice, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# --- E-mail and log -------------------------------------------------------------------------------
_email = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _email.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _email.get("EMAIL_FILE_PATH") or None
EMAIL_TIMEOUT = 10
# Whom people without access are told to ask; empty: the one who invited them, the secretariat.
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", default="")
INVITATION_DAYS = 7  # how long the link in an invitation works
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds that a link to a new password works
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="kvarterkompas@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # the internet knocks all day
        # The clock nudges every two seconds; only what goes wrong is news.
        "celery.beat": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
    },
}
