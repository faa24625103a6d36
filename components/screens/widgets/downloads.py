"""The menu of files to take away."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components.documents.filenames import name_file
from components.documents.offers import (
    Offer,
    PlaceKind,
    list_bulletin_files,
    list_calendar_files,
    list_change_files,
    list_duty_files,
    list_ledger_files,
    list_map_files,
    list_place_files,
    list_slide_files,
)
from components.documents.picture.png import NO_FONT_TEXT, list_picture_files
from components.html.links import write_link
from components.map.picture import Picture
from components.map.views import draw_map, write_source_line
from components.screens.widgets.panel import write_quiet
from components.session.exports import note_taking
from components.session.link import CHANGES, REPORTED, View
from components.session.progress import Progress
from components.texts import Texts
from components.words.changes import Between
from components.words.duty_states import Told
from components.words.places import list_layers
from components.words.plan import name_measure, name_metric
from components.words.source import Origin
from components.words.words import Words

if TYPE_CHECKING:  # whoever has one has asked a database, which takes a while to import
    from store.progress.report import Bulletin

OF_PARTS = ("step", "at", "line", "draft", "file", "before", "after")
"""Parameters that open a part of a page, which is no table."""
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "ics": "text/calendar",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def download_menu(
    words: Words,
    codes: Sequence[str],
    *,
    view: View | None = None,
    load: pd.DataFrame | None = None,
    between: Between | None = None,
    progress: Progress | None = None,
    page: str,
    key: str,
) -> None:
    """A button that opens the files of `page`: of the parties `codes`, of the map where it is
    given, of changes `between` two editions or of what was reported where it shows these, and the
    calendar of due dates where a month's reports are collected.

    Nothing is built before the click, and the libraries that build are read only then.
    """
    origin = Origin(words, datetime.date.today())
    offers = list_duty_files(origin, codes)
    if view is not None and load is not None:
        if view.measure:
            title = name_measure(words, view.measure)
        elif between and view.metric == CHANGES:
            title = words.t("against.legend_title")
        elif progress and view.metric == REPORTED:
            title = words.t("metric.progress")
        else:
            offers |= list_map_files(origin, load, view)
            title = name_metric(words, view.counted)
        source = write_source_line(words, view.bases, view.shape)
        draw = partial(draw_map, words, view, between, progress)
        offers |= list_picture_files(origin, draw, title, source)
    if progress:
        offers |= list_calendar_files(origin, progress, codes[0] if len(codes) == 1 else "")
    _show_offers(offers, origin, page, key)


def calendar_download(words: Words, progress: Progress, code: str, *, key: str) -> None:
    """A button for the due dates of one unit, or of all where `code` is ""."""
    origin = Origin(words, datetime.date.today())
    label, parts, build = list_calendar_files(origin, progress, code)["ics"]
    st.download_button(
        label,
        build,
        file_name=name_file(parts, origin.today, "ics"),
        mime=MIME["ics"],
        key=key,
        on_click="ignore",
        icon=":material/event:",
    )


def ledger_downloads(
    words: Words,
    measure_ids: Sequence[str],
    *,
    still_open: Sequence[str],
    told: Mapping[str, Told] | None = None,
    key: str,
) -> None:
    """The files of exactly the measures found; `told`: what was reported on them."""
    origin = Origin(words, datetime.date.today())
    _show_offers(list_ledger_files(origin, measure_ids, still_open, told), origin, "ledger", key)


def place_downloads(
    words: Words, kind: PlaceKind, *, draw: Callable[[], Picture], key: str
) -> None:
    """The sites or the protected areas (`kind`: `sites`, `areas`) as map data, and the map drawn
    by `draw` as a picture."""
    t, origin = words.t, Origin(words, datetime.date.today())
    titles = {"sites": t("restoration.title"), "areas": t("protected.title")}
    pages = {"sites": "restoration", "areas": "protected"}
    source = write_source_line(words)
    offers = list_place_files(origin, kind) if kind in list_layers(words.model) else {}
    offers |= list_picture_files(origin, draw, titles[kind], source)
    _show_offers(offers, origin, pages[kind], key)


def change_downloads(between: Between, code: str, *, key: str) -> None:
    """What changed for one unit, or for all where `code` is ""."""
    origin = Origin(between.after, datetime.date.today())
    _show_offers(list_change_files(origin, between, code), origin, "plans", key)


def bulletin_downloads(words: Words, bulletin: Bulletin, *, key: str) -> None:
    """The 通报 of a month; what it says is late is so on its day."""
    origin = Origin(words, bulletin.today)
    about = f"{bulletin.period.plan} {bulletin.period.code} bulletin"
    offers = {
        extension: (label, parts, note_taking(about, build))
        for extension, (label, parts, build) in list_bulletin_files(origin, bulletin).items()
    }
    _show_offers(offers, origin, "progress", key)


def slide_downloads(words: Words, run: Sequence[str], *, key: str) -> None:
    """The show `run` as PowerPoint and as one file for a browser without a network."""
    origin = Origin(words, datetime.date.today())
    _show_offers(list_slide_files(origin, run), origin, "present", key)


def write_addresses(page: str, params: Mapping[str, str], t: Texts) -> Markup:
    """Where other programs read what the page shows by the parameters of its link."""
    told = {name: value for name, value in params.items() if name not in OF_PARTS}
    asked = f"?{urlencode(told)}" if told else ""
    ways = [write_link(f"{page}.{form}{asked}", form.upper()) for form in ("csv", "json")]
    joined = Markup(t("list.dot")).join(ways)
    return write_quiet(Markup("{} {}").format(t("addresses.of_page"), joined))


def _show_offers(offers: dict[str, Offer], origin: Origin, page: str, key: str) -> None:
    t = origin.words.t
    with st.popover(
        t("file.button"), icon=":material/download:", key=f"{key}_menu", on_change="rerun"
    ) as menu:
        if not menu.open:
            return
        for extension, (label, parts, build) in offers.items():
            st.download_button(
                label,
                build,
                file_name=name_file(parts, origin.today, extension),
                mime=MIME[extension],
                key=f"{key}_{extension}",
                on_click="ignore",
                width="stretch",
            )
        if "svg" in offers and "png" not in offers:
            st.caption(t(NO_FONT_TEXT))
        st.caption(t("file.help"))
        st.html(write_addresses(page, st.query_params.to_dict(), t))
