"""The rules of the house: who may import whom, what is pure, what stays small."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYERS = ["geo", "components", "pages", "app"]
SCREEN_LIBRARIES = {"streamlit", "folium", "plotly", "streamlit_folium", "branca"}
FOLDERS = ("geo", "components", "pages", "data", "tests", "benchmarks")
SOURCES = [
    ROOT / "app.py",
    ROOT / "serve.py",
    ROOT / "tasks.py",
    ROOT / "environment.py",
    *sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")),
]


def list_imports(path: Path) -> set[str]:
    """Top-level names of everything a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def find_layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def test_folders_import_only_from_those_above_them() -> None:
    offenders = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in SOURCES
        if find_layer(path) in LAYERS
        for name in sorted(list_imports(path))
        if name in [*LAYERS, "data", "tests", "tasks", "environment"]
        and (name not in LAYERS or LAYERS.index(name) > LAYERS.index(find_layer(path)))
    ]
    assert offenders == []


def test_model_and_builds_are_free_of_the_screen() -> None:
    offenders = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in SOURCES
        if find_layer(path) in ("geo", "data")
        for name in sorted(list_imports(path) & SCREEN_LIBRARIES)
    ]
    assert offenders == []


def test_no_place_or_year_in_code() -> None:
    """More plans and regions are folders of data; only the default plan's code may be named."""
    words = ("beijing", "110118", "密云", "北京")
    offenders = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        if find_layer(path) in LAYERS
        for number, line in enumerate(path.read_text(encoding="utf-8").lower().splitlines(), 1)
        if any(word in line for word in words)
    ]
    assert offenders == []


def test_pages_are_tables_of_contents() -> None:
    pages = sorted((ROOT / "pages").glob("*.py"))
    assert pages
    assert [p.name for p in pages if len(p.read_text(encoding="utf-8").splitlines()) > 60] == []


def test_files_stay_small() -> None:
    assert [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if len(path.read_text(encoding="utf-8").splitlines()) > 300
    ] == []
