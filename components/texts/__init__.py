"""Screen texts: one catalogue per language beside this file, Chinese first."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
HTML_LANG = {"zh": "zh-CN", "en": "en"}


@cache
def read_catalogue(lang: str) -> Mapping[str, str]:
    """Every text of a language by dotted key, e.g. `map.legend_title`."""
    path = Path(__file__).parent / f"{lang}.toml"
    return dict(_flatten(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flatten(table: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            flat += _flatten(value, f"{prefix}{key}.")
        else:
            flat.append((prefix + key, value))
    return flat


@dataclass(frozen=True)
class Texts:
    """Texts of one language: `t("panel.total", n=3)`. An unknown key raises `KeyError`."""

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        text = read_catalogue(self.lang)[key]
        return text.format(**values) if values else text

    def pick(self, zh: str, en: str) -> str:
        """The value of a datum that is held in both languages."""
        return zh if self.lang == "zh" else en
