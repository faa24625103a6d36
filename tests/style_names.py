"""Which classes and keys style sheets select, and which ones code and templates give out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

FOREIGN = re.compile(r"st[A-Z]|leaflet-|float-child$")
"""Classes that Streamlit, Leaflet and streamlit-folium give out."""
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
SELECTOR = re.compile(r"([^{}]+)\{")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)|\[class\*=\"([\w-]+)\"\]")
KEY = "st-key-"
GAP = "*"
"""Stands for what is written into a text when it is needed."""
HOLE = re.compile(r"\$?\{\{?.*?\}\}?")


def list_styled(css: str) -> set[str]:
    """Classes and keys of ours that the rules select; the beginning of one ends in a gap."""
    selectors = " ".join(SELECTOR.findall(COMMENT.sub("", css)))
    found = {whole or f"{start}{GAP}" for whole, start in CLASS.findall(selectors)}
    return {name.removeprefix(KEY) for name in found if not FOREIGN.match(name)}


def list_given(path: Path) -> set[str]:
    """Every word of the texts in a file; it has gaps where something is written in."""
    code = path.read_text(encoding="utf-8")
    texts = _read_python(code) if path.suffix == ".py" else _read_quoted(code)
    words = {word for text in texts for word in re.findall(rf"[\w{GAP}-]+", text)}
    return {f"{word}{GAP}" if word.endswith("-") else word for word in words}


def is_given(styled: str, given: set[str]) -> bool:
    """Whether some text is this name, or becomes it when what is given too fills its gaps:
    `basis-all` where `basis-*` and `all` are given."""
    if styled in given or styled in ("", GAP) or styled.isdecimal():
        return True
    if styled.endswith(GAP) and any(word.startswith(styled[:-1]) for word in given):
        return True
    return any(
        all(is_given(part, given) for part in found.groups())
        for word in given
        if GAP in word and word.strip(GAP)
        if (found := re.fullmatch(re.escape(word).replace(re.escape(GAP), "(.*)"), styled))
    )


def _read_python(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.JoinedStr):
            parts = [x.value if isinstance(x, ast.Constant) else GAP for x in node.values]
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value if not node.value.rstrip().endswith(".") else ""  # a docstring


def _read_quoted(code: str) -> Iterator[str]:
    bare = HOLE.sub(GAP, COMMENT.sub("", code))
    for _, text in re.findall(r"([\"'`])([^\"'`\n]*)\1", bare):
        yield text
