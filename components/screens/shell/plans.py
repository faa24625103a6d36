"""The switch of the header: which plans of the region are shown together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.html.markdown import escape_markdown
from components.session.link import list_filter_values, read_plan_code
from components.session.models import get_model
from components.session.plans import find_plans, list_references, name_in_links
from components.texts import Texts
from components.words.plan import name_plan
from components.words.words import Words
from geo.model import Model
from geo.plan.count import is_chapter
from geo.together import MAX_PLANS, SEPARATOR, split_id, write_id
from store.shelf import list_metas

ORDER = ("series", "year", "annex")
NUMBERED = ("task", "slide", "run")
"""Parameters whose numbers mean something else where other plans are shown."""
MAX_LABEL = {"zh": 16, "en": 12}
"""Letters of what is chosen, in the header's line."""


def list_shelf(model: Model) -> dict[str, dict[str, Any]]:
    """The plans of the model's region that can be shown, by series, year and annex, and those that
    are shown, be it in an older version: what each says of itself by how links name it."""
    region = model.plan.meta["region"]
    found = {code: meta for code, meta in list_metas().items() if meta["region"] == region}
    found |= {part.reference: part.plan.meta for part in model.parts}
    order = sorted(found, key=lambda code: [*(found[code][key] for key in ORDER), code])
    return {code: found[code] for code in order}


def show_plan_choice(words: Words, plans: Mapping[str, Mapping[str, Any]]) -> None:
    """`plans`: see `list_shelf`. A choice acts at once, in a callback as the pages do."""
    t, chosen = words.t, list_references(words.model)
    box = st.container(key="plan_choice", width="content")
    with box, st.popover(_write_label(words), type="tertiary"):
        st.caption(t("several.explain", most=MAX_PLANS))
        for code, meta in plans.items():
            key = f"plan_{code}"
            st.session_state[key] = code in chosen
            is_last = chosen == [code]
            is_full = len(chosen) == MAX_PLANS and code not in chosen
            st.checkbox(
                escape_markdown(name_shelved(meta, code, t)),
                key=key,
                disabled=is_last or is_full,
                on_change=partial(_switch, code, list(plans)),
            )
        _show_all(words, list(plans))


def _show_all(words: Words, codes: Sequence[str]) -> None:
    """Every plan that is on the shelf of the region, at most `MAX_PLANS`."""
    wanted = [code for code in codes if "@" not in code][:MAX_PLANS]
    st.button(
        words.t("several.all", n=len(wanted)),
        key="plan_all",
        disabled=wanted == list_references(words.model),
        on_click=partial(choose_plans, wanted),
    )


def _write_label(words: Words) -> str:
    """The plan that is shown, or how many are."""
    t, n = words.t, len(words.model.parts)
    name = t("several.number", n=n) if n > 1 else name_plan(words)
    most = MAX_LABEL[t.lang]
    shown = name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
    return escape_markdown(t("several.label", name=shown))


def name_shelved(meta: Mapping[str, Any], code: str, t: Texts) -> str:
    """Title, annex and year of a plan, and its code, which alone tells two of one title apart."""
    facts = (t.pick(meta["annex"], meta["annex_en"]), meta["year"], code)
    title = t.pick(meta["title"], meta["title_en"])
    return t("list.dot").join([title, *(str(fact) for fact in facts if fact)])


def _switch(code: str, order: Sequence[str]) -> None:
    """Show a plan too, or no more, in the order of the shelf."""
    shown = find_plans(st.query_params.get("plan", ""))
    wanted = {*shown} ^ {code}
    choose_plans([each for each in order if each in wanted] or [code])


def choose_plans(wanted: Sequence[str]) -> None:
    """Show these plans, and of the view what they have too."""
    params = st.query_params.to_dict()
    before = get_model(read_plan_code(params))
    st.query_params.from_dict(keep_view(params, before, get_model(SEPARATOR.join(wanted))))


def keep_view(params: Mapping[str, str], before: Model, after: Model) -> dict[str, str]:
    """The parameters of a view of `before` that `after` has too, a measure being the same one of
    the same plan; chapters and tasks are counted anew."""
    kept = {name: value for name, value in params.items() if name not in NUMBERED}
    kept["plan"] = name_in_links(after)
    measure = _find_again(kept.get("measure", ""), before, after)
    kept = {**kept, "measure": measure} if measure else kept
    known: dict[str, Sequence[str]] = {**list_filter_values(after), "metric": after.metrics}
    known["deadline"] = list(after.deadlines)
    known["unit"] = after.region.units["unit_code"].tolist()
    for name, values in known.items():
        if name in kept and not {*kept[name].split(",")} <= {*values}:
            del kept[name]
    if is_chapter(kept.get("metric", "")):
        del kept["metric"]
    if len(after.parts) > 1:
        kept.pop("against", None)
    return {name: value for name, value in kept.items() if value}


def _find_again(measure_id: str, before: Model, after: Model) -> str:
    """The same measure among those of other plans; "" where its plan is not among them."""
    if measure_id not in {*before.plan.measures["measure_id"]}:
        return measure_id
    part, number = split_id(before, measure_id)
    if part.reference not in list_references(after):
        return ""
    return number if len(after.parts) == 1 else write_id(part, number)
