"""Both catalogues hold the same keys, every key is used, and placeholders agree."""

from __future__ import annotations

import re
from pathlib import Path

from components.texts import read_catalogue
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
    "map": ["title", "alt", "attribution", "inset", "close", "tile_error"],
    "nav": ["map"],
    "column": ["measure", "task", "label", "deadline"],
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
