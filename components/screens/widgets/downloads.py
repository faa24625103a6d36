"""The menu of files to take away."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from components.documents.filenames import name_file
from components.documents.offers import (
    Offer,
    PlaceKind,
    list_duty_files,
    list_ledger_files,
    list_map_files,
    list_place_files,
    list_slide_files,
)
from components.documents.picture.png import NO_FONT_TEXT, list_picture_files
from components.map.picture import Picture
from components.map.views import draw_map, write_source_line
from components.session.link import View
from components.texts import Texts
from components.words.places import list_layers
from components.words.plan import name_measure, name_metric
from geo.model import Model

MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def download_menu(
    model: Model,
    codes: Sequence[str],
    t: Texts,
    *,
    view: View | None = None,
    load: pd.DataFrame | None = None,
    key: str,
) -> None:
    """A button that opens the files of the parties `codes`, and of the map where it is given.

    Nothing is built before the click, and the libraries that build are read only then.
    """
    today = datetime.date.today()
    offers = list_duty_files(model, codes, t, today)
    if view is not None and load is not None:
        if view.measure:
            title = name_measure(model, view.measure, t)
        else:
            offers |= list_map_files(model, load, view, t, today)
            title = name_metric(model, view.metric, t)
        source = write_source_line(model, t, view.bases)
        draw = partial(draw_map, model, view, t)
        offers |= list_picture_files(model, draw, title, source, t, today)
    _show_offers(offers, today, t, key)


def ledger_downloads(
    model: Model, measure_ids: Sequence[str], t: Texts, *, still_open: Sequence[str], key: str
) -> None:
    """The files of exactly the measures found."""
    today = datetime.date.today()
    _show_offers(list_ledger_files(model, measure_ids, t, today, still_open), today, t, key)


def place_downloads(
    model: Model, kind: PlaceKind, t: Texts, *, draw: Callable[[], Picture], key: str
) -> None:
    """The sites or the protected areas (`kind`: `sites`, `areas`) as map data, and the map drawn
    by `draw` as a picture."""
    today = datetime.date.today()
    titles = {"sites": t("restoration.title"), "areas": t("protected.title")}
    source = write_source_line(model, t)
    offers = list_place_files(model, kind, t, today) if kind in list_layers(model) else {}
    offers |= list_picture_files(model, draw, titles[kind], source, t, today)
    _show_offers(offers, today, t, key)


def slide_downloads(model: Model, run: Sequence[str], t: Texts, *, key: str) -> None:
    """The show `run` as PowerPoint and as one file for a browser without a network."""
    today = datetime.date.today()
    _show_offers(list_slide_files(model, run, t, today), today, t, key)


def _show_offers(offers: dict[str, Offer], today: datetime.date, t: Texts, key: str) -> None:
    with st.popover(
        t("file.button"), icon=":material/download:", key=f"{key}_menu", on_change="rerun"
    ) as menu:
        if not menu.open:
            return
        for extension, (label, parts, build) in offers.items():
            st.download_button(
                label,
                build,
                file_name=name_file(parts, today, extension),
                mime=MIME[extension],
                key=f"{key}_{extension}",
                on_click="ignore",
                width="stretch",
            )
        if "svg" in offers and "png" not in offers:
            st.caption(t(NO_FONT_TEXT))
        st.caption(t("file.help"))
