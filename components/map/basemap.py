"""The optional base map. None by default: the product asks no outside host on its own.

No map whose drawing of borders nobody has approved is offered. Source: Tianditu WMTS `vec_w`
(Web Mercator), which needs the user's own key. The choice lives in the session, never in the
link: a key is private.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from components.texts import Texts

CHOICES = ("none", "inhouse", "tianditu")
TIANDITU_URL = (
    "https://t{{s}}.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)


@dataclass(frozen=True)
class Basemap:
    """A tile layer as Leaflet takes it."""

    url: str
    subdomains: str
    attribution: str


def build_basemap(choice: str, url: str, key: str) -> tuple[Basemap | None, str | None]:
    """The base map of a choice, and the catalogue key of what is wrong with the input, if any."""
    if choice == "inhouse":
        if not re.match(r"https?://", url) or not all(p in url for p in ("{z}", "{x}", "{y}")):
            return None, "basemap.bad_url"
        return Basemap(url, "", ""), None
    if choice == "tianditu":
        if not key:
            return None, "basemap.need_key"
        if not re.fullmatch(r"[0-9A-Za-z]+", key):
            return None, "basemap.bad_key"
        return Basemap(TIANDITU_URL.format(key=key), "01234567", "© 天地图"), None
    return None, None


def basemap_control(t: Texts) -> Basemap | None:
    """The setting; what is wrong with it is said beside."""
    choice = st.radio(
        t("basemap.choice"),
        CHOICES,
        format_func=lambda code: t(f"basemap.{code}"),
        key="basemap_choice",
    )
    url = key = ""
    if choice == "inhouse":
        url = st.text_input(t("basemap.url"), key="basemap_url", help=t("basemap.url_help"))
    elif choice == "tianditu":
        key = st.text_input(t("basemap.key"), key="basemap_key", type="password")
    basemap, problem = build_basemap(choice, url.strip(), key.strip())
    if problem:
        st.warning(t(problem))
    st.caption(t("basemap.note"))
    return basemap
