"""What can be taken away, by kind: a label, the parts of a name, and what builds the file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Literal

import pandas as pd

from components.session.link import View
from components.texts import Texts
from components.words.plan import name_metric, name_plan
from components.words.units import join_parties
from geo.model import Model

MAX_NAMES = 4
"""More parties than this are counted in a file's name, not listed."""


PlaceKind = Literal["sites", "areas"]


Offer = tuple[str, list[str], Callable[[], bytes]]
"""A label, the parts of the file's name, and what builds the file."""


def list_duty_files(
    model: Model, codes: Sequence[str], t: Texts, today: datetime.date
) -> dict[str, Offer]:
    """Excel, Word and CSV by their file name extension."""

    def build_excel() -> bytes:
        from components.documents.excel.workbook import write_workbook

        return write_workbook(model, codes, t, today)

    def build_word() -> bytes:
        from components.documents.word.memo import write_memo

        return write_memo(model, codes, t, today)

    def build_csv() -> bytes:
        from components.documents.duty_csv import write_csv

        return write_csv(model, codes, t, today)

    kind = t("file.name_compare" if len(codes) > 1 else "file.name_duties")
    parts = [name_plan(model, t), _name_parties(model, codes, t), kind]
    return {
        "xlsx": (t("file.excel"), parts, build_excel),
        "docx": (t("file.word"), parts, build_word),
        "csv": (t("file.csv"), parts, build_csv),
    }


def list_ledger_files(
    model: Model,
    measure_ids: Sequence[str],
    t: Texts,
    today: datetime.date,
    still_open: Sequence[str] = (),
) -> dict[str, Offer]:
    """Excel and CSV by their file name extension."""

    def build_excel() -> bytes:
        from components.documents.excel.ledger import write_ledger_workbook

        return write_ledger_workbook(model, measure_ids, t, today, still_open)

    def build_csv() -> bytes:
        from components.documents.excel.ledger import write_ledger_csv

        return write_ledger_csv(model, measure_ids, t, today, still_open)

    key = "ledger.count_open" if still_open else "ledger.count"
    count = t(key, n=len(measure_ids), open=len(still_open))
    parts = [name_plan(model, t), t("nav.ledger"), count]
    return {
        "xlsx": (t("file.excel"), parts, build_excel),
        "csv": (t("file.csv"), parts, build_csv),
    }


def list_slide_files(
    model: Model, run: Sequence[str], t: Texts, today: datetime.date
) -> dict[str, Offer]:
    """PowerPoint and HTML by their file name extension."""

    def build_slides() -> bytes:
        from components.documents.powerpoint.deck import write_presentation
        from components.slides.build import build_slides

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
        from components.documents.geodata.districts import write_geojson

        return write_geojson(model, load, view, t, today)

    def build_geopackage() -> bytes:
        from components.documents.geodata.districts import write_geopackage

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
        from components.documents.geodata.places import write_area_geojson, write_site_geojson

        if kind == "sites":
            return write_site_geojson(model, model.sites, t, today)
        return write_area_geojson(model, model.region.protected.areas, t, today)

    def build_geopackage() -> bytes:
        from components.documents.geodata.places import write_area_geopackage, write_site_geopackage

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
    return join_parties(model, codes, t)
