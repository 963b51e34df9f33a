"""What the surroundings of the program say, read once and checked.

Every function answers with a value or adds one sentence to `problems`, so that an office that
forgot three things reads three sentences and not one after the other.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

DEVELOPMENT_KEY = "only-for-development-and-tests-never-for-an-office-0123456789"
APP_ENVS = ("development", "test", "production")


class Environment:
    """Settings from environment variables, with Vietnamese sentences for what is wrong."""

    def __init__(self, base_dir: Path) -> None:
        self.base_dir = base_dir
        self.problems: list[str] = []
        self._env = environ.Env()
        if os.environ.get("APP_ENV") != "test":  # a test reads nothing of the machine it runs on
            self._env.read_env(str(base_dir / ".env"))
        self.app_env = self.text("APP_ENV", "development")
        if self.app_env not in APP_ENVS:
            self.problems.append(
                f"APP_ENV là “{self.app_env}”; chỉ nhận một trong các giá trị:"
                f" {', '.join(APP_ENVS)}."
            )

    @property
    def production(self) -> bool:
        """Whether this is an office's installation."""
        return self.app_env == "production"

    def text(self, name: str, default: str = "") -> str:
        """A plain text."""
        return str(self._env.str(name, default=default)).strip()

    def number(self, name: str, default: int) -> int:
        """A whole number, 0 or more."""
        raw = self.text(name, str(default))
        if not raw.isdecimal():
            self.problems.append(f"{name} là “{raw}”; phải là số nguyên không âm.")
            return default
        return int(raw)

    def listed(self, name: str) -> list[str]:
        """Values separated by commas."""
        return [item.strip() for item in self.text(name).split(",") if item.strip()]

    def secret_key(self) -> str:
        """The key that signs sessions; an office must bring its own."""
        key = self.text("SECRET_KEY")
        if not self.production:
            return key or DEVELOPMENT_KEY
        if not key:
            self.problems.append(
                "Thiếu SECRET_KEY: đặt một chuỗi ngẫu nhiên từ 50 ký tự trở lên và giữ kín."
            )
        elif len(key) < 50 or len(set(key)) < 10 or key == DEVELOPMENT_KEY:
            self.problems.append(
                "SECRET_KEY quá ngắn hoặc dễ đoán: đặt một chuỗi ngẫu nhiên từ 50 ký tự trở lên."
            )
        return key or DEVELOPMENT_KEY

    def allowed_hosts(self) -> list[str]:
        """The host names under which people open the program."""
        hosts = self.listed("ALLOWED_HOSTS")
        if not self.production:
            return hosts or ["localhost", "127.0.0.1", "[::1]"]
        if not hosts:
            self.problems.append(
                "Thiếu ALLOWED_HOSTS: ghi tên miền mà cán bộ dùng để mở chương trình,"
                " cách nhau bằng dấu phẩy."
            )
        elif any("*" in host for host in hosts):
            self.problems.append(
                "ALLOWED_HOSTS không được chứa dấu “*”: ghi rõ từng tên miền của cơ quan."
            )
        return hosts

    def site_address(self) -> str:
        """Where people open the program, without a slash at the end; printed in QR codes."""
        given = self.text("SITE_ADDRESS").rstrip("/")
        if not self.production:
            return given or f"http://127.0.0.1:{self.text('PORT', '8000')}"
        parts = urlsplit(given)
        if parts.scheme != "https" or not parts.hostname or parts.path or parts.query:
            self.problems.append(
                "SITE_ADDRESS phải là địa chỉ mở chương trình, in trong mã QR của văn bản, ví dụ"
                " https://bontot.example."
            )
        return given

    def data_dir(self) -> Path:
        """The folder of the SQLite database, the archive and the uploads; made when absent."""
        raw = self.text("DATA_DIR")
        if self.production and not raw:
            self.problems.append(
                "Thiếu DATA_DIR: ghi thư mục chứa kho lưu trữ và tệp tải lên, nằm ngoài mã nguồn."
            )
        path = self.base_dir / (raw or "var")
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            self.problems.append(
                f"DATA_DIR “{path}” không tạo được: kiểm tra đường dẫn và quyền ghi."
            )
        return path

    def database(self, data_dir: Path) -> dict[str, object]:
        """Django's description of the database that DATABASE_URL names."""
        url = self.text("DATABASE_URL")
        sqlite = f"sqlite:///{data_dir / 'db.sqlite3'}"
        if self.production and not url.startswith(("postgres://", "postgresql://")):
            self.problems.append(
                "DATABASE_URL phải trỏ tới PostgreSQL, ví dụ"
                " postgres://tên:mật-khẩu@máy-chủ/cơ-sở-dữ-liệu."
            )
            url = sqlite
        if url.startswith(("postgres://", "postgresql://")):
            config = dict(environ.Env.db_url_config(url))
            return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        if url and not url.startswith("sqlite:///"):
            self.problems.append(
                "DATABASE_URL không đọc được: dùng dạng sqlite:///đường-dẫn hoặc"
                " postgres://tên:mật-khẩu@máy-chủ/cơ-sở-dữ-liệu."
            )
            url = sqlite
        return _sqlite(self.base_dir, dict(environ.Env.db_url_config(url or sqlite)))

    def require(self) -> None:
        """Refuse to start while anything is wrong, saying all of it at once."""
        if self.problems:
            raise ImproperlyConfigured(
                "Chương trình chưa khởi động được:\n"
                + "\n".join(f"- {problem}" for problem in self.problems)
            )


def _sqlite(base_dir: Path, config: dict[str, object]) -> dict[str, object]:
    """SQLite that loses no commit and refuses no writer.

    IMMEDIATE takes the write lock at the start of a transaction, where waiting for it is possible;
    WAL lets readers go on meanwhile; FULL keeps commits through a power cut. With recursive
    triggers a row that REPLACE would delete meets the triggers that keep it.
    """
    return config | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(base_dir / str(config["NAME"])),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON"
            ),
        },
    }
