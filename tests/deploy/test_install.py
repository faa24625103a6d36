"""What installs the archive: also on a machine where something is missing, or was changed."""

from __future__ import annotations

import ast
import os
import platform
import runpy
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from deploy.bundle.build import INSTALLER
from deploy.bundle.installer import install
from deploy.bundle.installer.install import Trouble, check_machine
from environment import ROOT
from tests.deploy.small_bundle import WHEEL, make_small, write_wheel
from tests.test_tasks import speaks_both


def call(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """As somebody does who has settings of pip's own, of a network that is not there."""
    environment = os.environ | {"PYTHON": sys.executable, "PIP_INDEX_URL": "http://127.0.0.1:9/"}
    command = ["sh", str(folder / "install.sh"), str(home)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def run(home: Path, *arguments: str) -> str:
    return subprocess.check_output([str(home / "dutymap"), *arguments], text=True).strip()


def test_one_command_installs_and_updates(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = call(make_small(tmp_path / "1", "1").unpack(), home)
    assert done.returncode == 0, done.stderr
    assert speaks_both("\n".join(done.stdout.splitlines()[-2:]))
    local = home / "local"
    own = home / "releases" / "1" / ".venv"
    assert run(home, "doctor") == f"thing ['doctor'] {local} {own}", "not by the link, which turns"
    assert local.stat().st_mode & 0o777 == 0o700
    (local / "dutymap.db").write_text("kept")
    (home / "dutymap.env").write_text("DUTYMAP_LOCAL=/elsewhere\n")
    (tmp_path / "link").symlink_to(home / "dutymap")
    (home / "releases" / "0").mkdir()
    (home / "releases" / "2" / "half").mkdir(parents=True)  # that was interrupted
    folder = make_small(tmp_path / "2", "2").unpack()
    whole = change_with_its_hash(folder)
    done = call(folder, home)
    assert (done.returncode, "thing==1.0" in done.stderr) == (1, True), "refused by the lock"
    assert (home / "current").resolve().name == "1"
    for name, data in whole.items():
        (folder / name).write_bytes(data)
    assert call(folder, home).returncode == 0
    assert (local / "dutymap.db").read_text() == "kept"
    assert " /elsewhere " in subprocess.check_output([tmp_path / "link", "x"], text=True)
    assert sorted(path.name for path in (home / "releases").iterdir()) == ["1", "2"]
    assert not (home / "releases" / "2" / "half").exists()
    assert (home / "current").resolve().name == "2"


def change_with_its_hash(folder: Path) -> dict[str, bytes]:
    """The files as they were."""
    wheel, sums = folder / "wheels" / WHEEL, folder / "SHA256SUMS"
    whole = {f"wheels/{WHEEL}": wheel.read_bytes(), sums.name: sums.read_bytes()}
    write_wheel(wheel, "changed")
    hashes = [sha256(data).hexdigest() for data in (whole[f"wheels/{WHEEL}"], wheel.read_bytes())]
    sums.write_text(sums.read_text().replace(*hashes))
    return whole


def test_what_was_changed_is_refused_by_name(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", make_small(tmp_path / "1").unpack()
    wheel = folder / "wheels" / WHEEL
    whole = wheel.read_bytes()
    write_wheel(wheel, "changed")
    for harm, named in (
        (lambda: None, f"wheels/{WHEEL}"),
        (wheel.unlink, f"wheels/{WHEEL}"),
        (lambda: add_further(wheel, whole), "wheels/further.whl"),
        ((folder / "bundle.json").unlink, "bundle.json"),
    ):
        harm()
        done = call(folder, home)
        assert (done.returncode, speaks_both(done.stderr)) == (1, True), done.stderr
        assert all(named in line for line in done.stderr.splitlines())
    assert not home.exists()


def add_further(wheel: Path, whole: bytes) -> None:
    wheel.write_bytes(whole)
    wheel.with_name("further.whl").write_bytes(whole)


def test_a_release_that_cannot_read_its_data_is_not_put_to_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link_python(release: Path) -> None:
        (release / ".venv" / "bin").mkdir(parents=True)
        (release / install.PROGRAM).symlink_to(sys.executable)

    monkeypatch.setattr(install, "HERE", tmp_path)
    monkeypatch.setattr(install, "make_environment", link_python)
    monkeypatch.setattr(install, "fill_environment", lambda release: None)
    (tmp_path / "product" / "geo").mkdir(parents=True)
    (tmp_path / "product" / "geo" / "__main__.py").write_text("raise SystemExit('no data')\n")
    with pytest.raises(Trouble, match="no data") as trouble:
        install.install("1", tmp_path / "home")
    assert speaks_both(str(trouble.value))
    assert not (tmp_path / "home" / "current").exists()


TOLD = {
    "version": "1",
    "platform": "linux-x86_64",
    "system": platform.system(),
    "machines": [platform.machine()],
    "pythons": [f"3.{sys.version_info.minor}"],
    "glibc": None,
}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"pythons": ["3.7"]}, "py -3.12 install.py"),
        ({"system": "Plan9"}, platform.system()),
        ({"machines": ["riscv64"]}, platform.machine()),
        ({"glibc": [99, 1]}, "99.1"),
    ],
)
def test_what_the_machine_lacks_is_said(change: dict[str, object], named: str) -> None:
    check_machine(TOLD)
    with pytest.raises(Trouble) as trouble:
        check_machine(TOLD | change)
    assert speaks_both(str(trouble.value))
    assert all(named in line for line in str(trouble.value).splitlines())


def test_a_place_that_the_services_user_cannot_come_to_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "closed"
    (folder / "bin").mkdir(parents=True)
    folder.chmod(0o700)
    monkeypatch.setattr(Path, "parents", property(lambda path: [path.parent, folder]))
    install.warn_of_closed(folder / "bin" / "python3")
    told = capsys.readouterr().err
    assert speaks_both(told)
    assert all(f"{folder} " in line or f"{folder}," in line for line in told.splitlines())
    folder.chmod(0o711)
    install.warn_of_closed(folder / "bin" / "python3")
    assert capsys.readouterr().err == ""


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(Trouble, match="python3-venv") as trouble:
        install.make_environment(Path("nowhere"))
    assert speaks_both(str(trouble.value))


def test_an_old_python_can_read_the_installer_and_says_what_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = ROOT / INSTALLER / "install.py"
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(path), run_name="__main__")
    assert speaks_both(str(end.value))
    assert "python3-venv" in str(end.value)


def test_a_machine_without_python_is_told_so(tmp_path: Path) -> None:
    for name in ("dirname", "sh"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    command = [str(tmp_path / "sh"), str(ROOT / INSTALLER / "install.sh")]
    done = subprocess.run(
        command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, speaks_both(done.stderr)) == (1, True)


def test_the_windows_command_calls_the_same_installer() -> None:
    text = (ROOT / INSTALLER / "install.cmd").read_text(encoding="utf-8")
    assert text.count('"%~dp0install.py" %*') == 2
    assert "exit /b %errorlevel%" in text
