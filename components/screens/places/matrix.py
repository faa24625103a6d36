"""Measures against places: which duty has a place in a district, and which has none."""

from __future__ import annotations

from html import escape

from components.html.duties import OPEN_MARK
from components.texts import Texts
from components.words.plan import list_chapters
from components.words.units import name_party
from geo.model import Model
from geo.plan.duties import OPEN_BASIS


def write_place_matrix(model: Model, t: Texts) -> str:
    """Every measure and every party on one sheet; see `restoration.matrix_help` for the marks."""
    places = model.place_duties.groupby(["measure_id", "unit_code"])["place_id"].nunique()
    bases = model.duties.set_index(["measure_id", "unit_code"])["basis"]
    counts, held = places.to_dict(), bases.to_dict()
    head = "".join(
        f"<th scope='col'>{escape(name_party(model, code, t, short=True))}</th>"
        for code in model.codes
    )
    chapters, body, chapter = list_chapters(model, t, short=True), [], 0
    for measure in model.plan.measures.to_dict("records"):
        number = measure["measure_id"]
        if measure["chapter_no"] != chapter:
            chapter = measure["chapter_no"]
            body.append(
                f"<tr class='chapter'><th colspan='{len(model.codes) + 1}' scope='colgroup'>"
                f"{escape(chapters[chapter])}</th></tr>"
            )
        label = t.pick(measure["label"], measure["label_en"])
        cells = "".join(
            _write_cell(counts.get((number, code), 0), held.get((number, code), ""), t)
            for code in model.codes
        )
        body.append(f"<tr><th scope='row'><b>{escape(number)}</b> {escape(label)}</th>{cells}</tr>")
    title = escape(t("restoration.matrix"))
    return (
        f"<h3>{title}</h3><p class='quiet'>{escape(t('restoration.matrix_help'))}</p>"
        f"<div class='matrix-frame heat-frame' tabindex='0' role='region' aria-label='{title}'>"
        f"<table class='heat'><caption class='visually-hidden'>{title}</caption>"
        f"<thead><tr><th scope='col'>{escape(t('compare.column_measure'))}</th>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _write_cell(places: int, basis: str, t: Texts) -> str:
    if not places and not basis:
        return f"<td><span class='visually-hidden'>{escape(t('restoration.cell_none'))}</span></td>"
    if not basis:
        mark, words, css = "◇", t("restoration.cell_place"), "place-only"
    elif basis == OPEN_BASIS:
        mark, css = OPEN_MARK, "is-open"
        words = t("restoration.cell_open", n=places) if places else t("basis.relevant")
    elif places:
        mark, words, css = "●", t("restoration.cell_both", n=places), "weight-lead_main"
    else:
        mark, words, css = "○", t("restoration.cell_duty"), ""
    number = f"<b>{places}</b>" if places > (basis != OPEN_BASIS) else ""
    return (
        f"<td class='{css}' title='{escape(words)}'><i aria-hidden='true'>{mark}</i>{number}"
        f"<span class='visually-hidden'>{escape(words)}</span></td>"
    )
