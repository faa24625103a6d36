"""The settings of sign-in, and everything that may be wrong with them."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest

from geo.packages.problems import DataError
from server.settings import Proxy, Reading, Settings, load_settings, read_settings

WHOLE = """
[sign_in]
source = "proxy"
contact = "信息中心 010-1234"
[proxy]
addresses = ["10.1.2.0/24", "fd00::1"]
person = "X-Remote-User"
name = "X-Full-Name"
groups = "X-Remote-Groups"
[reading]
open = false
progress = "signed_in"
[sessions]
idle_minutes = 15
absolute_hours = 8
[groups]
"ecology-desk" = ["plan_desk", "collector"]
"haidian-env" = ["unit:haidian"]
[sites]
names = ["Duty.example.gov.cn"]
frame_ancestors = ["https://portal.example.gov.cn"]
cors = []
watchers = ["10.1.2.9"]
"""


def list_wrong(text: str) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(DataError) as caught:
        read_settings(text)
    return [(problem.rule, problem.column, problem.value) for problem in caught.value.problems]


def test_everything_can_be_said() -> None:
    found = read_settings(WHOLE)
    assert found.proxy == Proxy(
        (ip_network("10.1.2.0/24"), ip_network("fd00::1")),
        "x-remote-user",
        "x-full-name",
        "x-remote-groups",
    )
    assert (found.sign_in.source, found.sign_in.contact) == ("proxy", "信息中心 010-1234")
    assert (found.reading, found.sessions.idle_minutes) == (Reading(False, "signed_in"), 15)
    assert found.groups["haidian-env"] == ("unit:haidian",)
    assert found.sites.names == ("duty.example.gov.cn",)


def test_without_a_file_nobody_signs_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path))
    monkeypatch.delenv("DUTYMAP_ACCESS", raising=False)
    assert load_settings() == Settings() == read_settings("")
    (tmp_path / "access.toml").write_text(WHOLE, encoding="utf-8")
    assert load_settings().sign_in.source == "proxy"


def test_a_file_that_was_named_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_ACCESS", str(tmp_path / "gone.toml"))
    with pytest.raises(DataError) as caught:
        load_settings()
    (problem,) = caught.value.problems
    assert (problem.rule, problem.file) == ("unreadable_file", "gone.toml")


@pytest.mark.parametrize(
    ("text", "rule", "key"),
    [
        ("[sign_in", "broken_toml", None),
        ("[signin]\n", "setting_unknown", "signin"),
        ("[proxy]\nadresses = []", "setting_unknown", "[proxy] adresses"),
        ("proxy = 1", "setting_value", "[proxy]"),
        ("groups = 1", "setting_value", "[groups]"),
        ('[sign_in]\nsource = "ldap"', "setting_value", "[sign_in] source"),
        ("[sign_in]\nsource = []", "setting_value", "[sign_in] source"),
        ('[sign_in]\nsource = "proxy"', "setting_value", "[proxy] addresses"),
        ('[proxy]\naddresses = ["10.1.2.300"]', "setting_value", "[proxy] addresses"),
        ('[proxy]\naddresses = ["0.0.0.0/0"]', "setting_value", "[proxy] addresses"),
        ('[proxy]\naddresses = "10.1.2.3"', "setting_value", "[proxy] addresses"),
        ('[proxy]\nperson = "X_Remote User"', "setting_value", "[proxy] person"),
        ('[proxy]\nperson = "X-Dutymap-Person"', "setting_value", "[proxy] person"),
        ('[proxy]\nperson = "A"\nname = "a"', "setting_value", "[proxy]"),
        ("[sign_in]\ncontact = 1", "setting_value", "[sign_in] contact"),
        ('[reading]\nopen = "false"', "setting_value", "[reading] open"),
        ("[reading]\nopen = false", "setting_value", "[sign_in] source"),
        ("[sessions]\nidle_minutes = 0", "setting_value", "[sessions] idle_minutes"),
        ("[sessions]\nabsolute_hours = true", "setting_value", "[sessions] absolute_hours"),
        ('[groups]\na = ["unit"]', "setting_value", "[groups] a"),
        ('[groups]\na = "collector"', "setting_value", "[groups] a"),
        ('[sites]\nnames = ["https://a.cn"]', "setting_value", "[sites] names"),
        ('[sites]\ncors = ["*"]', "setting_value", "[sites] cors"),
        ('[sites]\nwatchers = ["0.0.0.0/0"]', "setting_value", "[sites] watchers"),
        ('[sites]\ncors = ["https://a.cn/x"]', "setting_value", "[sites] cors"),
    ],
)
def test_what_is_wrong_is_said_with_its_key(text: str, rule: str, key: str | None) -> None:
    assert [found[:2] for found in list_wrong(text)] == [(rule, key)]


def test_everything_wrong_is_said_at_once() -> None:
    wrong = list_wrong('[reading]\nopen = 1\nprogress = "all"\n[sites]\nname = []')
    assert wrong == [
        ("setting_value", "[reading] open", "1"),
        ("setting_value", "[reading] progress", "all"),
        ("setting_unknown", "[sites] name", None),
    ]
