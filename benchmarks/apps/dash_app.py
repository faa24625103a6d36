"""The same map and text with dash-leaflet: the clicked district's text comes from the server.

The text is built of Dash's own components, its fastest way to show one.
"""

import sys
from typing import Any

import dash_leaflet as dl
import lxml.html
from dash import Dash, Input, Output, html
from dash_extensions.javascript import assign

from benchmarks.apps.texts import read_districts, write_panel

STYLE = assign(
    "function(feature) { const p = feature.properties; return {fillColor: p.fill, fillOpacity: 1,"
    " color: '#FFFFFF', weight: 1.5, className: 'district-' + p.unit_code}; }"
)


def convert_html(text: str) -> list[Any]:
    return [_convert(node) for node in lxml.html.fragments_fromstring(text)]


def _convert(node: Any) -> Any:
    children = [node.text, *(part for child in node for part in (_convert(child), child.tail))]
    return getattr(html, node.tag.capitalize())(
        [child for child in children if child is not None],
        **({"className": node.get("class")} if node.get("class") else {}),
        **({"id": node.get("id")} if node.get("id") else {}),
    )


app = Dash(__name__, assets_folder=f"{sys.argv[2]}/assets")
app.layout = html.Div(
    style={"display": "flex"},
    children=[
        dl.Map(
            dl.GeoJSON(data=read_districts(), style=STYLE, id="districts"),
            center=[40.2, 116.4],
            zoom=8,
            style={"width": "800px", "height": "560px"},
        ),
        html.Div("answer none", id="panel"),
    ],
)


@app.callback(
    Output("panel", "children"), Input("districts", "clickData"), prevent_initial_call=True
)
def show_panel(clicked: dict[str, Any]) -> list[Any]:
    return convert_html(write_panel(clicked["properties"]["unit_code"]))


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
