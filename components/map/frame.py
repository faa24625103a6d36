"""The frame around the district map: streamlit-folium's page, and what it draws from.

`st_folium` renders the map and sends it again on every run of a script. A map of ours is equal on
every run, so it is rendered once, and fetched and cached by the browser; a run sends only what
changed. See docs/decisions/002 and 009.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import folium
import streamlit as st
from streamlit.components.v1.custom_component import CustomComponent
from streamlit.runtime import get_instance
from xstatic.pkg import leaflet

from components.html.scripts import FRAME_START
from components.session.remember import remember

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = (
    "colors",
    "boxes",
    "card",
    "leaders",
    "labels",
    "basemap",
    "places",
    "legend",
    "shapes",
    "tiles",
    "page",
    "ahead",
    "district_map",
)
"""Our scripts, each building on the one before."""
FOLIUM_ID = re.compile(r"[0-9a-f]{32}")
FRAMES = ("frame", "tiles")
"""By the last part of its address the server tells which of them may load a base map's images."""
HEIGHT_PX = 560
"""Until the page's own styles are read."""


def _find_frontend() -> Path:
    # Importing the package would cost a quarter of a second; only its page is needed.
    spec = find_spec("streamlit_folium")
    assert spec and spec.submodule_search_locations, "streamlit-folium is in requirements.txt"
    return Path(spec.submodule_search_locations[0], "frontend", "build")


@remember
def declare_frame(name: str = "frame") -> CustomComponent:
    """`name`: one of `FRAMES`.

    Streamlit notes the folder of a component within a visit. A page that another server drew may
    ask this one first, so it is noted when the server starts, too: see `read_ahead`."""
    frame = CustomComponent(f"{__name__}.{name}", str(_find_frontend()), module_name=__name__)
    get_instance().component_registry.register_component(frame)
    return frame


class OfflineMap(folium.Map):
    """A `folium.Map` without links: `write_drawing` brings Leaflet along."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


def write_drawing(offline_map: OfflineMap, css_variables: str) -> str:
    """Render the map as one script that the frame loads; the map cannot be used afterwards.

    The frame loads its files one after the other, and styles last: the map would be measured
    before it has any. Folium's script makes the map as soon as it runs; here the frame calls it.
    """
    library = Path(leaflet.BASE_DIR)
    files = [library / "leaflet.js", *(ASSETS / f"{name}.js" for name in SCRIPTS)]
    styles = [library / "leaflet.css", ASSETS / "district_map.css"]
    css = "\n".join([css_variables, *(path.read_text(encoding="utf-8") for path in styles)])
    lines = [
        "document.head.appendChild(document.createElement('style')).textContent ="
        f" {json.dumps(css, ensure_ascii=False)};",
        *(path.read_text(encoding="utf-8") for path in files),
        f"function drawDistrictMap() {{\n{_render_script(offline_map)}\nreturn map_div;\n}}",
    ]
    return "\n".join(lines)


def _render_script(offline_map: OfflineMap) -> str:
    """Folium's script for the frame's `map_div`, with the same names on every run."""
    offline_map._id = "div"
    root = offline_map.get_root()
    root.render()
    script = str(root.script.render())
    names = {name: str(n) for n, name in enumerate(dict.fromkeys(FOLIUM_ID.findall(script)))}
    return FOLIUM_ID.sub(lambda found: names[found.group()], script)


@dataclass(frozen=True)
class Frame:
    """A drawing on the page under the key `name`. Another drawing is another widget: the frame
    draws only once. `address`: of its script, which brings Leaflet and all styles. `has_tiles`: it
    may show a base map."""

    name: str
    address: str
    has_tiles: bool = False

    @property
    def key(self) -> str:
        stem = PurePosixPath(urlsplit(self.address).path).stem
        return f"{self.name}_{stem}{'_tiles' if self.has_tiles else ''}"

    def count_clicks(self) -> int:
        """The number of the last click that has reached us."""
        return int((st.session_state.get(self.key) or {}).get("n", 0))

    def show(self, update: str, on_click: Callable[[dict[str, Any]], None]) -> None:
        """`update`: JavaScript that brings the drawing up to date, run where it changed.

        `on_click` gets what the map's script sent: `unit_code` or `place`, and `n`, its number.
        """
        declare_frame(FRAMES[self.has_tiles])(
            script=FRAME_START,
            header="",
            html="",
            height=HEIGHT_PX,
            width=None,
            returned_objects=[],
            default={},
            feature_group=update,
            js_links=[self.address],
            css_links=[],
            key=self.key,
            on_change=lambda: on_click(st.session_state[self.key]),
        )
