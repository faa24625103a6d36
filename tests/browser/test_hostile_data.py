"""Names and texts from data are never markup, and bad data never becomes a half-true map."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.app_server import run_server
from tests.browser.conftest import Visit
from tests.damaged import copy_data, rewrite

SHORT = "<b>!</b>"
IMAGE = "![](http://outside.invalid/a.png)"
HOSTILE = "<img src=x onerror=alert(1)>"
CSV_HOSTILE = '"</script><script>alert(2)</script>{{7*7}}${1}"'


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = copy_data(tmp_path_factory.mktemp("hostile"))
    region, plan = "regions/beijing", "plans/ecology-2025"
    for name in ("units.csv", "districts.geojson"):
        rewrite(folder, f"{region}/{name}", lambda t: t.replace("密云区", HOSTILE), register=True)
    rewrite(
        folder, f"{region}/units.csv", lambda t: t.replace(",密云,", f",{SHORT},"), register=True
    )
    rewrite(
        folder, f"{region}/units.csv", lambda t: t.replace(",延庆,", f",{IMAGE},"), register=True
    )
    rewrite(
        folder,
        f"{plan}/measures.csv",
        lambda t: t.replace("生态保护红线管理,", f"{CSV_HOSTILE},"),
        register=True,
    )
    rewrite(folder, f"{plan}/headings.csv", lambda t: t.replace("生物多样性", IMAGE), register=True)
    rewrite(folder, f"{plan}/sites.geojson", lambda t: t.replace("曹家坊", HOSTILE), register=True)
    rewrite(
        folder,
        f"{region}/protected_areas.csv",
        lambda t: t.replace("北京松山国家级自然保护区", HOSTILE + IMAGE),
        register=True,
    )
    with run_server(folder) as running:
        yield running


def test_hostile_names_show_as_text_everywhere(
    visit: Callable[..., Visit], hostile_address: str
) -> None:
    visited = visit("?district=110118", at=hostile_address)
    visited.wait_for_map()
    expect(visited.page.locator("#duty-panel-title").first).to_have_text(HOSTILE)
    visited.map.locator("path.district-110118").click()
    expect(visited.map.locator(".dm-card")).to_contain_text(HOSTILE)
    expect(visited.map.locator("#map_div .dm-label").filter(has_text=SHORT)).to_have_count(1)
    expect(visited.page.locator("article[data-measure='7.1'] strong")).to_have_text(
        "</script><script>alert(2)</script>{{7*7}}${1}"
    )
    visited.page.get_by_role("button", name="返回全市").click()
    expect(visited.page.get_by_role("button", name=f"{IMAGE} 18")).to_be_visible()
    visited.page.locator(".st-key-chapter_metric input").click()
    expect(visited.page.get_by_role("option", name=IMAGE)).to_be_visible()
    for frame in visited.page.frames:
        assert frame.locator("img[src='x']").count() == 0
    assert visited.dialogs == []


@pytest.mark.parametrize(
    ("path", "awaited"),
    [
        ("district?district=110118", ".duties"),
        ("compare?compare=110118,110119", "table.matrix"),
        ("compare?show=heat", "table.heat"),
        ("compare?show=tasks", ".measure-maps"),
        ("ledger?q=%3Cimg%20src%3Dx%20onerror%3Dalert(3)%3E", ".empty"),
        ("ledger?task=7", "table.ledger"),
        ("restoration", "table.heat"),
        ("restoration?place=mine_caojiafang", ".place"),
        ("protected?place=nr_songshan", ".place"),
        ("protected?district=110119", ".duty-card"),
        ("sources", "h2"),
    ],
)
def test_no_page_takes_data_or_links_for_markup(
    visit: Callable[..., Visit], hostile_address: str, path: str, awaited: str
) -> None:
    visited = visit(path, at=hostile_address)
    visited.page.locator(awaited).first.wait_for()
    expect(visited.page.get_by_role("button", name="English")).to_be_visible()
    for frame in visited.page.frames:
        assert frame.locator("img[src='x'], img[src*='outside.invalid']").count() == 0
    assert visited.dialogs == []


def test_bad_data_names_file_row_column_value_in_both_languages(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    folder = copy_data(tmp_path)
    rewrite(
        folder,
        "plans/ecology-2025/measures.csv",
        lambda t: t.replace("市园林绿化局;市水务局,城市副中心", "市园林绿化居;市水务局,城市副中心"),
        register=True,
    )
    with run_server(folder) as address:
        visited = visit(at=address)
        for lang, why in (("zh-CN", "单位名称未登记"), ("en", "unknown unit name")):
            section = visited.page.locator(f".data-error[lang='{lang}']")
            row = section.locator("tbody tr").first
            expect(row).to_contain_text("ecology-2025/measures.csv")
            expect(row).to_contain_text("24")
            expect(row).to_contain_text("lead")
            expect(row).to_contain_text("市园林绿化居")
            expect(row).to_contain_text(why)
            expect(row).to_contain_text("市园林绿化局")
        expect(visited.page.locator(".st-key-district_map_box")).to_have_count(0)
        expect(visited.page.get_by_text("Traceback")).to_have_count(0)
