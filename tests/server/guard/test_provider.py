"""How a provider is set up, and whom a signed cookie names."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.secrets import AttrDict
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from geo.packages.problems import DataError
from server.guard import provider
from server.guard.entrance import Answers
from server.guard.paths import Paths
from server.guard.people import Visit
from server.guard.sources import Identity, read_cookies
from server.settings import Settings, read_settings

ROOT = Path(__file__).parents[3]
SECRET = "a secret of tests, and of nothing else"
TOLD = {
    "redirect_uri": "https://duty.example/duty/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "duty",
    "client_secret": "of tests",
    "server_metadata_url": "https://id.example/realm/.well-known/openid-configuration",
}
CLAIMS = {
    "iss": "https://id.example/realm",
    "sub": "7f3",
    "name": "张三",
    "groups": ["desk", " 环保 ", ""],
    "origin": "https://duty.example",
    "provider": "default",
    "is_logged_in": True,
}
SETTINGS = read_settings('[sign_in]\nsource = "oidc"\n')


@pytest.fixture(autouse=True)
def section(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Of `secrets.toml`, to be changed."""
    told = dict(TOLD)
    monkeypatch.setattr(provider, "get_secrets_auth_section", lambda: AttrDict(told))
    monkeypatch.setattr(provider, "get_cookie_secret", lambda: told["cookie_secret"])
    return told


def find_wrong() -> list[str | None]:
    with pytest.raises(DataError) as error:
        provider.load_provider(SETTINGS)
    assert all(problem.file == "secrets.toml" for problem in error.value.problems)
    assert not [problem for problem in error.value.problems if problem.value]
    return [problem.column for problem in error.value.problems]


def sign(settings: Settings = SETTINGS, **changes: Any) -> Identity | None:
    """Whom a cookie of `CLAIMS` with `changes` names."""
    text = json.dumps({**CLAIMS, **changes})
    cookie = create_signed_value(SECRET, USER_COOKIE_NAME, text).decode()
    return read_cookies({USER_COOKIE_NAME: cookie}, settings)


def test_the_issuer_is_the_one_whose_description_is_asked_for() -> None:
    found = provider.load_provider(SETTINGS)
    assert found == provider.Provider("https://id.example/realm", "https://duty.example")


def test_an_issuer_that_describes_itself_elsewhere_is_named_in_the_settings(
    section: dict[str, str],
) -> None:
    section["server_metadata_url"] = "https://id.example/told.json"
    settings = read_settings('[sign_in]\nsource = "oidc"\n[oidc]\nissuer = "urn:id"\n')
    assert find_wrong() == ["[auth] server_metadata_url"]
    assert provider.load_provider(settings).issuer == "urn:id"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("redirect_uri", "https://duty.example/"),
        ("redirect_uri", "/oauth2callback"),
        ("redirect_uri", "https://[/oauth2callback"),
        ("cookie_secret", "too short"),
        ("client_id", ""),
        ("client_secret", " "),
        ("server_metadata_url", "file:///etc/.well-known/openid-configuration"),
    ],
)
def test_every_secret_that_cannot_be_used_is_named_and_none_is_said(
    section: dict[str, str], key: str, value: str
) -> None:
    section[key] = value
    assert find_wrong() == [f"[auth] {key}"]


def test_without_secrets_all_that_is_needed_is_named(section: dict[str, str]) -> None:
    section.clear()
    assert sorted(map(str, find_wrong())) == sorted(f"[auth] {key}" for key in TOLD)


def test_the_example_of_secrets_names_what_is_needed_and_holds_none() -> None:
    text = (ROOT / ".streamlit" / "secrets.example.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)["auth"]
    assert set(told) == set(TOLD)
    assert {key for key in told if not told[key]} == {"cookie_secret", "client_id", "client_secret"}
    assert "/.streamlit/secrets.toml" in (ROOT / ".gitignore").read_text().splitlines()


def test_a_signed_cookie_names_the_person_and_their_groups() -> None:
    assert sign() == Identity("7f3", "张三", "oidc", ("desk", "环保"))


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://id.example"},
        {"iss": None},
        {"origin": "http://10.1.2.3"},
        {"provider": "other"},
        {"is_logged_in": "yes"},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 201},
    ],
)
def test_what_is_said_of_somebody_else_or_for_somewhere_else_names_nobody(
    changes: dict[str, Any],
) -> None:
    assert sign(**changes) is None


@pytest.mark.parametrize("text", ["null", "[]", "{", "chunks-3", ""])
def test_a_signed_cookie_that_holds_something_else_names_nobody(text: str) -> None:
    cookie = create_signed_value(SECRET, USER_COOKIE_NAME, text).decode()
    assert read_cookies({USER_COOKIE_NAME: cookie}, SETTINGS) is None


def test_a_cookie_older_than_a_session_may_be_names_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float] = []

    def decode(secret: str, name: str, value: str, days: float) -> None:
        asked.append(days)

    monkeypatch.setattr(provider, "decode_signed_value", decode)
    settings = read_settings('[sign_in]\nsource = "oidc"\n[sessions]\nabsolute_hours = 6\n')
    assert sign(settings) is None
    assert asked == [0.25]


def test_claims_may_have_other_names_and_be_written_otherwise() -> None:
    settings = read_settings(
        '[sign_in]\nsource = "oidc"\n[oidc]\nperson = "uid"\nname = "display"\ngroups = "roles"\n'
    )
    told = {"uid": "zhang\x1b[2J", "display": 5, "roles": "desk, 环保"}
    assert sign(settings, **told) == Identity("zhang[2J", "zhang[2J", "oidc", ("desk", "环保"))


def test_a_person_without_groups_is_a_person_all_the_same() -> None:
    for told in ([], {}, None, 7, [{"name": "desk"}]):
        assert sign(groups=told) == Identity("7f3", "张三", "oidc")


def test_who_may_read_without_signing_in_is_told_so() -> None:
    for source, title in (("oidc", "登录"), ("proxy", "登录")):
        more = '[proxy]\naddresses = ["10.1.2.3"]\n' if source == "proxy" else ""
        settings = read_settings(f'[sign_in]\nsource = "{source}"\n{more}')
        page = write(Answers(settings, Paths("/duty")), "ask")
        assert f"<h1>{title}</h1>" in page
        assert "查阅无需登录" in page
        assert "Reading needs no sign-in" in page
        assert ("begin?next=/duty/ledger" in page) == (source == "oidc")


def test_who_may_not_read_without_signing_in_is_told_so() -> None:
    settings = read_settings('[sign_in]\nsource = "oidc"\n[reading]\nopen = false\n')
    page = write(Answers(settings, Paths("/duty")), "ask")
    assert "登录后回到所要的页面" in page
    assert "action='/duty/sign-in/begin?next=/duty/ledger'" in page


def test_what_went_wrong_is_said_in_both_languages_with_the_way_on() -> None:
    answers = Answers(SETTINGS, Paths("/duty"))
    failed, away = write(answers, "failed"), write(answers, "away")
    place = write(answers, "place")
    assert "登录没有成功" in failed and "Signing in did not succeed" in failed
    assert "暂时无法登录" in away and "Signing in is not possible" in away
    assert "请到登记的网址登录" in place and "at the registered address" in place
    leading = write(answers, "leading")
    assert "正在前往统一身份认证" in leading and "On the way to the sign-in service" in leading
    assert "content='0;url=/duty/auth/login?provider=x'" in leading
    assert "<a href='/duty/auth/login?provider=x'>继续</a>" in leading
    assert "action='/duty/sign-in/begin?next=/duty/ledger'" in failed
    assert "action='/duty/sign-in/begin?next=/duty/ledger'" in away
    assert "href='https://duty.example/duty/sign-in?next=/duty/ledger'" in place


def write(answers: Answers, kind: str) -> str:
    asked = "/duty/ledger"
    answer = {
        "ask": lambda: answers.ask_to_sign_in(Visit(), asked),
        "failed": lambda: answers.say_failed(asked),
        "leading": lambda: answers.lead_out("/auth/login?provider=x"),
        "away": lambda: answers.say_away(asked),
        "place": lambda: answers.refuse_place("https://duty.example", asked),
    }[kind]()
    return bytes(answer.body).decode()
