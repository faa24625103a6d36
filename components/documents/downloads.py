"""The menu of files to take away."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from components.documents.filenames import name_file
from components.documents.picture_png import NO_FONT_TEXT, list_picture_files
from components.names import name_metric, name_party, name_plan
from components.place_names import list_layers
from components.present.picture import draw_map, write_source_line
from components.present.slide import Picture
from components.state import View
from components.texts import Texts
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
MAX_NAMES = 4
"""More parties than this are counted in a file's name, not listed."""


PlaceKind = Literal["sites", "areas"]
Offer = tuple[str, list[str], Callable[[], bytes]]
"""A label, the parts of the file's name, and what builds the file."""


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
        offers |= list_map_files(model, load, view, t, today)
        title = name_metric(model, view.metric, t)
        source = write_source_line(model, t, view.bases)
        draw = partial(draw_map, model, view, t)
        offers |= list_picture_files(model, draw, title, source, t, today)
    _show_offers(offers, today, t, key)


def ledger_downloads(model: Model, measure_ids: Sequence[str], t: Texts, *, key: str) -> None:
    """The files of exactly the measures found."""
    today = datetime.date.today()
    _show_offers(list_ledger_files(model, measure_ids, t, today), today, t, key)


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


def list_duty_files(
    model: Model, codes: Sequence[str], t: Texts, today: datetime.date
) -> dict[str, Offer]:
    """Excel, Word and CSV by their file name extension."""

    def build_excel() -> bytes:
        from components.documents.excel import write_workbook

        return write_workbook(model, codes, t, today)

    def build_word() -> bytes:
        from components.documents.word import write_memo

        return write_memo(model, codes, t, today)

    def build_csv() -> bytes:
        from components.documents.tables import write_csv

        return write_csv(model, codes, t, today)

    kind = t("file.name_compare" if len(codes) > 1 else "file.name_duties")
    parts = [name_plan(model, t), _name_parties(model, codes, t), kind]
    return {
        "xlsx": (t("file.excel"), parts, build_excel),
        "docx": (t("file.word"), parts, build_word),
        "csv": (t("file.csv"), parts, build_csv),
    }


def list_ledger_files(
    model: Model, measure_ids: Sequence[str], t: Texts, today: datetime.date
) -> dict[str, Offer]:
    """Excel and CSV by their file name extension."""

    def build_excel() -> bytes:
        from components.documents.ledger_files import write_ledger_workbook

        return write_ledger_workbook(model, measure_ids, t, today)

    def build_csv() -> bytes:
        from components.documents.ledger_files import write_ledger_csv

        return write_ledger_csv(model, measure_ids, t, today)

    parts = [name_plan(model, t), t("nav.ledger"), t("ledger.count", n=len(measure_ids))]
    return {
        "xlsx": (t("file.excel"), parts, build_excel),
        "csv": (t("file.csv"), parts, build_csv),
    }


def list_slide_files(
    model: Model, run: Sequence[str], t: Texts, today: datetime.date
) -> dict[str, Offer]:
    """PowerPoint and HTML by their file name extension."""

    def build_slides() -> bytes:
        from components.documents.slides_pptx import write_presentation
        from components.present.slides import build_slides

        return write_presentation(model, build_slides(model, list(run), t), t, today)

    def build_page() -> bytes:
        from components.documents.single_file import write_single_file

        return write_single_file(model, run, t, today)

    parts = [name_plan(model, t), t("nav.present")]
    return {
        "pptx": (t("file.pptx"), parts, build_slides),
        "html": (t("file.single"), parts, build_page),
    }


def list_map_files(
    model: Model, load: pd.DataFrame, view: View, t: Texts, today: datetime.date
) -> dict[str, Offer]:
    """GeoJSON and GeoPackage by their file name extension."""

    def build_geojson() -> bytes:
        from components.documents.geofiles import write_geojson

        return write_geojson(model, load, view, t, today)

    def build_geopackage() -> bytes:
        from components.documents.geofiles import write_geopackage

        return write_geopackage(model, load, view, t, today)

    parts = [name_plan(model, t), name_metric(model, view.metric, t), t("file.name_map")]
    return {
        "geojson": (t("file.geojson"), parts, build_geojson),
        "gpkg": (t("file.geopackage"), parts, build_geopackage),
    }


def list_place_files(
    model: Model, kind: PlaceKind, t: Texts, today: datetime.date
) -> dict[str, Offer]:
    """GeoJSON and GeoPackage of all `sites` or `areas` by their file name extension."""

    def build_geojson() -> bytes:
        from components.documents.place_files import write_area_geojson, write_site_geojson

        if kind == "sites":
            return write_site_geojson(model, model.sites, t, today)
        return write_area_geojson(model, model.region.protected.areas, t, today)

    def build_geopackage() -> bytes:
        from components.documents.place_files import write_area_geopackage, write_site_geopackage

        if kind == "sites":
            return write_site_geopackage(model, model.sites, t, today)
        return write_area_geopackage(model, model.region.protected.areas, t, today)

    # The register of protected areas is not the plan's.
    parts = [name_plan(model, t) if kind == "sites" else "", t(f"place.{kind}")]
    return {
        "geojson": (t("file.geojson"), parts, build_geojson),
        "gpkg": (t("file.geopackage"), parts, build_geopackage),
    }


def _name_parties(model: Model, codes: Sequence[str], t: Texts) -> str:
    if len(codes) > MAX_NAMES:
        return t("file.name_many", n=len(codes))
    return t("list.comma").join(name_party(model, code, t) for code in codes)
