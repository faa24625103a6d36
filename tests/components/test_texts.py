"""Both catalogues hold the same keys, every key is used, and placeholders agree."""

from __future__ import annotations

import json
import re
from pathlib import Path

from components.documents.duty_csv import TRAILING
from components.documents.rows import COLUMNS
from components.screens.shell.navigation import PAGE_NAMES
from components.screens.sources.sources import LIMITS, READING_RULES, REPORTED
from components.screens.sources.tables import PAGE_PATHS, PRECISIONS, SECTIONS
from components.screens.widgets.places import FILTERS
from components.session.link import LAYERS, UNSOURCED
from components.slides.deck_html import BUTTONS, HELP
from components.texts import LANGUAGES, read_catalogue
from components.words.rules import RULES
from components.words.source import CITED
from geo.packages.descriptor import FIELD_TYPES, PROPERTY_TYPES
from geo.packages.package import DATA_DIR
from geo.places.protected import LEVELS, QUESTIONS
from geo.places.sites import QUALITIES
from geo.plan.compare import DIFFERENCES
from geo.plan.duties import BASES
from geo.plan.plan import ROLES

ROOT = Path(__file__).parents[2]


def list_values(resource: str, field: str) -> list[str]:
    """What a column of the shipped packages may hold, as its description says."""
    for path in DATA_DIR.glob("*/*/datapackage.json"):
        for found in json.loads(path.read_text(encoding="utf-8"))["resources"]:
            if found["name"] == resource:
                fields = found.get("properties") or found["schema"]["fields"]
                (described,) = [f for f in fields if f["name"] == field]
                return list(described["constraints"]["enum"])
    raise KeyError(resource)


CODE = [*sorted((ROOT / "components").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
# Keys built from a code at run time: prefix and the codes it may take.
BUILT = {
    "basis": list(BASES),
    "role": [*ROLES, "lead_main"],
    "metric": ["all", *ROLES, "ongoing"],
    "basemap": ["none", "inhouse", "tianditu"],
    "panel": ["total", *ROLES, "relevant", "on_map", *(f"{r}_units" for r in (*ROLES, "shared"))],
    "map": [
        *("title", "alt", "attribution", "inset", "tile_error", "zoom_in", "zoom_out"),
        *("reset", "reset_help", "wheel"),
    ],
    "nav": list(PAGE_NAMES),
    "column": ["measure", "task", "label", "deadline"],
    "compare": ["all", "shared", "different", "open", "chosen", "heat", "tasks"]
    + [f"{sheet}_{part}" for sheet in ("heat", "tasks") for part in ("title", "help")]
    + [f"legend_{weight}" for weight in ("lead_main", "main", "support")],
    "profile": ["previous", "next"],
    "city": ["reached", "only_open", "unreached", "open", "open_mentioned", "open_resolved"],
    "ledger": [
        *("measure", "task", "text", "deadline", "lead", "main", "support", "districts"),
        *("measures", "departments", "figures", "questions", "figure", "phrase", "place"),
    ],
    "file": [f"head_{name}" for name in (*COLUMNS, *TRAILING, "cells", "situation")]
    + [f"kind_{kind}" for kind in (*DIFFERENCES, "shared", "open")]
    + ["compare_table", "compare_open"]
    + [f"source_{field}" for field in CITED]
    + ["quality_printed", "quality_secondary", "first", "second"],
    "rules": [*RULES, *(f"{rule}_name" for rule in RULES if rule not in BASES)],
    "sources": [*SECTIONS, "rule", "meaning", "acts", "precision_class", "precision_drawn"]
    + [f"to_{page}" for page in PAGE_PATHS]
    + [f"precision_{p}{part}" for p in PRECISIONS for part in ("", "_means", "_drawn")]
    + [f"reading_{rule}" for rule in READING_RULES]
    + [f"limit_{name}" for name in LIMITS]
    + [f"report_{part}" for part in REPORTED]
    + ["differences", "cells", "names", "spellings", "rows", "features", "required", "unique"]
    + [f"cite_{name}" for name in ("field", "value", "quality", "source", "annexes")]
    + ["quality_printed", "quality_secondary", "column", "type", "description", "constraints"]
    + [f"type_{name}" for name in {*FIELD_TYPES, *PROPERTY_TYPES}],
    "place": [f"layer_{layer}" for layer in LAYERS]
    + [f"all_{name}" for name in FILTERS]
    + [*FILTERS, "year", "area_ha", "where", "shares_length", "shares_area"]
    + ["to_restoration", "to_protected", "no_restoration", "no_protected"]
    + [f"precision_{p}" for p in PRECISIONS]
    + [f"role_{role}" for role in ("plan", "duty", "context", "background")]
    + [f"level_{level}" for level in (*LEVELS, UNSOURCED)]
    + [f"coord_{basis}" for basis in list_values("protected_areas", "coord_basis")]
    + [f"confidence_{value}" for value in list_values("protected_areas", "confidence")],
    "quality": list(QUALITIES),
    "restoration": [
        *("map_title", "map_alt", "works", "plan_places", "duty_places", "context_places"),
        *("background_places", "with_place", "without_place"),
        *("legend_title_plan", "legend_title_duty", "legend_title_context"),
    ],
    "protected": ["map_title", "map_alt", *(f"question_{question}" for question in QUESTIONS)],
    "present": [
        *(act for act, _ in BUTTONS),
        *HELP,
        *(f"keys_{act}" for act in HELP),
        *("too_many", "empty_run", "up", "down"),
    ],
    # what Streamlit says, see `components/page_words.js`
    "streamlit": [
        key.partition(".")[2] for key in read_catalogue("zh") if key.startswith("streamlit.")
    ],
    "error": ["file", "row", "column", "value", "why", "fix"],
}


def find_used_keys() -> set[str]:
    code = "\n".join(path.read_text(encoding="utf-8") for path in [*CODE, ROOT / "app.py"])
    literal = set(re.findall(r"""["']([a-z]+\.[a-z_]+)["']""", code))
    return literal | {f"{prefix}.{code}" for prefix, codes in BUILT.items() for code in codes}


def list_placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)\}", text))


def test_languages_have_the_same_keys() -> None:
    assert set(read_catalogue("zh")) ^ set(read_catalogue("en")) == set()


def test_every_text_is_used_and_every_used_text_exists() -> None:
    keys = set(read_catalogue("zh"))
    assert keys - find_used_keys() == set()
    sections = {key.split(".")[0] for key in keys}
    missing = {key for key in find_used_keys() - keys if key.split(".")[0] in sections}
    assert missing == set()


def test_no_text_holds_a_count_a_year_or_a_place_of_one_plan() -> None:
    """Such words come from the data; a tile service may be named by the setting that asks it."""
    bound = re.compile(
        r"北京|Beijing|天地图|Tianditu|GS\(|(19|20)\d\d(?!×)|十五|三条|[Ff]ifteen"
        r"|16 ?(区|districts)|年底前|by year end|废弃矿山|abandoned mine"
    )
    offenders = [
        (lang, key)
        for lang in LANGUAGES
        for key, text in read_catalogue(lang).items()
        if bound.search(text) and not key.startswith("basemap.")
    ]
    assert offenders == []


def test_placeholders_agree() -> None:
    zh, en = read_catalogue("zh"), read_catalogue("en")
    assert [k for k in zh if list_placeholders(zh[k]) != list_placeholders(en[k])] == []
