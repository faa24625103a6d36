"""What is installed, and the folder of the office, on machines where something is wrong."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from server.doctor import machine, secret
from server.doctor.command import look
from server.doctor.findings import Found
from server.doctor.machine import (
    check_access,
    check_data,
    check_folder,
    check_fonts,
    check_packages,
    check_secret,
)

LOCK = """
numpy==0.1 ; python_full_version >= '3.11' \\
    --hash=sha256:a
pywin32==9 ; sys_platform == 'none' \\
    --hash=sha256:a
nothing-of-ours==1.0 \\
    --hash=sha256:a
"""


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "local"
    folder.mkdir(0o700)
    monkeypatch.setenv("DUTYMAP_LOCAL", str(folder))
    return folder


def list_rules(found: Found) -> list[str]:
    return [problem.rule for problem in (*found.problems, *found.notes)]


def test_what_the_lock_asks_for_is_installed() -> None:
    found = check_packages()
    assert (found.state, int(found.fact.split()[-2]) > 60) == ("ok", True)


def test_a_package_of_another_version_or_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lock"
    path.write_text(LOCK)
    monkeypatch.setattr(machine, "LOCK", path)
    told = [(one.file, bool(one.value), one.details["tested"]) for one in check_packages().problems]
    assert told == [("numpy", True, "0.1"), ("nothing-of-ours", False, "1.0")]


def test_data_are_what_opens_by_default(local: Path) -> None:
    assert check_data().fact


def test_a_folder_of_the_offices_own_is_sound(local: Path) -> None:
    found = check_folder()
    assert (found.state, found.fact.startswith(f"{local}, ")) == ("ok", True)
    assert list(local.iterdir()) == []


def test_a_folder_that_is_not_yet_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path / "not" / "yet"))
    assert check_folder().state == "ok"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYMAP_LOCAL", "/proc/dutymap")
    assert list_rules(check_folder()) == ["unwritable"]


def test_a_disk_that_is_nearly_full_is_told(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=2**20))
    assert list_rules(check_folder()) == ["disk_nearly_full"]


def test_what_others_may_read_is_told(local: Path) -> None:
    local.chmod(0o755)
    assert list_rules(check_folder()) == ["folder_open"]
    assert check_folder().state == "note"


def test_who_is_not_the_services_user_is_told(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: local.stat().st_uid + 1)
    (told,) = check_folder().notes
    assert (told.rule, told.details) == ("other_user", {"owner": local.owner()})


def test_a_machine_without_chinese_letters_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_fonts().state == "ok"
    monkeypatch.setattr("components.documents.picture.letters.find_cjk_font", lambda: None)
    assert list_rules(check_fonts()) == ["no_chinese_font"]


def test_settings_that_are_wrong_or_anybodys_to_change_are_told(local: Path) -> None:
    assert check_access() == Found(fact="none")
    path = local / "access.toml"
    path.write_text('[sign_in]\nsource = "oidc"\n')
    path.chmod(0o640)
    assert check_access() == Found(fact=f"{path} oidc")
    path.chmod(0o646)
    assert list_rules(check_access()) == ["settings_open"]
    path.write_text("[sign_in]\nsuorce = 1\n")
    assert list_rules(look(check_access)) == ["setting_unknown"]


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secrets.toml"
    path.touch(0o600)
    for module in (machine, secret):
        monkeypatch.setattr(module, "SECRETS", path)
    return path


@pytest.mark.parametrize(
    ("cookie_secret", "mode", "rules"),
    [
        ("", 0o600, []),
        ("x" * 32, 0o600, []),
        ("x" * 31, 0o600, ["secret_too_short"]),
        ("x" * 32, 0o644, ["secret_open"]),
    ],
)
def test_a_secret_that_can_be_guessed_or_read_is_told(
    cookie_secret: str,
    mode: int,
    rules: list[str],
    secrets: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secrets.chmod(mode)
    monkeypatch.setattr("streamlit.secrets", {"auth": {"cookie_secret": cookie_secret}})
    found = check_secret()
    assert list_rules(found) == rules
    assert (found.fact == "-") == (not cookie_secret)
    assert not cookie_secret or cookie_secret not in found.fact


def test_two_secrets_have_two_marks(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = set()
    for cookie_secret in ("a" * 32, "b" * 32):
        monkeypatch.setattr("streamlit.secrets", {"auth": {"cookie_secret": cookie_secret}})
        marks.add(secret.mark_secret())
    assert len(marks) == 2
