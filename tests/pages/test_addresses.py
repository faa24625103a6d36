"""The menu of files says where programs read what the page shows, and there it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.texts import Texts
from server.api.bodies import write_page
from tests.geo.next_edition import MIYUN
from tests.kept_editions import PAIR, SETTLED, keep_editions
from tests.kept_month import CODE, keep_month
from tests.pages.open_page import find_all, open_page, read_html

MENUS = {
    "map": ("panel_files", {"district": MIYUN, "metric": "lead", "lang": "en"}),
    "district": ("profile_files", {"district": MIYUN, "basis": "named"}),
    "compare": ("compare_files", {"compare": f"{MIYUN},110119"}),
    "restoration": ("site_files", {"district": MIYUN}),
    "protected": ("area_files", {"district": MIYUN}),
    "ledger": ("ledger_files", {"unit": "water", "q": "河 & 湖"}),
    "present": ("slide_files", {"run": f"cover,{MIYUN}"}),
}


def list_addresses(app: AppTest, key: str) -> list[str]:
    """What its open menu leads programs to."""
    app.session_state[f"{key}_menu"] = True
    app.run()
    assert [error.value for error in app.exception] == []
    addresses = find_all(app, "//p[@class='quiet']/a[contains(@href, '.json')]/@href")
    return [*find_all(app, "//p[@class='quiet']/a[contains(@href, '.csv')]/@href"), *addresses]


def follow(address: str) -> bytes:
    parts = urlsplit(address)
    page, _, form = parts.path.partition(".")
    return write_page(page, form, dict(parse_qsl(parts.query)))[0]


@pytest.mark.parametrize("page", MENUS)
def test_the_menu_leads_to_what_the_page_shows(page: str) -> None:
    key, params = MENUS[page]
    app = open_page(page, **params)
    table, rows = list_addresses(app, key)
    t = Texts(params.get("lang", "zh"))
    assert t("addresses.of_page") in read_html(app)
    assert urlsplit(table).path == f"{page}.csv"
    assert dict(parse_qsl(urlsplit(rows).query)) == params
    assert json.loads(follow(rows))["page"] == page
    assert follow(table)


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("office")
    with keep_editions(folder, SETTLED) if request.param == "plans" else keep_month(folder):
        yield request.param


@pytest.mark.parametrize("kept", ["plans", "progress"], indirect=True)
def test_what_only_opens_a_part_of_a_page_is_left_out(kept: str) -> None:
    told = {"plans": {**PAIR, "unit": MIYUN}, "progress": {"period": CODE}}[kept]
    key = {"plans": "changes_files", "progress": "progress_bulletin"}[kept]
    step = {"plans": "changes", "progress": "told"}[kept]
    table, rows = list_addresses(open_page(kept, **told, step=step), key)
    assert dict(parse_qsl(urlsplit(table).query)) == told
    assert len(json.loads(follow(rows))["rows"]) > 10


def test_a_page_without_parameters_has_an_address_without_any() -> None:
    assert list_addresses(open_page("map"), "panel_files") == ["map.csv", "map.json"]
