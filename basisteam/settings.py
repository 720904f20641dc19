"""All settings. What differs between machines comes from the environment (.env.example lists every name)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from kombu import Queue

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))  # the embedded database and broker

# --- where we are ------------------------------------------------------------------------------------

DEMO = env.bool("DEMO", default=False)  # demo people log in with one click; mail is shown on a page
DEBUG = env.bool("DEBUG", default=False)
BASIS_URL = env("BASIS_URL", default="http://localhost:8000").rstrip("/")  # links in mail
# The machine itself always, for the health check; links in mail never come from the Host header.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=[]), "localhost", "127.0.0.1", "[::1]"]
HTTPS = env.bool("HTTPS", default=BASIS_URL.startswith("https://"))

SECRET_KEY = env("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if not SECRET_KEY:
    if not DEMO:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing. Put a long random text in .env (see .env.example), "
            "or use `make run` for the demo."
        )
    SECRET_KEY = "alleen-voor-de-demo-" + "0" * 40  # noqa: S105  no real session ever uses it

# --- Django ------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "logboek",
    "concept",
    "ui",
    "organisatie",
    "notificaties",
    "overleggen",
    "werk",
    "portefeuilles",
    "bondgenoten",
    "casuistiek",
    "dashboard",
    "demo",
    "basisteam",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "concept.middleware.ConceptMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisatie.middleware.NoStoreMiddleware",
    "notificaties.middleware.AnsweredMiddleware",
]

ROOT_URLCONF = "basisteam.urls"
WSGI_APPLICATION = "basisteam.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "dashboard.context.shell",
            ],
            "builtins": ["ui.templatetags.ui", "organisatie.templatetags.handelingen"],
        },
    }
]

# Who was erased and must stay so when an older copy of the database is put back: kept outside that database.
WISREGISTER = Path(env("WISREGISTER", default=str(VAR_DIR / "wisregister.jsonl")))

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'basisteam.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Every transaction takes the write lock at its start: a reader that turns writer cannot fail halfway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA secure_delete=ON",
    }
    DATABASES["default"]["TEST"] = {
        "NAME": str(VAR_DIR / "test.sqlite3")
    }  # a file: threads lock as in real life
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# --- language and time -------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# --- login -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisatie.Medewerker"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "organisatie.inloggen.Backend",
]
CSRF_FAILURE_VIEW = "concept.views.csrf_failure"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard:mijn-werk"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "organisatie.adapter.ClosedAdapter"  # people come from the import, not from a sign-up form
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False

SESSION_COOKIE_AGE = 12 * 3600  # a long shift
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy in front does this; behind it every request is plain
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # so this warning says nothing here
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- static files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
CRISPY_ALLOWED_TEMPLATE_PACKS = ("nlds",)
CRISPY_TEMPLATE_PACK = "nlds"

# --- mail --------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="basisteam@localhost")
EMAIL_TIMEOUT = 10
if env("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# --- Celery ------------------------------------------------------------------------------------------

CELERY_BROKER_URL = env("REDIS_URL", default="filesystem://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"  # beat only ticks; hours and days are reckoned by our own rules
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a broker that is away for a night is found again in the morning
if CELERY_BROKER_URL.startswith("filesystem"):
    _broker = VAR_DIR / "broker"
    (_broker / "control").mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str | int | bool] = {
        "data_folder_in": str(_broker),
        "data_folder_out": str(_broker),
        "control_folder": str(_broker / "control"),
    }
    CELERY_WORKER_PREFETCH_MULTIPLIER = 16  # with 1 this transport waits two seconds before every task
else:
    CELERY_TASK_ACKS_LATE = True
    CELERY_TASK_REJECT_ON_WORKER_LOST = True
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        # A Redis that went and came back: notice it by asking, and never wait for an answer that does not come.
        "health_check_interval": 5,
        "socket_timeout": 10,
        "socket_keepalive": True,
        "retry_on_timeout": True,
    }
# Mail never waits behind a tick: a queue of its own, and with `-Q mail` a worker of its own. Who starts one worker for all
# (without -Q) gets both.
CELERY_TASK_QUEUES = [Queue("celery"), Queue("mail")]
CELERY_TASK_ROUTES = {"notificaties.send_mail": {"queue": "mail"}}
TIK_SECONDEN = env.float("TIK_SECONDEN", default=60)
CELERY_BEAT_SCHEDULE_FILENAME = env("BEAT_SCHEDULE", default=str(VAR_DIR / "beat-schedule"))
CELERY_BEAT_SCHEDULE = {
    # A tick that waited for five rounds is of no use any more; one that waited for one must still run, or a slow
    # neighbour would starve it.
    name: {"task": name, "schedule": TIK_SECONDEN, "options": {"expires": 5 * TIK_SECONDEN}}
    for name in (
        "casuistiek.tick",
        "overleggen.tick",
        "portefeuilles.tick",
        "bondgenoten.tick",
        "dashboard.tick",
        "werk.tick",
        "notificaties.send_mail",
    )
}

REMEMBERED_TEAMS = 200  # of how many teams a process remembers the facts; 0: none

# --- logging: what happened, never whose words -------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # A page somebody may not open or that is not there is no fault of ours: no trace on the console.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
