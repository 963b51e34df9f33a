"""Settings. With no environment at all they are right for a developer's machine; with
APP_ENV=production they refuse to start without what an office must bring.

APP_ENV              development (default), test or production
DATA_DIR             folder of SQLite database, archive and uploads (default: var/)
DATABASE_URL         sqlite:///path or postgres://… (default: SQLite in DATA_DIR)
SECRET_KEY           signs sessions; at least 50 random characters (default: a known one)
ALLOWED_HOSTS        host names, separated by commas (default: this machine)
SITE_ADDRESS         where people open it, printed in QR codes (default: this machine and PORT)
TRUSTED_PROXY_COUNT  proxies in front that append X-Forwarded-For (default: 0)
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from config.environment import Environment
from config.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(BASE_DIR)

APP_ENV = env.app_env
DEBUG = False
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.allowed_hosts()
SITE_ADDRESS = env.site_address()
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

DATA_DIR = env.data_dir()
ARCHIVE_DIR = DATA_DIR / "archive"
MEDIA_ROOT = DATA_DIR / "uploads"
JOBS_DIR = DATA_DIR / "jobs"  # files made by the worker, kept for some days; not backed up
DATABASES = {"default": env.database(DATA_DIR)}
env.require()

# Applications, the lowest floor first

INSTALLED_APPS = [
    "organizations",
    "documents",
    "plans",
    "registrations",
    "evaluations",
    "recognition",
    "oversight",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_structlog",
    "csp",
]

MIDDLEWARE = [
    # first, so that every answer and every error carries its request number
    "django_structlog.middlewares.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.PageForAWrongMethod",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.SignInRequired",
    "organizations.middleware.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # last, so that a lockout replaces whatever the sign-in view answered
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "organizations.context_processors.acting",
            ],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Vietnamese, and nothing else: the browser is not asked, so there is no LocaleMiddleware

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Static files, served by the application itself with names that carry their hash

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    # the layout and the face of papers, for previews on screen
    ("paper", BASE_DIR / "documents" / "css"),
    ("fonts", BASE_DIR / "documents" / "fonts"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.StaticFiles"},
}
MEDIA_URL = ""

# People and sessions

AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/dang-nhap/"

SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day from sign-in; nobody stays signed in overnight
SESSION_COOKIE_NAME = "phien"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = env.production
CSRF_COOKIE_SECURE = env.production
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Lockout: five wrong passwords for one account from one address close that pair for a quarter of
# an hour. Not the whole address, which an office shares, and not the whole account, which anybody
# could then close from outside.

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "organizations.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "organizations.lockout.answer"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# What a browser may do with our pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # Bootstrap draws the marks of its form controls as data: images
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SECURE_SSL_REDIRECT = env.production
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by monitoring on the machine itself
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if env.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.production
SECURE_HSTS_PRELOAD = env.production
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What a browser may send: a workbook or a scan of 10 MB, and a sheet with all its criteria. The
# first handler stops what is larger before it fills memory or disk.

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = [
    "config.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOGGING = logging_config(as_json=env.production)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # config.logs binds the address behind our proxies
DJANGO_STRUCTLOG_USER_ID_FIELD = None  # likewise the person, without opening the database for it
