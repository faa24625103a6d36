"""A form whose draft is kept in the reader's browser until the server has it (`form.js`): neither
a reload nor a server that is away loses it, and the server holds nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from components.texts import Texts

SCRIPT = Path(__file__).with_name("form.js")
_FORM = st.components.v2.component(
    "draft_form", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)


def write_field(
    name: str,
    label: str,
    most: int,
    *,
    kind: str = "short",
    value: str = "",
    options: Iterable[tuple[str, str]] = (),
    explanation: str = "",
) -> dict[str, Any]:
    """A field as the script wants it. `kind`: `short`, `long`, `date` or `choice`, this one of
    `options` (code and label); `most`: letters; `value`: what the server holds."""
    about = {"label": label, "most": most, "kind": kind, "value": value, "help": explanation}
    return {"name": name, **about, "options": [[*option] for option in options]}


def show_form(
    key: str,
    place: str,
    fields: list[dict[str, Any]],
    texts: dict[str, str],
    take: Callable[[Any], None],
    *,
    rev: int = 0,
    seen: int = 0,
    taken: dict[str, str] | None = None,
) -> None:
    """`place`: of the draft, in the browser; `texts`: see `name_texts`; `take`: what
    is called with what was sent, see `read_sent`. `rev`: the revision that
    the fields' values are of; `seen`: the one shown beside the draft because it is newer. `taken`:
    what the server was last told by such a form, where the fields do not say it."""
    data = {
        "place": place,
        "rev": rev,
        "seen": seen,
        "fields": fields,
        "texts": texts,
        "taken": taken or {field["name"]: field["value"] for field in fields},
    }
    _FORM(key=key, data=data, on_said_change=lambda: take(st.session_state[key]["said"]))


def name_texts(t: Texts, save: str, kept_here: str) -> dict[str, str]:
    """What the form says itself."""
    rest = {name: t(f"draft_form.{name}") for name in ("forget", "newer", "choose")}
    return {"save": save, "kept_here": kept_here, **rest}


def read_sent(sent: Any, names: Iterable[str]) -> tuple[int, dict[str, str]]:
    """The revision the draft was begun upon, and its fields: anything may come from a browser."""
    told = sent if isinstance(sent, Mapping) else {}
    base_rev, values = told.get("base_rev"), told.get("said")
    fields = values if isinstance(values, Mapping) else {}
    said = {name: _clean(fields.get(name)) for name in names}
    return (base_rev if type(base_rev) is int else 0), said


def _clean(value: Any) -> str:
    """As databases can hold it: no half letters, and not the one that ends texts elsewhere."""
    text = value if isinstance(value, str) else ""
    return text.encode("utf-8", "replace").decode().replace("\0", "").strip()
