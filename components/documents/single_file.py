"""The show as one HTML file: opens from a USB stick with no server and no network.

The map is the product's own, in a frame whose document stands inside the file. A strict
Content-Security-Policy names every script and style by its hash and allows nothing else.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Sequence
from html import escape
from itertools import combinations
from pathlib import Path
from typing import Any

import shapely
from xstatic.pkg import leaflet

from components.map.drawing import build_setup
from components.map.frame import ASSETS, SCRIPTS
from components.slides.deck import build_deck, read_asset, write_script_json
from components.slides.deck_html import write_deck
from components.texts import HTML_LANG, Texts
from components.theme import write_css_variables, write_frame_css_variables
from components.words.comparison import build_comparison, write_comparison_counts
from components.words.duties import list_doubts, name_basis, name_roles
from components.words.source import list_provenance
from components.words.units import name_party
from components.words.wording import print_wording
from geo.model import Model

COORDINATE_DECIMALS = 5


def write_single_file(model: Model, run: Sequence[str], t: Texts, today: datetime.date) -> bytes:
    """The slides of `run`, every district's card and duties, and a comparison of two."""
    deck = build_deck(model, run, t)
    frame, frame_code = _write_frame(model, t)
    data = write_script_json(
        {"deck": deck.describe(1, keeps_link=False), "duties": list_duties(model, t)}
    )
    script = f"{read_asset('deck.js')}{read_asset('single_file.js')}startSingleFile({data});"
    style = (
        f"{write_css_variables().replace('.stApp', ':root')}"
        f"{read_asset('deck.css')}{read_asset('single_file.css')}"
    )
    policy = _write_policy([script, *frame_code["scripts"]], [style, *frame_code["styles"]])
    provenance = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>"
        for label, value in list_provenance(model, t, today, model.counted_bases)
    )
    title = escape(f"{deck.slides[0].title} · {t('app.title')}")
    body = (
        f"{write_deck(deck.slides, deck.cards, 1, t)}"
        f"<div class='deck-map'><iframe title='{escape(t('map.title'))}' "
        f'srcdoc="{escape(frame)}"></iframe></div>'
        f"{_write_comparison(model, t)}"
        f"<details class='file-about'><summary>{escape(t('file.sheet_notes'))}</summary>"
        f"<dl>{provenance}</dl></details>"
    )
    return (
        f"<!doctype html><html lang='{HTML_LANG[t.lang]}'><head><meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{title}</title><style>{style}</style></head>"
        f"<body class='single-file'>{body}<script>{script}</script></body></html>"
    ).encode()


def _write_policy(scripts: list[str], styles: list[str]) -> str:
    def allow(texts: list[str]) -> str:
        digests = [base64.b64encode(hashlib.sha256(x.encode()).digest()).decode() for x in texts]
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {allow(scripts)}; style-src {allow(styles)}; "
        f"img-src data:; base-uri 'none'; form-action 'none'"
    )


def _write_frame(model: Model, t: Texts) -> tuple[str, dict[str, list[str]]]:
    """The map's own document, and the scripts and styles in it."""
    library, districts = Path(leaflet.BASE_DIR), model.region.districts
    setup = {
        "mode": "present",
        **build_setup(model, t),
        "districts": _round(districts[["unit_code", "geometry"]].to_json(drop_id=True)),
        "outline": _round(shapely.to_geojson(districts.union_all().boundary)),
    }
    scripts = [
        (library / "leaflet.js").read_text(encoding="utf-8"),
        *((ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS),
        f"{read_asset('single_frame.js')}startSingleFrame({write_script_json(setup)});",
    ]
    styles = [
        (library / "leaflet.css").read_text(encoding="utf-8"),
        write_frame_css_variables() + (ASSETS / "district_map.css").read_text(encoding="utf-8"),
    ]
    head = "".join(f"<style>{style}</style>" for style in styles)
    tail = "".join(f"<script>{script}</script>" for script in scripts)
    frame = (
        f"<!doctype html><html lang='{HTML_LANG[t.lang]}'><head><meta charset='utf-8'>{head}"
        f"</head><body><div id='map_div'></div>{tail}</body></html>"
    )
    return frame, {"scripts": scripts, "styles": styles}


def _round(geojson: str) -> Any:
    """GeoJSON with coordinates of about a metre, which no screen can tell from finer ones."""
    return json.loads(geojson, parse_float=lambda text: round(float(text), COORDINATE_DECIMALS))


def list_duties(model: Model, t: Texts) -> dict[str, Any]:
    """For the comparison of two: names, measures with wording, roles and basis in words; and what
    each measure is to every pair, with the counts, see `geo.plan.compare.Row.kind`."""
    duties: dict[str, dict[str, list[str]]] = {code: {} for code in model.codes}
    for duty in model.duties.to_dict("records"):
        if duty["unit_code"] in duties:
            words = [name_roles(duty, t), name_basis(duty, t)]
            duties[duty["unit_code"]][duty["measure_id"]] = words
    measures = [
        [m["measure_id"], t.pick(m["label"], m["label_en"]), print_wording(m, t)]
        for m in model.plan.measures.to_dict("records")
    ]
    names = {code: name_party(model, code, t) for code in model.codes}
    pairs = {}
    for pair in combinations(model.codes, 2):
        comparison = build_comparison(model, pair)
        pairs[",".join(pair)] = {
            "counts": write_comparison_counts(model, comparison, t),
            "unlike": [row.measure_id for row in comparison.unlike],
            "open": [row.measure_id for row in comparison.still_open],
            "band": t("compare.open_band", n=len(comparison.still_open)),
        }
    doubts = list_doubts(model, model.plan.doubtful, t)
    facts = {"names": names, "measures": measures, "duties": duties, "none": t("file.no_duty")}
    return {**facts, "pairs": pairs, "codes": model.codes, "doubts": doubts}


def _write_comparison(model: Model, t: Texts) -> str:
    options = "".join(
        f"<option value='{escape(code)}'>{escape(name_party(model, code, t))}</option>"
        for code in model.codes
    )
    label = escape(t("nav.compare"))
    selects = "".join(
        f"<select class='file-{side}' aria-label='{escape(t(f'file.{side}'))}'>{options}</select>"
        for side in ("first", "second")
    )
    return (
        f"<button type='button' class='file-compare-button' data-open>{label}</button>"
        f"<section class='file-compare' hidden aria-label='{label}'><div>{selects}"
        f"<button type='button' data-close>{escape(t('map.close'))}</button></div>"
        f"<p class='file-counts'></p><p>{escape(t('compare.explain'))}</p>"
        f"<table><thead><tr><th>{escape(t('column.measure'))}</th><th></th><th></th></tr></thead>"
        f"<tbody></tbody></table><p class='file-doubts'></p></section>"
    )
