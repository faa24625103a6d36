"""The same map and text with `st_folium` as its documentation shows it."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.apps.texts import read_districts, write_panel

st.set_page_config(layout="wide")
map_column, panel_column = st.columns([1.62, 1])
with map_column:
    stock_map = folium.Map(location=[40.2, 116.4], zoom_start=8, tiles=None)
    folium.GeoJson(
        read_districts(),
        style_function=lambda feature: {
            "className": f"district-{feature['properties']['unit_code']}",
            "fillColor": feature["properties"]["fill"],
            "fillOpacity": 1,
            "color": "#FFFFFF",
            "weight": 1.5,
        },
        tooltip=folium.GeoJsonTooltip(["name", "label"]),
    ).add_to(stock_map)
    output = st_folium(stock_map, use_container_width=True, height=560, key="stock")
with panel_column:
    clicked = (output or {}).get("last_active_drawing")
    if clicked:
        st.html(write_panel(clicked["properties"]["unit_code"]))
    else:
        st.text("answer none")
