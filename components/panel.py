"""The drill-down panel: a district's duties, or the whole city where none is chosen."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from components.documents.downloads import download_menu
from components.names import name_bases, name_metric, name_party
from components.panel_html import write_chapter_bar, write_duties
from components.party import (
    link_to_comparison,
    show_choice_box,
    show_neighbours,
    show_party_buttons,
    write_panel_title,
    write_party_head,
)
from components.places import show_place
from components.sentence import write_sentence
from components.state import View, write_view
from components.texts import Texts
from geo.duties import COUNTED_BASES
from geo.load import list_open_measures, list_unreached, select_metric
from geo.model import Model

ROW_FILTERS = ("total", "main", "lead", "support", "relevant")


def duty_panel(model: Model, load: pd.DataFrame, view: View, t: Texts) -> None:
    """Show the panel of `view`; `load` holds the figures now on the map."""
    with st.container(key="duty_panel"):
        show_choice_box(model, view, t)
        if view.place:
            show_place(model, view, view.place, t)
        elif view.district:
            _show_party(model, load, view, view.district, t)
        else:
            _show_city(model, load, view, t)


def _show_party(model: Model, load: pd.DataFrame, view: View, code: str, t: Texts) -> None:
    sentence = write_sentence(model, code, t)
    st.html(write_party_head(model, code, sentence, t))
    with st.container(horizontal=True, vertical_alignment="center", key="panel_links"):
        st.page_link("pages/district.py", label=t("profile.open"), query_params=write_view(view))
        link_to_comparison(view, code, t)
        download_menu(model, [code], t, view=view, load=load, key="panel_files")
    duties = model.duties[model.duties["unit_code"] == code]
    chosen = _show_counts(model, view, code, t)
    st.code(sentence, language=None, wrap_lines=True)
    st.html(write_chapter_bar(model, model.summary.loc[code].to_dict(), t))
    rows = _filter_rows(model, duties, view, chosen)
    if chosen:
        what = _name_filter(model, view, chosen, t)
        st.html(f"<p class='quiet'>{escape(t('panel.filtered', what=what, n=len(rows)))}</p>")
    if rows.empty:
        st.html(_write_empty(model, code, view, chosen, t))
    else:
        st.html(write_duties(model, rows, t))
    show_neighbours(model, view, code, t)


def _is_default_view(view: View) -> bool:
    return view.metric == "all" and view.bases == COUNTED_BASES


def _show_counts(model: Model, view: View, code: str, t: Texts) -> str | None:
    """The headline figures, each a button for the rows behind it; returns the chosen one."""
    counts = model.summary.loc[code].to_dict()
    options = list(ROW_FILTERS)
    if not _is_default_view(view):
        duties = model.duties[model.duties["unit_code"] == code]
        counts["on_map"] = len(_filter_rows(model, duties, view, "on_map"))
        options.insert(0, "on_map")

    def label(option: str) -> str:
        return f"**{counts[option]}** {t(f'panel.{option}')}"

    chosen = st.segmented_control(
        t("panel.rows_label"),
        options,
        format_func=label,
        default="on_map" if "on_map" in options else None,
        key=f"rows_{code}_{view.metric}_{'_'.join(view.bases)}",
        label_visibility="collapsed",
        width="stretch",
    )
    merged = t("panel.merged", main=counts["main"], both=counts["lead_and_main"])
    st.html(f"<p class='quiet merged'>{escape(merged)}</p>")
    return chosen


def _filter_rows(
    model: Model, duties: pd.DataFrame, view: View, chosen: str | None
) -> pd.DataFrame:
    """The duties behind a figure; all of them, the open ones too, where none is chosen."""
    if chosen is None:
        return duties
    if chosen == "relevant":
        return duties[duties["basis"] == "relevant"]
    if chosen == "on_map":
        codes = duties["unit_code"].unique()
        joined = model.joined[model.joined["unit_code"].isin(codes)]
        on_map = select_metric(joined, view.metric, model.ongoing)
        on_map = on_map[on_map["basis"].isin(view.bases)]
        return duties[duties["measure_id"].isin(on_map["measure_id"])]
    counted = duties[duties["basis"].isin(COUNTED_BASES)]
    return counted if chosen == "total" else counted[counted[chosen]]


def _name_filter(model: Model, view: View, chosen: str, t: Texts) -> str:
    if chosen != "on_map":
        return t(f"panel.{chosen}")
    bases = name_bases(model, view.bases, t)
    return t("legend.metric", metric=name_metric(model, view.metric, t), bases=bases)


def _write_empty(model: Model, code: str, view: View, chosen: str | None, t: Texts) -> str:
    """Why no duty is listed: what the plan leaves open is named, never passed over."""
    lines = [t("panel.none")]
    if chosen == "on_map":
        of_party = model.joined[model.joined["unit_code"] == code]
        of_metric = select_metric(of_party, view.metric, model.ongoing)
        still_open = int((of_metric["basis"] == "relevant").sum())
        if still_open:
            lines.append(t("panel.none_open", n=still_open))
    lines.append(t("panel.none_way"))
    return f"<div class='empty'>{'<br>'.join(escape(line) for line in lines)}</div>"


def _show_city(model: Model, load: pd.DataFrame, view: View, t: Texts) -> None:
    groups = _group_measures(model)
    counts = {name: len(measure_ids) for name, measure_ids in groups.items()}
    text = t("city.lead_text", measures=len(model.plan.measures), **counts)
    st.html(
        f"<div class='panel-head'>{write_panel_title(t('city.title'))}"
        f"<span class='quiet'>{escape(t('app.intro'))}</span></div><p>{escape(text)}</p>"
    )
    _show_party_list(model, load, view, t)
    download_menu(model, model.codes, t, view=view, load=load, key="city_files")
    for name, measure_ids in groups.items():
        with st.expander(t(f"city.{name}", n=counts[name])):
            is_open = name in ("only_open", "open")
            st.html(write_measure_list(model, measure_ids, t, with_mentions=is_open))


def _group_measures(model: Model) -> dict[str, list[str]]:
    """The measures behind each figure of the city's line, and those that say 相关区."""
    measures = model.plan.measures
    unreached = list_unreached(model.duties, measures, model.codes)
    settled = model.duties[model.duties["basis"] != "relevant"]
    unsettled = list_unreached(settled, measures, model.codes)
    return {
        "reached": [m for m in measures["measure_id"] if m not in unreached],
        "only_open": [m for m in unsettled if m not in unreached],
        "unreached": unreached,
        "open": list_open_measures(model.duties, measures),
    }


def _show_party_list(model: Model, load: pd.DataFrame, view: View, t: Texts) -> None:
    """The keyboard's way to what the map shows, with the figures now on it."""

    def label(code: str) -> str:
        value = load.loc[code]
        shown = str(value["counted"])
        if "relevant" in view.bases and value["relevant"]:
            shown = t("map.value_open", **value.to_dict())
        elif not view.bases:
            shown = t("map.not_counted")
        return t("city.count_button", name=name_party(model, code, t, short=True), value=shown)

    districts = len(model.region.districts)
    st.html(
        f"<h3>{escape(t('city.list_title', n=districts))}</h3>"
        f"<p class='quiet'>{escape(t('city.help'))}</p>"
    )
    show_party_buttons(model, view, t, label)


def write_measure_list(
    model: Model, measure_ids: list[str], t: Texts, *, with_mentions: bool = False
) -> str:
    rows = model.plan.measures.set_index("measure_id").loc[measure_ids]
    html = []
    for measure_id, measure in rows.iterrows():
        mentions = f"<p class='facts'>{escape(_name_mentions(model, str(measure_id), t))}</p>"
        title = t.pick(measure["label"], measure["label_en"])
        html.append(
            f"<article class='duty'><div class='duty-no'>{escape(str(measure_id))}</div>"
            f"<div class='duty-body'><strong>{escape(title)}</strong>"
            f"<p class='wording' lang='zh-CN'>{escape(measure['text'])}</p>"
            f"{mentions if with_mentions else ''}</div></article>"
        )
    return f"<div class='duties'>{''.join(html)}</div>"


def _name_mentions(model: Model, measure_id: str, t: Texts) -> str:
    duties = model.duties
    found = duties[(duties["measure_id"] == measure_id) & (duties["basis"] == "mentioned")]
    if found.empty:
        return t("city.open_nobody")
    names = t("list.comma").join(name_party(model, c, t, short=True) for c in found["unit_code"])
    return t("city.open_mentioned", names=names)
