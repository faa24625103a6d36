"""The show as one HTML file: opens from a USB stick with no server and no network.

The map is the product's own, in a frame whose document stands inside the file. A strict
Content-Security-Policy names every script and style by its hash and allows nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import shapely
from markupsafe import Markup
from xstatic.pkg import leaflet

from components.html import wording
from components.html.parties import write_options
from components.html.scripts import write_hash
from components.html.template import draw, join, read_code
from components.map.drawing import build_setup
from components.map.frame import ASSETS, SCRIPTS
from components.slides.deck import build_deck, read_asset, write_script_json
from components.slides.deck_html import write_deck
from components.texts import HTML_LANG
from components.theme import write_css_variables, write_frame_css_variables
from components.words.bases import name_basis
from components.words.comparison import build_comparison, write_comparison_counts
from components.words.duties import list_doubts, name_roles
from components.words.several import number_measure
from components.words.source import Origin, list_provenance
from components.words.units import list_parties
from components.words.wording import print_wording
from components.words.words import Words

COORDINATE_DECIMALS = 5
WORDING = Path(wording.__file__).with_suffix(".css")


@dataclass(frozen=True)
class Frame:
    """The map's own document, and the scripts and styles in it."""

    document: Markup
    scripts: list[Markup]
    styles: list[Markup]


def write_single_file(origin: Origin, run: Sequence[str]) -> bytes:
    """The slides of `run`, every district's card and duties, and a comparison of two."""
    words = origin.words
    t = words.t
    deck, frame = build_deck(words, run), _write_frame(words)
    shown = {"deck": deck.describe(1, keeps_link=False), "duties": list_duties(words)}
    script = join(
        [
            read_asset("deck.js"),
            read_asset("single_file.js"),
            Markup("dutyFile.start({});").format(write_script_json(shown)),
        ]
    )
    # Colours of ours: a style's text is not escaped.
    colours = Markup(write_css_variables().replace(".stApp", ":root"))
    sheets = [read_code(WORDING), read_asset("deck.css"), read_asset("single_file.css")]
    style = join([colours, *sheets])
    return draw(
        "documents/single_file.document",
        t=t,
        lang=HTML_LANG[t.lang],
        policy=_write_policy([script, *frame.scripts], [style, *frame.styles]),
        title=deck.slides[0].title,
        style=style,
        deck=write_deck(deck.slides, deck.cards, 1, t, has_pages=False),
        # As a text: inside an attribute a document is escaped as a whole.
        frame=str(frame.document),
        options=write_options(words),
        provenance=list_provenance(origin),
        script=script,
    ).encode()


def _write_policy(scripts: list[Markup], styles: list[Markup]) -> str:
    def allow(texts: list[Markup]) -> str:
        return " ".join(map(write_hash, texts))

    return (
        f"default-src 'none'; script-src {allow(scripts)}; style-src {allow(styles)}; "
        f"img-src data:; base-uri 'none'; form-action 'none'"
    )


def _write_frame(words: Words) -> Frame:
    library, districts = Path(leaflet.BASE_DIR), words.model.region.districts
    setup = {
        "mode": "present",
        **build_setup(words),
        "districts": _round(districts[["unit_code", "geometry"]].to_json(drop_id=True)),
        "outline": _round(shapely.to_geojson(districts.union_all().boundary)),
    }
    start = Markup("{}dutyFileFrame.start({});").format(
        read_asset("single_frame.js"), write_script_json(setup)
    )
    files = [library / "leaflet.js", *(ASSETS / f"{name}.js" for name in SCRIPTS)]
    scripts = [*(read_code(path) for path in files), start]
    # Colours of ours: a style's text is not escaped.
    colours = Markup(write_frame_css_variables())
    styles = [
        read_code(library / "leaflet.css"),
        join([colours, read_code(ASSETS / "district_map.css")]),
    ]
    document = draw(
        "documents/single_file.frame", lang=HTML_LANG[words.t.lang], styles=styles, scripts=scripts
    )
    return Frame(document, scripts, styles)


def _round(geojson: str) -> Any:
    """GeoJSON with coordinates of about a metre, which no screen can tell from finer ones."""
    return json.loads(geojson, parse_float=lambda text: round(float(text), COORDINATE_DECIMALS))


def list_duties(words: Words) -> dict[str, Any]:
    """For the comparison of two: names, measures with wording, roles and basis in words; and what
    each measure is to every pair, with the counts, see `geo.plan.compare.Row.kind`."""
    model, t = words.model, words.t
    duties: dict[str, dict[str, list[str]]] = {code: {} for code in model.codes}
    for duty in model.duties.to_dict("records"):
        if duty["unit_code"] in duties:
            said = [name_roles(duty, t), name_basis(duty, t)]
            duties[duty["unit_code"]][number_measure(words, duty["measure_id"])] = said
    measures = [
        [
            number_measure(words, m["measure_id"]),
            t.pick(m["label"], m["label_en"]),
            print_wording(m, t),
        ]
        for m in model.plan.measures.to_dict("records")
    ]
    pairs = {}
    for pair in combinations(model.codes, 2):
        comparison = build_comparison(model, pair)
        pairs[",".join(pair)] = {
            "counts": write_comparison_counts(words, comparison),
            "unlike": [number_measure(words, row.measure_id) for row in comparison.unlike],
            "open": [number_measure(words, row.measure_id) for row in comparison.still_open],
            "band": t("compare.block_open", n=len(comparison.still_open)),
        }
    doubts = list_doubts(words, model.plan.doubtful)
    names, none = list_parties(words), t("file.no_duty")
    facts = {"names": names, "measures": measures, "duties": duties, "none": none}
    return {**facts, "pairs": pairs, "codes": model.codes, "doubts": doubts}
