"""The regions that plans can stand on, and making one: of any place of China, or of an office's own
boundaries."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.html.problems import write_problems
from components.html.table import write_table
from components.screens.widgets.panel import write_notice, write_quiet
from components.screens.widgets.writer import say_reading_only
from components.session.remember import remember
from components.session.rights import may_do
from components.texts import Texts
from geo.intake.files import MAX_MIB
from geo.own_boundaries.build import Asked
from geo.own_boundaries.files import KINDS
from geo.own_regions import Made, import_region, keep_former, keep_region, list_all_regions
from geo.packages.problems import DataError
from geo.region.build import list_places
from geo.region.building.names import translate_place
from geo.region.former import COLUMNS
from store.schema import admit

DATUMS = ("", "wgs84", "gcj02")
FIELDS = {"title": "title_field", "code": "code_field"} | {
    name: name for name in ("name_column", "code_column", "layer")
}
"""What may be said of a file, with the key of its label."""
MAX_FIELD, ROWS = 64, 3


def show_regions(t: Texts) -> None:
    """Closed until somebody asks for it; what is made is in the list at once."""
    with st.expander(t("regions.title"), key="plan_regions", on_change="rerun") as opened:
        if not opened.open:
            return
        listed = st.container()
        if may_do("import"):
            st.html(write_quiet(t("regions.help")))
            _show_places(t)
            _show_own(t)
            _show_former(t)
        else:
            st.html(write_quiet(say_reading_only(t)))
        with listed:
            _show_list(t)


def _show_list(t: Texts) -> None:
    try:
        regions = list_all_regions()
    except DataError as error:
        st.html(write_problems(error.problems, t))
        return
    rows = [(r.name, r.code, r.districts, t(f"regions.{r.origin}")) for r in regions]
    columns = [t(f"regions.{name}") for name in ("name", "id", "count", "origin")]
    st.html(write_table(columns, rows))


@remember
def _name_places() -> dict[str, str]:
    """Names of every place by its code, so that a search finds them by characters, by pinyin and by
    code."""
    return {
        code: f"{place.name} · {translate_place(place.name, place.short)} · {code}"
        for code, (place, _) in list_places().items()
    }


def _show_places(t: Texts) -> None:
    names = _name_places()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            t("regions.place"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=t("regions.search"),
            key="region_place",
        )
        is_asked = st.button(t("regions.build"), key="region_build", disabled=code is None)
    if is_asked and code:
        with st.spinner(t("regions.building")):
            _attempt(lambda: keep_region(code), list_places()[code][0].name, t)


def _show_own(t: Texts) -> None:
    with st.form("region_own", enter_to_submit=False):
        file = st.file_uploader(
            t("regions.file", kinds=" ".join(KINDS)), max_upload_size=MAX_MIB, key="region_file"
        )
        places = [column for _ in range(ROWS) for column in st.columns(2)]
        said = {
            field: place.text_input(
                t(f"regions.{label}"), key=f"region_{field}", max_chars=MAX_FIELD
            ).strip()
            for place, (field, label) in zip(places, FIELDS.items(), strict=False)
        }
        datum = places[-1].selectbox(
            t("regions.datum"),
            DATUMS,
            format_func=lambda datum: t(f"regions.datum_{datum or 'unsaid'}"),
            key="region_datum",
        )
        is_asked = st.form_submit_button(t("regions.import"), key="region_import")
    if not is_asked:
        return
    if file is None:
        st.html(write_notice(t("regions.no_file")))
        return
    asked = Asked(**said, datum=datum)
    with st.spinner(t("regions.building")):
        _attempt(lambda: import_region(file.name, file.getvalue(), asked), asked.title, t)


def _show_former(t: Texts) -> None:
    """Former units of a region that this office made; nothing where it made none."""
    names = _name_own()
    if not names:
        return
    with st.form("region_former", enter_to_submit=False):
        st.html(write_quiet(t("former.help", columns=t("list.comma").join(COLUMNS))))
        code = st.selectbox(
            t("former.region"), list(names), format_func=names.__getitem__, key="region_former_of"
        )
        file = st.file_uploader(t("former.file"), type=["csv"], key="region_former_file")
        is_asked = st.form_submit_button(t("former.keep"), key="region_former_keep")
    if is_asked and file is None:
        st.html(write_notice(t("former.no_file")))
    elif is_asked and file:
        told = t("former.kept", name=names[code])
        _attempt(lambda: keep_former(code, file.name, file.getvalue()), names[code], t, told)


def _name_own() -> dict[str, str]:
    try:
        return {r.code: f"{r.name} · {r.code}" for r in list_all_regions() if r.origin == "office"}
    except DataError:  # which the list above says
        return {}


def _attempt(make: Callable[[], Made], name: str, t: Texts, told: str = "") -> None:
    """Make a region, and say beside its button what became of it; `told`: else that it is made."""
    try:
        admit("import")
        made = make()
    except DataError as error:
        st.html(write_problems(error.problems, t))
        return
    st.html(write_notice(told or t("regions.made", name=name, code=made.folder.name)))
    lines = [*made.describe()]
    if lines:
        st.html(write_table([t("regions.remarks")], [(line,) for line in lines]))
