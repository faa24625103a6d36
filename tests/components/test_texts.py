"""Both catalogues hold the same keys, every key is used, and placeholders agree."""

from __future__ import annotations

import re
from pathlib import Path

from components.documents.rows import CITED, COLUMNS
from components.documents.tables import TRAILING
from components.navigation import PAGE_NAMES
from components.rules import RULES
from components.sources import LIMITS, READING_RULES, REPORTED
from components.sources_html import PAGE_PATHS, PRECISIONS, SECTIONS
from components.texts import read_catalogue
from geo.compare import DIFFERENCES
from geo.descriptor import FIELD_TYPES
from geo.duties import BASES
from geo.plan import ROLES

ROOT = Path(__file__).parents[2]
CODE = [*sorted((ROOT / "components").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
# Keys built from a code at run time: prefix and the codes it may take.
BUILT = {
    "basis": [*BASES, "open"],
    "role": [*ROLES, "lead_main"],
    "metric": ["all", *ROLES, "ongoing"],
    "basemap": ["none", "inhouse", "tianditu", "osm"],
    "panel": ["total", *ROLES, "relevant", "on_map", *(f"{r}_units" for r in (*ROLES, "shared"))],
    "map": ["title", "alt", "attribution", "inset", "close", "tile_error", "zoom_in", "zoom_out"],
    "nav": list(PAGE_NAMES),
    "column": ["measure", "task", "label", "deadline"],
    "compare": ["absence", "role", "basis", "all", "shared", "different", "chosen", "heat", "tasks"]
    + [f"{sheet}_{part}" for sheet in ("heat", "tasks") for part in ("title", "help")]
    + [f"legend_{weight}" for weight in ("lead_main", "main", "support")],
    "profile": ["previous", "next"],
    "city": ["reached", "only_open", "unreached", "open", "open_mentioned", "open_resolved"],
    "ledger": [
        *("measure", "task", "text", "deadline", "lead", "main", "support", "districts"),
        *("measures", "departments", "figures", "questions", "figure", "phrase", "place"),
    ],
    "file": [f"head_{name}" for name in (*COLUMNS, *TRAILING, "cells", "situation")]
    + [f"kind_{kind}" for kind in DIFFERENCES]
    + [f"source_{field}" for field in CITED]
    + ["quality_printed", "quality_secondary"],
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
    + [f"type_{name}" for name in FIELD_TYPES],
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


def test_placeholders_agree() -> None:
    zh, en = read_catalogue("zh"), read_catalogue("en")
    assert [k for k in zh if list_placeholders(zh[k]) != list_placeholders(en[k])] == []
