"""How it is installed, as it stands in the two manuals."""

from __future__ import annotations

import re

import pytest

from environment import ROOT

MANUALS = ("install.md", "install.zh-CN.md")
NAMED = re.compile(r"`(?:/opt/dutymap/current/)?(deploy/[\w./-]+)`")


def read(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def list_commands(name: str) -> list[str]:
    return re.findall(r"```\w*\n(.*?)```", read(name), re.DOTALL)


def test_both_manuals_have_the_same_commands() -> None:
    assert list_commands(MANUALS[0]) == list_commands(MANUALS[1])
    assert len(list_commands(MANUALS[0])) > 5


@pytest.mark.parametrize("name", MANUALS)
def test_what_a_manual_names_is_there(name: str) -> None:
    named = {*NAMED.findall(read(name))}
    assert len(named) > 4
    assert [place for place in named if not (ROOT / place).is_file()] == []
    told = (ROOT / "deploy" / "dutymap.env").read_text(encoding="utf-8")
    settings = re.findall(r"^((?:STREAMLIT|DUTYMAP)_\w+)=", "".join(list_commands(name)), re.M)
    assert [setting for setting in settings if f"{setting}=" not in told] == []


def test_the_path_is_changed_in_the_line_that_is_marked_for_it() -> None:
    (line,) = re.findall(r"^.*# DUTYMAP_PATH$", "".join(list_commands(MANUALS[0])), re.MULTILINE)
    shipped = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert line.replace("/duty/", "/") in map(str.strip, shipped.splitlines())
