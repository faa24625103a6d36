"""The folium map as a value: what it would draw, and that it asks no other host."""

import re

from components.map import SCRIPTS, OfflineMap, build_district_map
from components.texts import Texts
from geo.model import Model


def test_every_district_has_its_class(model: Model) -> None:
    script = build_district_map(model, Texts("zh")).get_root().render()
    assert [c for c in model.region.districts["unit_code"] if f"district-{c}" not in script] == []


def test_links_stay_on_this_server() -> None:
    links = [url for _, url in [*OfflineMap.default_js, *OfflineMap.default_css]]
    assert len(links) == 3 + len(SCRIPTS)
    assert [url for url in links if not url.startswith("../components.map.")] == []


def test_the_same_map_every_time(model: Model) -> None:
    """A different script would make Streamlit mount the map anew and lose the reader's view."""

    def render() -> str:
        page = build_district_map(model, Texts("zh")).get_root().render()
        return re.sub(r"[0-9a-f]{32}", "", page)

    assert render() == render()
