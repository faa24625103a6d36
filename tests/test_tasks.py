"""What `make run` does where a machine is not as it should be: it mends, or it says what to do."""

from __future__ import annotations

import ast
import os
import re
import runpy
import socket
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

import environment
import tasks
from environment import LOCKS, ROOT, Trouble

RUN, DEV, BENCH = LOCKS
CHINESE = re.compile("[\u4e00-\u9fff]")


def speaks_both(text: str) -> bool:
    """A line of Chinese, then a line of English, and nothing of Python's own."""
    chinese, english, *_ = text.splitlines()
    return bool(CHINESE.search(chinese)) and not CHINESE.search(english) and "Trace" not in text


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A folder with locks and a finished environment; the list tells what `prepare` then does."""
    root = tmp_path / "测试 folder"
    for lock in LOCKS:
        (root / lock).parent.mkdir(parents=True, exist_ok=True)
        (root / lock).write_text(lock)
    (root / ".venv").mkdir()
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "VENV", root / ".venv")
    monkeypatch.setattr(environment, "INSTALLED", root / ".venv" / "installed")
    monkeypatch.setattr(environment, "WHEELS", root / "wheels")
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    steps: list[str] = []
    monkeypatch.setattr(environment, "make_environment", lambda: steps.append("make"))
    monkeypatch.setattr(environment, "install", steps.append)
    environment.INSTALLED.write_text("of another state")
    environment.prepare(DEV)
    assert steps == [DEV]
    steps.clear()
    return steps


def test_finished_environment_is_left_alone(done: list[str]) -> None:
    environment.prepare(DEV)
    environment.prepare(RUN)
    assert done == []


def test_changed_lock_is_installed_on_top(done: list[str]) -> None:
    (environment.ROOT / RUN).write_text("changed")
    environment.prepare(RUN)
    environment.prepare(RUN)
    environment.prepare(DEV)
    assert done == [RUN, DEV]


def test_interrupted_installation_is_begun_anew(
    done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(lock: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(environment, "install", interrupt)
        environment.prepare(BENCH)
    environment.prepare(RUN)
    assert done == ["make", RUN]


def remove_python(path: Path) -> None:
    path.symlink_to(path.with_name("a Python that is gone"))


def break_python(path: Path) -> None:
    path.write_text("half a file")
    path.chmod(0o755)


def make_python_fail(path: Path) -> None:
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)


@pytest.mark.parametrize("harm", [remove_python, break_python, make_python_fail])
def test_environment_with_a_broken_python_is_made_anew(
    harm: Callable[[Path], None], done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    python = environment.VENV / "python"
    harm(python)
    monkeypatch.setattr(environment, "PYTHON", python)
    environment.prepare(RUN)
    assert done == ["make", RUN]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pip as it comes, with an index that nobody serves."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))


@pytest.mark.parametrize("folder", [False, True], ids=["network", "wheels"])
def test_without_network_it_says_where_to_read(
    folder: bool, no_network: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "WHEELS", tmp_path / "測試 wheels")
    if folder:
        environment.WHEELS.mkdir()
    lock = tmp_path / "lock"
    lock.write_text(f"not-installed==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(Trouble) as trouble:
        environment.install(str(lock))
    message = str(trouble.value)
    assert speaks_both(message)
    assert ("删去该文件夹" in message) == folder
    assert "ERROR: No matching distribution found for not-installed==1" in message
    for readme, quotes in (("README.zh-CN.md", "“”"), ("README.md", '""')):
        heading = message.partition(f"{quotes[0]}")[2].partition(quotes[1])[0]
        assert readme in message
        assert f"## {heading}\n" in (ROOT / readme).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("problem", "advice"),
    [
        (ImportError("ensurepip"), "python3-venv"),
        (SystemExit(1), "python3-venv"),
        (subprocess.CalledProcessError(1, "ensurepip"), "python3-venv"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (ValueError("a file of that name"), "a file of that name"),
    ],
    ids=repr,
)
def test_environment_that_cannot_be_made_says_why(
    problem: BaseException, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise problem

    monkeypatch.setattr(venv, "create", fail)
    with pytest.raises(Trouble, match=advice) as trouble:
        environment.make_environment()
    assert speaks_both(str(trouble.value))


@pytest.fixture
def taken() -> Any:
    with socket.create_server(("localhost", 0)) as server:
        yield server.getsockname()[1]


def test_taken_port_is_said_before_anything_is_done(
    taken: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tasks, "prepare", lambda lock: pytest.fail("installed too early"))
    assert tasks.main(["run", str(taken)]) == 1
    message = capsys.readouterr().err
    assert speaks_both(message)
    other = int(re.findall(r"make run PORT=(\d+)", message)[1])
    assert tasks.choose_port(str(other)) == other


@pytest.mark.parametrize("port", ["", "0", "-1", "80.5", "65536", "http"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(Trouble) as trouble:
        tasks.choose_port(port)
    assert speaks_both(str(trouble.value))


def test_full_width_port_is_understood(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "prepare", lambda lock: None)
    monkeypatch.setattr(tasks, "is_free", lambda port: True)
    monkeypatch.setattr(tasks, "call", lambda *arguments: calls.append(arguments) or 0)
    assert tasks.main(["run", "８５０２"]) == 0
    assert "--server.port=8502" in calls[0]
    assert "http://localhost:8502 " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("python", "linter"),
    [
        (PurePosixPath("/srv/.venv/bin/python"), "/srv/.venv/bin/oxlint"),
        (PureWindowsPath("C:/a/.venv/Scripts/python.exe"), r"C:\a\.venv\Scripts\oxlint.exe"),
    ],
)
def test_scripts_are_checked_after_python_by_a_program_beside_it(
    python: PurePath, linter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def note(command: list[object]) -> int:
        calls.append(" ".join(map(str, command)))
        return int(linter in calls[-1])

    monkeypatch.setattr(tasks, "PYTHON", python)
    monkeypatch.setattr(tasks, "prepare", lambda lock: None)
    monkeypatch.setattr(subprocess, "call", note)
    assert tasks.main(["check"]) == 1
    assert calls[-2:] == [f"{python} -m mypy", linter]


@pytest.mark.parametrize(
    "problem", [OSError(28, "No space left"), subprocess.CalledProcessError(1, "apt-get")], ids=repr
)
def test_any_other_failure_is_told_without_a_traceback(
    problem: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(lock: str) -> None:
        raise problem

    monkeypatch.setattr(tasks, "prepare", fail)
    assert tasks.main(["check"]) == 1
    assert speaks_both(capsys.readouterr().err)


def test_old_python_can_read_the_file_and_says_what_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(ROOT / "tasks.py"), run_name="__main__")
    assert speaks_both(str(end.value))
    assert "Python 3.11" in str(end.value)


def test_only_programs_that_are_missing_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks, "install_for_debian", lambda *packages: asked.extend(packages))
    monkeypatch.setattr(tasks, "SYSTEM_PROGRAMS", (str(tmp_path),))
    module = str(tmp_path / "module.so")
    told = {name: package for name, package in tasks.FOR_TESTS.items() if name[0] != "/"}
    monkeypatch.setattr(tasks, "FOR_TESTS", told | {module: "module"})
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in tasks.FOR_TESTS:
        (tmp_path / name).touch(0o755)
    tasks.find_programs_for_tests()
    assert asked == []
    (tmp_path / "haproxy").unlink()
    (tmp_path / "module.so").unlink()
    tasks.find_programs_for_tests()
    assert asked == ["haproxy", "module"]


def test_make_knows_every_task(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main([]) == tasks.main(["check", "8502"]) == 2
    told = re.findall(r"^  ([\w-]+)", tasks.__doc__ or "", re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split() == told  # type: ignore[index]
