"""A map of many small districts: what is seen of them is not their borders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from benchmarks.synthetic import PLAN, write_packages
from components.map.drawing import MAX_SVG_DISTRICTS
from tests.browser.app_server import run_server
from tests.browser.conftest import Visit

FULL = "1.5"


def test_borders_are_thin_where_districts_are_small(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    write_packages(tmp_path, MAX_SVG_DISTRICTS, 2)
    with run_server(tmp_path) as address:
        opened = visit(f"?plan={PLAN}", at=address, width=390, height=844)
        opened.wait_for_map()
        # 20 by 20, of which this one stays in view.
        district = opened.map.locator(f".district-{100001 + 10 * 20 + 10}")
        thin = float(district.get_attribute("stroke-width") or FULL)
        assert 0 < thin < float(FULL)
        opened.map.locator(".leaflet-control-zoom-in").click()
        expect(district).to_have_attribute("stroke-width", FULL)
