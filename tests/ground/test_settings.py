"""Settings: right without any, and refusing to start an office without its secrets."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import override_settings

from config.environment import Environment

ROOT = Path(settings.BASE_DIR)
NAMES = (
    "APP_ENV",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DATA_DIR",
    "TRUSTED_PROXY_COUNT",
    "SITE_ADDRESS",
)
OFFICE = {
    "APP_ENV": "production",
    "SECRET_KEY": "k3y-" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z" * 2,
    "ALLOWED_HOSTS": "bontot.example",
    "SITE_ADDRESS": "https://bontot.example",
    "DATABASE_URL": "postgres://app@127.0.0.1/app",
}


@pytest.fixture
def start(monkeypatch, tmp_path):
    """Load the settings afresh under this environment alone; answers with what they refuse."""

    def load(environment: dict[str, str]) -> str:
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"DATA_DIR": str(tmp_path)} | environment).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("environ.Env.read_env", lambda *args, **kwargs: None)
        try:
            runpy.run_path(str(ROOT / "config" / "settings.py"))
        except ImproperlyConfigured as refusal:
            return str(refusal)
        return ""

    return load


def test_an_office_with_all_its_secrets_starts(start):
    """The control of the refusals below."""
    assert start(OFFICE) == ""


def test_a_command_says_in_words_alone_what_keeps_the_program_from_starting():
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "mysql://x/y"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(
        "Chương trình chưa khởi động được:\n- DATABASE_URL không đọc được"
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Thiếu SECRET_KEY"),
        ({"SECRET_KEY": "ngan"}, "SECRET_KEY quá ngắn hoặc dễ đoán"),
        ({"SECRET_KEY": "a" * 80}, "SECRET_KEY quá ngắn hoặc dễ đoán"),
        ({"ALLOWED_HOSTS": ""}, "Thiếu ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS không được chứa dấu “*”"),
        ({"SITE_ADDRESS": ""}, "SITE_ADDRESS phải là"),
        ({"SITE_ADDRESS": "http://bontot.example"}, "SITE_ADDRESS phải là"),
        ({"SITE_ADDRESS": "https://bontot.example/a"}, "SITE_ADDRESS phải là"),
        ({"DATABASE_URL": ""}, "DATABASE_URL phải trỏ tới PostgreSQL"),
        ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "DATABASE_URL phải trỏ tới PostgreSQL"),
        ({"DATA_DIR": ""}, "Thiếu DATA_DIR"),
        ({"TRUSTED_PROXY_COUNT": "một"}, "TRUSTED_PROXY_COUNT là “một”"),
    ],
)
def test_an_office_without_one_of_them_does_not_start(change, sentence, start):
    assert sentence in start(OFFICE | change)


def test_all_that_is_missing_is_said_at_once(start):
    said = start({"APP_ENV": "production", "DATA_DIR": ""})
    for name in ("Thiếu SECRET_KEY", "Thiếu ALLOWED_HOSTS", "DATABASE_URL", "Thiếu DATA_DIR"):
        assert f"- {name}" in said


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"APP_ENV": "staging"}, "APP_ENV là “staging”"),
        ({"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL không đọc được"),
        ({"DATABASE_URL": "xyz"}, "DATABASE_URL không đọc được"),
        ({"DATA_DIR": "/proc/khong-ghi-duoc"}, "DATA_DIR “/proc/khong-ghi-duoc” không tạo được"),
    ],
)
def test_a_wrong_value_is_named_also_on_a_developers_machine(environment, sentence, start):
    assert sentence in start(environment)


def test_a_developer_needs_no_settings_at_all(start):
    assert start({}) == ""


def test_an_office_may_keep_its_settings_in_a_file(tmp_path, monkeypatch):
    for name in NAMES:
        monkeypatch.setenv(name, "")  # so that what the file sets is undone after the test
        monkeypatch.delenv(name)
    (tmp_path / ".env").write_text("APP_ENV=production\nALLOWED_HOSTS=a.example, b.example\n")
    environment = Environment(tmp_path)
    assert environment.production
    assert environment.allowed_hosts() == ["a.example", "b.example"]
    assert not environment.problems


def test_the_program_itself_stops_with_the_sentence(tmp_path):
    """The same through the door that an office uses, in a process of its own."""
    stopped = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        | OFFICE
        | {"DATA_DIR": str(tmp_path), "SECRET_KEY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert stopped.returncode != 0
    assert "Thiếu SECRET_KEY" in stopped.stderr


def test_tests_read_no_settings_of_the_machine():
    assert settings.APP_ENV == "test"
    assert settings.ALLOWED_HOSTS == ["localhost", "127.0.0.1", "[::1]", "testserver"]


def test_sqlite_loses_no_commit_and_refuses_no_writer(db, tmp_path, monkeypatch):
    if connection.vendor != "sqlite":
        assert connection.settings_dict["CONN_HEALTH_CHECKS"]
        return
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/x.sqlite3")
    there = ConnectionHandler({"default": Environment(tmp_path).database(tmp_path)})["default"]
    with there.cursor() as cursor:
        read = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {pragma}")
            read[pragma] = cursor.fetchone()[0]
    there.close()
    assert read == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
    }
    assert there.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_static_files_get_names_that_carry_their_hash(tmp_path):
    """As in an office: every file that a style sheet names must exist."""
    with_manifest = {"staticfiles": {"BACKEND": "config.static.StaticFiles"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=settings.STORAGES | with_manifest):
        call_command("collectstatic", interactive=False, verbosity=0)
    names = {path.name for path in tmp_path.rglob("*")}
    assert "staticfiles.json" in names
    assert any(name.startswith("app.") and name.endswith(".css.gz") for name in names)
    assert not any(name.endswith(".br") for name in names)
