"""The rules of the house: who may import whom, what is pure, what stays small."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.package_words import find_any, list_package_words
from tests.style_names import is_given, list_given, list_styled

ROOT = Path(__file__).parents[1]
LAYERS = ["geo", "store", "components", "pages", "app", "server", "serve"]
COMMAND_LINE = "geo/__main__.py"
"""A way into the product, as app.py is: it may look into store, server and what writes documents,
nothing else of geo may."""
FLOORS = {
    "components": (
        *("texts", "theme", "charts", "session", "words", "html", "entrance", "map", "slides"),
        *("documents", "screens"),
    ),
    "geo": (
        *("packages", "region", "plan", "places", "intake", "own_boundaries", "model", "together"),
        *("own_regions", "__main__"),
    ),
    "store": (
        *("place", "users", "rights", "look", "tables", "database", "migrations"),
        *("access_tables", "progress_tables", "drafts", "asked", "audit", "schema"),
        *("terminal", "access", "readings", "decisions", "resolutions"),
        *("answers", "memory", "learnt", "names", "targets", "state", "packages", "versions"),
        *("folders", "defaults", "publishing", "effects", "originals", "trial", "shelf", "links"),
        *("editions", "progress", "months", "backup"),
        *("settling", "changes", "commands"),
    ),
}
"""The rooms of a folder, see its docstring; each stands on those before it."""
SHARED_SCREENS = "widgets"
SCREEN_LIBRARIES = {"streamlit", "folium", "plotly", "streamlit_folium", "branca"}
FOLDERS = (
    *("geo", "store", "components", "pages", "server", "data", "deploy", "tests"),
    "benchmarks",
)
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


def read_arrows(folder: str) -> dict[str, set[str]]:
    """Every module of a folder with the modules of the same folder that it imports, anywhere."""
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (ROOT / folder).rglob("*.py")
    }
    arrows: dict[str, set[str]] = {}
    for module, path in paths.items():
        named: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        arrows[module] = {name for name in named & set(paths) if name != module}
    return arrows


def find_circle(arrows: dict[str, set[str]]) -> list[str]:
    """The modules of a circle of imports, the first one at both ends; empty where there is none."""
    done: set[str] = set()

    def follow(module: str, way: list[str]) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        for target in sorted(arrows[module]):
            if circle := follow(target, [*way, module]):
                return circle
        done.add(module)
        return []

    return next(filter(None, (follow(module, []) for module in sorted(arrows))), [])


def is_downward(module: str, target: str) -> bool:
    """Whether an arrow goes to its own room or to one above it in the list."""
    (folder, room, *rest), (_, aim, *inner) = module.split("."), target.split(".")
    if room == aim == "screens":
        return rest[0] == inner[0] or inner[0] == SHARED_SCREENS
    floors = FLOORS[folder]
    return floors.index(aim) <= floors.index(room)


def find_layer(path: Path) -> str:
    if path == ROOT / COMMAND_LINE:
        return "server"
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


@pytest.mark.parametrize(("folder", "least"), [("components", 80), ("geo", 20), ("store", 15)])
def test_rooms_import_only_from_those_above_them(folder: str, least: int) -> None:
    arrows = read_arrows(folder)
    offenders = [
        f"{module} imports {target}"
        for module, targets in arrows.items()
        for target in sorted(targets)
        if "." in module and "." in target and not is_downward(module, target)
    ]
    assert (len(arrows) > least, offenders) == (True, [])


@pytest.mark.parametrize("folder", ["components", "geo", "store", "server"])
def test_no_files_import_each_other_in_a_circle(folder: str) -> None:
    assert find_circle(read_arrows(folder)) == []


def test_a_circle_and_an_upward_arrow_are_found() -> None:
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert not is_downward("components.words.plan", "components.screens.map.panel")
    assert not is_downward("components.screens.map.panel", "components.screens.ledger.link")
    assert is_downward("components.screens.map.panel", "components.screens.widgets.charts")
    assert not is_downward("geo.region.units", "geo.plan.duties")


def test_files_to_take_away_are_free_of_streamlit() -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for room in ("words", "slides", "documents")
        for path in (ROOT / "components" / room).rglob("*.py")
        if "streamlit" in list_imports(path)
    ]
    assert offenders == []


def test_model_and_builds_are_free_of_the_screen() -> None:
    offenders = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in SOURCES
        if find_layer(path) in ("geo", "store", "data") or path == ROOT / COMMAND_LINE
        for name in sorted(list_imports(path) & SCREEN_LIBRARIES)
    ]
    assert offenders == []


def test_no_code_and_no_text_names_what_belongs_to_a_package() -> None:
    """More plans and regions are folders of data; only the default plan's code may be named."""
    words = list_package_words()
    is_bound = find_any(words)
    paths = [
        path
        for folder in ("geo", "store", "components", "pages")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".js", ".css", ".html", ".toml", ".json")
    ]
    offenders = [
        f"{path.relative_to(ROOT)}:{number} {found[0]}"
        for path in [*paths, ROOT / "app.py", ROOT / "serve.py"]
        for number, line in enumerate(path.read_text(encoding="utf-8").lower().splitlines(), 1)
        if (found := is_bound.search(line))
    ]
    assert (len(words) > 300, offenders) == (True, [])


def test_html_is_escaped_by_the_engine_alone() -> None:
    """Pictures are XML of their own; all else that a browser reads comes from templates."""
    modules = [
        path
        for path in (ROOT / "components").rglob("*.py")
        if "picture" not in path.parts and path.name != "picture.py"
    ]
    offenders = [
        str(path.relative_to(ROOT))
        for path in modules
        if re.search(
            r"html import escape|html\.escape|st\.html\(f|\| ?safe\b", path.read_text("utf-8")
        )
    ]
    templates = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "components").rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape", path.read_text("utf-8"))
    ]
    assert (len(modules) > 80, offenders, templates) == (True, [], [])


def test_rules_stand_beside_their_piece() -> None:
    """What every page has, in forced colours and on paper too, is of no piece."""
    general = {"style.css", "forced_colors.css", "paper.css"}
    styles = [*(ROOT / "components").rglob("*.css")]
    alone = [
        path.name
        for path in styles
        if not any(path.with_suffix(suffix).exists() for suffix in (".py", ".html", ".js"))
    ]
    assert (len(styles) > 30, {*alone}) == (True, general)


def test_no_rule_is_dead() -> None:
    """Every class and key that a style sheet names is given to something by a text of the code."""
    folders = [ROOT / folder for folder in ("geo", "components", "pages")]
    paths = [path for folder in folders for path in folder.rglob("*")]
    given = {
        word
        for path in paths
        if path.suffix in (".py", ".html", ".js")
        for word in list_given(path)
    }
    offenders = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        if path.suffix == ".css"
        for name in sorted(list_styled(path.read_text(encoding="utf-8")))
        if not is_given(name, given)
    ]
    assert (len(given) > 1000, offenders) == (True, [])


def test_a_dead_rule_is_found() -> None:
    css = """/* .none */ @media print { .a-b, .stApp > .gone:hover { top: .5rem; } }
      [class*="st-key-run_"] .st-key-x:not(.a-all) { left: 0; }"""
    assert list_styled(css) == {"a-b", "gone", "run_*", "x", "a-all"}
    given = {"a-*", "all", "b", "run_*_*", "x"}
    assert [name for name in sorted(list_styled(css)) if not is_given(name, given)] == ["gone"]
    assert not is_given("a-none", given)


def test_every_script_keeps_its_names_to_itself_and_gives_out_one() -> None:
    shape = re.compile(
        r"/\*.+?\*/\n\(function \(\) \{\n  \"use strict\";\n.+\n"
        r"  window\.(\w+) = \{ .+ \};\n\}\)\(\);\n",
        re.DOTALL,
    )
    scripts = [*(ROOT / "components").rglob("*.js")]
    # What Streamlit mounts as a component is a module with one default export.
    module = re.compile(r"/\*.+?\*/\nexport default function \(\{ .+ \}\) \{\n.+\n\}\n", re.DOTALL)
    paths = [path for path in scripts if not module.fullmatch(path.read_text(encoding="utf-8"))]
    found = {path: shape.fullmatch(path.read_text(encoding="utf-8")) for path in paths}
    names = [match[1] for match in found.values() if match]
    assert [path.name for path, match in found.items() if not match] == []
    assert (len(names) > 10, len({*names})) == (True, len(names))


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
