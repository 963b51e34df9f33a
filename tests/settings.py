"""The project's settings for tests: nothing read from the machine but DATABASE_URL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

_data_dir = Path(tempfile.mkdtemp(prefix="bon-tot-tests-"))
atexit.register(shutil.rmtree, _data_dir, ignore_errors=True)

for _name in ("SECRET_KEY", "ALLOWED_HOSTS", "TRUSTED_PROXY_COUNT", "SITE_ADDRESS", "PORT"):
    os.environ.pop(_name, None)
os.environ |= {"APP_ENV": "test", "DATA_DIR": str(_data_dir)}

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES  # noqa: E402

# a file, because a shared database in memory locks differently from the one that an office uses
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(_data_dir / "test.sqlite3")}
    # no test cuts the power: what is committed need not have reached the disk
    _options: Any = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("=FULL", "=NORMAL")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
