"""Settings of the portal: one file, everything that differs comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from chamber.embedded.defaults import default_urls, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

env = environ.Env()

DEBUG = env.bool("PORTAL_DEBUG", default=False)
DEMO = env.bool("PORTAL_DEMO", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
PORTAL_URL = env("PORTAL_URL", default="http://localhost:8000").rstrip("/")
HTTPS = PORTAL_URL.startswith("https://")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "modeltranslation",
    "missions",
    "citizens",
    "clusters",
    "partners",
    "chamber.home",
    "chamber.api",
    "chamber.health",
    "chamber.backup",
    "chamber.glossary",
    "chamber.bookings",
    "chamber.seats",
    "chamber.documents",
    "chamber.calendar",
    "chamber.chain",
    "chamber.privacy",
    "chamber.mail",
    "chamber.jobs",
    "chamber.links",
    "chamber.history",
    "chamber.lists",
    "chamber.forms",
    "chamber.charts",
    "chamber.slots",
    "chamber.embedded",
    "chamber.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "rules",
    "csp",
    "django_htmx",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "chamber.headers.SecurityHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "chamber.headers.Compressed",
    "chamber.outage.DatabaseOutage",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "chamber.headers.Methods",
    "chamber.headers.Sizes",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chamber.accounts.middleware.SessionList",
    "chamber.accounts.middleware.SecondFactor",
    "chamber.accounts.middleware.SignedOutPolling",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "chamber.urls"
WSGI_APPLICATION = "chamber.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FILTERS_EMPTY_CHOICE_LABEL = _("any")
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
                "chamber.slots.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "chamber.charts.templatetags.look",
            ],
        },
    }
]

# Data -----------------------------------------------------------------------------------------
DATABASES = {
    "default": env.db("DATABASE_URL")
    if "DATABASE_URL" in env
    else env.db_url_config(default_urls()[0])
}
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": False,
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": DATABASES["default"].get("OPTIONS", {})
    | {
        "pool": {"min_size": 0, "max_size": env.int("DATABASE_POOL", default=12), "timeout": 2},
        "connect_timeout": 2,
        # A slip of the pen in a name ("Antwrep") leaves it about half alike.
        "options": "-c statement_timeout={} -c lock_timeout={}"
        " -c pg_trgm.word_similarity_threshold=0.45".format(
            env.int("STATEMENT_TIMEOUT_MS", default=10_000),
            env.int("LOCK_TIMEOUT_MS", default=3_000),
        ),
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="") or default_urls()[1]
CACHES = {
    "default": {
        "BACKEND": "chamber.cache.FailoverCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            "socket_timeout": 0.3,
            "socket_connect_timeout": 0.3,
        },
    },
    # Rate limits keep counting here while the cache is away.
    "database": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# Background -----------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_TIME_LIMIT = env.int("TASK_TIME_LIMIT", default=300)
CELERY_TASK_SOFT_TIME_LIMIT = CELERY_TASK_TIME_LIMIT - 30
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("VISIBILITY_TIMEOUT", default=900),
}

MAIL_LEASE = env.float("MAIL_LEASE", default=60)  # seconds a worker may hold a claimed mail
MAIL_SWEEP = env.float("MAIL_SWEEP", default=30)  # seconds between two sweeps
MAIL_DRAIN = env.float("MAIL_DRAIN", default=5)  # seconds between two looks at what is due
MAIL_CUT = env.float("MAIL_CUT", default=20)  # seconds after which a silent mail server is cut off
MAIL_UNDO = env.float("MAIL_UNDO", default=10)  # seconds in which one mail can be taken back
MAIL_ROUND_UNDO = env.float("MAIL_ROUND_UNDO", default=600)  # the same for a round of many
JOB_LEASE = env.float("JOB_LEASE", default=60)
SEAT_OFFER_HOURS = env.int("SEAT_OFFER_HOURS", default=48)
RENEWAL_DAYS = env.int("RENEWAL_DAYS", default=365)  # for which what members say counts as right

CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # What no worker took in time is dropped: the next round does the same.
    task: {"task": f"chamber.{task}", "schedule": every, "options": {"expires": max(every, 60)}}
    for task, every in {
        "mail.drain": MAIL_DRAIN,
        "mail.sweep": MAIL_SWEEP,
        "jobs.sweep": MAIL_SWEEP,
        "seats.sweep": 300,
        "health.canary": MAIL_SWEEP,
        "jobs.rounds": 3600,
        "privacy.retention": 3600,
        "forms.forget": 3600,
        "accounts.clear_sessions": 86_400,
    }.items()
}

# Mail -----------------------------------------------------------------------------------------
_email = env.email_url("EMAIL_URL", default="smtp://localhost:1025")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="Chamber of Commerce <portal@example.org>")
MAILBOX_DIR = Path(env("MAILBOX_DIR", default=str(VAR / "mailbox")))

# People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:today"
ACCOUNT_ADAPTER = "chamber.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "chamber.accounts.adapter.SecondFactorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "chamber.accounts.entrance.LoginForm",
    "signup": "chamber.accounts.entrance.SignupForm",
    "add_email": "chamber.accounts.entrance.AddEmailForm",
    "change_password": "chamber.accounts.entrance.ChangePasswordForm",
    "set_password": "chamber.accounts.entrance.SetPasswordForm",
    "reset_password": "chamber.accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "chamber.accounts.entrance.ResetPasswordKeyForm",
    "reauthenticate": "chamber.accounts.entrance.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "chamber.accounts.entrance.AuthenticateForm",
    "reauthenticate": "chamber.accounts.entrance.ReauthenticateCodeForm",
    "authenticate_webauthn": "chamber.accounts.entrance.AuthenticateWebAuthnForm",
    "login_webauthn": "chamber.accounts.entrance.LoginWebAuthnForm",
    "reauthenticate_webauthn": "chamber.accounts.entrance.ReauthenticateWebAuthnForm",
    "activate_totp": "chamber.accounts.entrance.ActivateTOTPForm",
    "add_webauthn": "chamber.accounts.entrance.AddWebAuthnForm",
    "edit_webauthn": "chamber.accounts.entrance.EditWebAuthnForm",
}
# Counted before a password is hashed; what is left out has allauth's limit.
API_RATE = env("API_RATE", default="120/m")  # requests of one reader
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "10/m/ip",
    "reset_password": "10/m/ip,5/h/key",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_TRUSTED_PROXY_COUNT = NINJA_NUM_PROXIES = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "BeNeLux - Ukraine"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = True

# Languages and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("nl", "Nederlands"),
    ("fr", "Français"),
    ("uk", "Українська"),
]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("en", "nl", "fr", "uk")}
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
ZONES = {"Europe/Brussels": _("Brussels"), "Europe/Kyiv": _("Kyiv")}

# Files ----------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("STATIC_MANIFEST", default=True)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Besides what is compressed already: fonts for paper and the atlas, which no browser asks for.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "png", "webp", "gz", "br", "woff2", "ttf", "json"]
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
REQUEST_AT_MOST = env.int("REQUEST_AT_MOST", default=25 * 2**20)  # bytes, files included
IMPORT_AT_MOST = env.int("IMPORT_AT_MOST", default=100 * 2**20)  # bytes of a file of partners
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Headers --------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("SESSION_AGE", default=12 * 3600)
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "chamber.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 86_400
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
