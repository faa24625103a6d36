"""What can be taken away, by kind: a label, the parts of a name, and what builds the file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Literal

import pandas as pd

from components.session.link import View
from components.words.plan import name_metric, name_plan
from components.words.units import join_parties
from components.words.words import Words

MAX_NAMES = 4
"""More parties than this are counted in a file's name, not listed."""


PlaceKind = Literal["sites", "areas"]


Offer = tuple[str, list[str], Callable[[], bytes]]
"""A label, the parts of the file's name, and what builds the file."""


def list_duty_files(words: Words, codes: Sequence[str], today: datetime.date) -> dict[str, Offer]:
    """Excel, Word and CSV by their file name extension."""
    t = words.t

    def build_excel() -> bytes:
        from components.documents.excel.workbook import write_workbook

        return write_workbook(words, codes, today)

    def build_word() -> bytes:
        from components.documents.word.memo import write_memo

        return write_memo(words, codes, today)

    def build_csv() -> bytes:
        from components.documents.duty_csv import write_csv

        return write_csv(words, codes, today)

    kind = t("file.name_compare" if len(codes) > 1 else "file.name_duties")
    parts = [name_plan(words), _name_parties(words, codes), kind]
    return {
        "xlsx": (t("file.excel"), parts, build_excel),
        "docx": (t("file.word"), parts, build_word),
        "csv": (t("file.csv"), parts, build_csv),
    }


def list_ledger_files(
    words: Words, measure_ids: Sequence[str], today: datetime.date, still_open: Sequence[str] = ()
) -> dict[str, Offer]:
    """Excel and CSV by their file name extension."""
    t = words.t

    def build_excel() -> bytes:
        from components.documents.excel.ledger import write_ledger_workbook

        return write_ledger_workbook(words, measure_ids, today, still_open)

    def build_csv() -> bytes:
        from components.documents.excel.ledger import write_ledger_csv

        return write_ledger_csv(words, measure_ids, today, still_open)

    key = "ledger.count_open" if still_open else "ledger.count"
    count = t(key, n=len(measure_ids), open=len(still_open))
    parts = [name_plan(words), t("nav.ledger"), count]
    return {
        "xlsx": (t("file.excel"), parts, build_excel),
        "csv": (t("file.csv"), parts, build_csv),
    }


def list_slide_files(words: Words, run: Sequence[str], today: datetime.date) -> dict[str, Offer]:
    """PowerPoint and HTML by their file name extension."""
    t = words.t

    def build_slides() -> bytes:
        from components.documents.powerpoint.deck import write_presentation
        from components.slides.build import build_slides

        return write_presentation(words, build_slides(words, list(run)), today)

    def build_page() -> bytes:
        from components.documents.single_file import write_single_file

        return write_single_file(words, run, today)

    parts = [name_plan(words), t("nav.present")]
    return {
        "pptx": (t("file.pptx"), parts, build_slides),
        "html": (t("file.single"), parts, build_page),
    }


def list_map_files(
    words: Words, load: pd.DataFrame, view: View, today: datetime.date
) -> dict[str, Offer]:
    """GeoJSON and GeoPackage by their file name extension."""
    t = words.t

    def build_geojson() -> bytes:
        from components.documents.geodata.districts import write_geojson

        return write_geojson(words, load, view, today)

    def build_geopackage() -> bytes:
        from components.documents.geodata.districts import write_geopackage

        return write_geopackage(words, load, view, today)

    parts = [name_plan(words), name_metric(words, view.metric), t("file.name_map")]
    return {
        "geojson": (t("file.geojson"), parts, build_geojson),
        "gpkg": (t("file.geopackage"), parts, build_geopackage),
    }


def list_place_files(words: Words, kind: PlaceKind, today: datetime.date) -> dict[str, Offer]:
    """GeoJSON and GeoPackage of all `sites` or `areas` by their file name extension."""
    model, t = words.model, words.t

    def build_geojson() -> bytes:
        from components.documents.geodata.places import write_area_geojson, write_site_geojson

        if kind == "sites":
            return write_site_geojson(words, model.sites, today)
        return write_area_geojson(words, model.region.protected.areas, today)

    def build_geopackage() -> bytes:
        from components.documents.geodata.places import write_area_geopackage, write_site_geopackage

        if kind == "sites":
            return write_site_geopackage(words, model.sites, today)
        return write_area_geopackage(words, model.region.protected.areas, today)

    # The register of protected areas is not the plan's.
    parts = [name_plan(words) if kind == "sites" else "", t(f"place.{kind}")]
    return {
        "geojson": (t("file.geojson"), parts, build_geojson),
        "gpkg": (t("file.geopackage"), parts, build_geopackage),
    }


def _name_parties(words: Words, codes: Sequence[str]) -> str:
    if len(codes) > MAX_NAMES:
        return words.t("file.name_many", n=len(codes))
    return join_parties(words, codes)
