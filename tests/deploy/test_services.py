"""What keeps the product running: systemd's unit, the container's files, the command `dutymap`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from deploy import launch
from deploy.launch import build_environment, choose
from tests.deploy.proxies import DEPLOY

UNIT = DEPLOY / "dutymap.service"
MOST_EXPOSED = 1.5
"""Of ten; systemd calls up to 2 "OK". What is left is what a server needs: sockets, its user."""
HOME = "/opt/dutymap"
OURS = {*DEPLOY.rglob("__init__.py"), *(DEPLOY / "bundle").glob("*.py")}
"""What builds the archive; all else is for who installs it."""
FILES = sorted(
    path
    for path in DEPLOY.rglob("*")
    if path.is_file() and path.suffix != ".pyc" and path not in OURS
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_each_file_says_what_it_is_in_both_languages(path: Path) -> None:
    head = "".join(path.read_text(encoding="utf-8").splitlines()[:12])
    assert len(re.findall("[一-鿿]", head)) > 10, head
    assert "install.md" in head or path.suffix == ".env", head


def test_the_unit_is_understood_by_systemd(tmp_path: Path) -> None:
    (tmp_path / "dutymap").write_text("#!/bin/sh\n")
    (tmp_path / "dutymap").chmod(0o755)
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text(encoding="utf-8").replace(HOME, str(tmp_path)), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_gives_away_little() -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(UNIT)],
        capture_output=True,
        text=True,
        check=True,
    )
    score = re.search(r"Overall exposure level for dutymap.service: ([\d.]+)", done.stdout)
    assert score
    assert float(score[1]) <= MOST_EXPOSED, done.stdout


def test_the_unit_gives_a_drained_server_time() -> None:
    """A service that is killed too early loses its pages."""
    unit = UNIT.read_text(encoding="utf-8")
    compose = read_compose()
    assert "TimeoutStopSec=60\n" in unit
    assert {compose["services"][name]["stop_grace_period"] for name in "ab"} == {"60s"}


def read_compose() -> dict[str, dict[str, dict[str, object]]]:
    text = (DEPLOY / "container" / "compose.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def test_what_the_compose_file_names_is_there() -> None:
    """Docker itself is on no machine of ours."""
    compose = read_compose()
    services, proxy = compose["services"], (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
    assert {*services} == {"a", "b", "database", "proxy"}
    mounted = [str(place) for one in services.values() for place in _list(one.get("volumes", []))]
    for source in (place.partition(":")[0] for place in mounted):
        is_there = (DEPLOY / "container" / source).exists() if source[0] == "." else True
        assert is_there or source in compose["volumes"], source
    told = services["proxy"]["environment"]
    assert isinstance(told, dict)
    assert [name for name in told if f"presetenv {name} " not in proxy] == []
    replicas = {told[f"DUTYMAP_REPLICA_{name.upper()}"] for name in "ab"}
    assert replicas == {f"{name}:8501" for name in "ab"}
    assert [one for one in services.values() if "build" in one] == []


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def test_the_dockerfile_names_what_the_bundle_holds() -> None:
    text = (DEPLOY / "container" / "Dockerfile").read_text(encoding="utf-8")
    steps = re.findall(r"^([A-Z]+) (.+?)(?<!\\)$", text, re.MULTILINE | re.DOTALL)
    names = [name for name, _ in steps]
    assert names[:2] == ["ARG", "FROM"]
    known = "ARG FROM RUN COPY USER WORKDIR VOLUME EXPOSE STOPSIGNAL HEALTHCHECK ENV"
    assert {*names} <= {*known.split(), "ENTRYPOINT", "CMD"}
    given = dict(steps)
    assert json.loads(given["ENTRYPOINT"]) == [f"{HOME}/dutymap"]
    assert choose(json.loads(given["CMD"]))[-1] == "serve.py"
    health = json.loads(given["HEALTHCHECK"].partition("CMD ")[2])
    assert health[0] == f"{HOME}/current/.venv/bin/python"
    compile(health[2], "HEALTHCHECK", "exec")
    settings = tomllib.loads((DEPLOY.parent / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["address"] == "localhost", "so the container has to say another one"
    assert given["ENV"] == "STREAMLIT_SERVER_ADDRESS=0.0.0.0"


def test_settings_are_lines_and_the_environment_goes_before_them(tmp_path: Path) -> None:
    (tmp_path / "dutymap.env").write_text(
        "\ufeff# A=1\nDUTYMAP_DATABASE = postgresql://u:p=#&'x@h/d\nB=file\n\nnonsense\n",
        encoding="utf-8",
    )
    found = build_environment(tmp_path, {"B": "environment"})
    assert found == {
        "DUTYMAP_LOCAL": str(tmp_path / "local"),
        "PYTHONUTF8": "1",
        "DUTYMAP_DATABASE": "postgresql://u:p=#&'x@h/d",
        "B": "environment",
    }
    assert "DUTYMAP_DATABASE" not in build_environment(tmp_path / "none", {})


def test_the_shipped_settings_say_where_to_listen(tmp_path: Path) -> None:
    path = tmp_path / "dutymap.env"
    path.write_bytes((DEPLOY / "dutymap.env").read_bytes())
    found = build_environment(tmp_path, {})
    assert found["STREAMLIT_SERVER_ADDRESS"] == "127.0.0.1"
    assert found["STREAMLIT_SERVER_PORT"] == "8501"
    path.write_text(re.sub(r"^#(?=[A-Z])", "", path.read_text("utf-8"), flags=re.MULTILINE))
    assert [name for name, value in build_environment(tmp_path, {}).items() if not value] == []


def test_the_command_leads_to_the_server_and_to_the_command_line(tmp_path: Path) -> None:
    """In a folder of an installation, by the link that stays over an upgrade."""
    product = tmp_path / "releases" / "1"
    (product / "deploy").mkdir(parents=True)
    (product / "geo.py").write_text("import os, sys\nprint(sys.argv[1:], os.environ['WHERE'])\n")
    (product / "deploy" / "launch.py").write_bytes(Path(launch.__file__).read_bytes())
    (tmp_path / "current").symlink_to(product)
    (tmp_path / "dutymap.env").write_text("WHERE=beside the command\n")
    command = [sys.executable, str(tmp_path / "current" / "deploy" / "launch.py")]
    environment = {"PATH": os.environ["PATH"]}

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *arguments], env=environment, capture_output=True, text=True, check=False
        )

    assert call("doctor", "--json").stdout == ("['doctor', '--json'] beside the command\n")
    usage = call()
    assert (usage.returncode, usage.stdout.strip()) == (2, launch.USAGE)
    assert choose(["run", "--server.port=1"]) == (*launch.SERVE, "--server.port=1")


@pytest.mark.parametrize("option", ["Install", "Status", "Stop", "Remove"])
def test_each_switch_of_the_task_on_windows_is_told_and_does_something(option: str) -> None:
    text = (DEPLOY / "windows-task.ps1").read_text(encoding="utf-8")
    head, _, body = text.partition("param(")
    assert f"-{option}" in head
    assert f"[switch]${option}" in body
    assert f"if (${option})" in body


def test_windows_reads_the_scripts_letters_as_they_are() -> None:
    """Its PowerShell takes a file without the mark for one in the machine's own code page."""
    assert (DEPLOY / "windows-task.ps1").read_bytes().startswith(b"\xef\xbb\xbf")
