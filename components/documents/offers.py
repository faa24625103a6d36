"""What can be taken away, by kind: a label, the parts of a name, and what builds the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import pandas as pd

from components.session.link import View
from components.session.progress import Progress
from components.words.changes import Between, list_units
from components.words.duty_states import Told
from components.words.plan import name_metric, name_plan
from components.words.progress import name_month
from components.words.source import Origin
from components.words.units import join_parties, name_code, name_unit
from components.words.words import Words

if TYPE_CHECKING:  # whoever has one has asked a database, which takes a while to import
    from components.words.notices import Owed
    from store.progress.periods import Period
    from store.progress.report import Bulletin

MAX_NAMES = 4
"""More parties than this are counted in a file's name, not listed."""


PlaceKind = Literal["sites", "areas"]


Offer = tuple[str, list[str], Callable[[], bytes]]
"""A label, the parts of the file's name, and what builds the file."""


def list_duty_files(origin: Origin, codes: Sequence[str]) -> dict[str, Offer]:
    """Excel, Word and CSV by their file name extension."""
    words = origin.words
    t = words.t

    def build_excel() -> bytes:
        from components.documents.excel.workbook import write_workbook

        return write_workbook(origin, codes)

    def build_word() -> bytes:
        from components.documents.word.memo import write_memo

        return write_memo(origin, codes)

    def build_csv() -> bytes:
        from components.documents.duty_csv import write_csv

        return write_csv(origin, codes)

    kind = t("file.name_compare" if len(codes) > 1 else "file.name_duties")
    parts = [name_plan(words), _name_parties(words, codes), kind]
    return {
        "xlsx": (t("file.excel"), parts, build_excel),
        "docx": (t("file.word"), parts, build_word),
        "csv": (t("file.csv"), parts, build_csv),
    }


def list_ledger_files(
    origin: Origin,
    measure_ids: Sequence[str],
    still_open: Sequence[str] = (),
    told: Mapping[str, Told] | None = None,
) -> dict[str, Offer]:
    """Excel and CSV by their file name extension. `told`: what was reported on each measure."""
    t = origin.words.t

    def build_excel() -> bytes:
        from components.documents.excel.ledger import write_ledger_workbook

        return write_ledger_workbook(origin, measure_ids, still_open, told)

    def build_csv() -> bytes:
        from components.documents.excel.ledger import write_ledger_csv

        return write_ledger_csv(origin, measure_ids, still_open, told)

    key = "ledger.count_open" if still_open else "ledger.count"
    count = t(key, n=len(measure_ids), open=len(still_open))
    parts = [name_plan(origin.words), t("nav.ledger"), count]
    return {
        "xlsx": (t("file.excel"), parts, build_excel),
        "csv": (t("file.csv"), parts, build_csv),
    }


def list_calendar_files(origin: Origin, progress: Progress, code: str) -> dict[str, Offer]:
    """The calendar of due dates of one unit, or of all where `code` is ""."""
    words = origin.words
    t = words.t

    def build_calendar() -> bytes:
        from components.documents.calendar import list_months, write_calendar

        states = [
            (progress.plans[measure], state)
            for (measure, unit), state in progress.states.items()
            if code in ("", unit)
        ]
        title = t("list.dot").join(filter(None, parts))
        return write_calendar(list_months(words, progress.periods, states), title, t)

    parts = [name_plan(words), name_unit(words, code) if code else "", t("calendar.name")]
    return {"ics": (t("file.calendar"), parts, build_calendar)}


def list_change_files(origin: Origin, between: Between, code: str) -> dict[str, Offer]:
    """Excel and PowerPoint of all units, or of one, and then Word too, by their file name
    extension."""
    t, units = origin.words.t, list_units(between)

    def build_excel() -> bytes:
        from components.documents.excel.changes import write_changes_workbook

        return write_changes_workbook(origin, between, [code] if code else list(units))

    def build_word() -> bytes:
        from components.documents.word.changes import write_changes_memo

        return write_changes_memo(origin, between, code)

    def build_slides() -> bytes:
        from components.documents.powerpoint.deck import write_presentation
        from components.slides.changes import build_change_slide
        from components.slides.sets import ALL

        return write_presentation(origin, [build_change_slide(between, code or ALL)])

    parts = [name_plan(origin.words), units.get(code, ""), t("changes.file_name")]
    offers: dict[str, Offer] = {"xlsx": (t("file.excel"), parts, build_excel)}
    offers |= {"docx": (t("file.word"), parts, build_word)} if code else {}
    return {**offers, "pptx": (t("file.pptx"), parts, build_slides)}


def list_slide_files(origin: Origin, run: Sequence[str]) -> dict[str, Offer]:
    """PowerPoint and HTML by their file name extension."""
    words = origin.words
    t = words.t

    def build_slides() -> bytes:
        from components.documents.powerpoint.deck import write_presentation
        from components.slides.build import build_slides

        return write_presentation(origin, build_slides(words, list(run)))

    def build_page() -> bytes:
        from components.documents.single_file import write_single_file

        return write_single_file(origin, run)

    parts = [name_plan(words), t("nav.present")]
    return {
        "pptx": (t("file.pptx"), parts, build_slides),
        "html": (t("file.single"), parts, build_page),
    }


def list_bulletin_files(origin: Origin, bulletin: Bulletin) -> dict[str, Offer]:
    """Word, Excel and PowerPoint of a month's 通报 by their file name extension."""
    words = origin.words
    t = words.t

    def build_word() -> bytes:
        from components.documents.word.bulletin import write_bulletin

        return write_bulletin(origin, bulletin)

    def build_excel() -> bytes:
        from components.documents.excel.bulletin import write_bulletin_workbook

        return write_bulletin_workbook(origin, bulletin)

    def build_slides() -> bytes:
        from components.documents.powerpoint.deck import write_presentation
        from components.slides.bulletin import build_bulletin_slides

        return write_presentation(origin, build_bulletin_slides(words, bulletin))

    month = name_month(bulletin.period.code, t)
    parts = [name_plan(words), t("bulletin.title", month=month)]
    return {
        "docx": (t("file.word"), parts, build_word),
        "xlsx": (t("file.excel"), parts, build_excel),
        "pptx": (t("file.pptx"), parts, build_slides),
    }


def list_notice_files(origin: Origin, period: Period, unit: str, owed: Owed) -> dict[str, Offer]:
    """The 催报 of a unit as text and its 催办单 as Word by their file name extension."""
    words = origin.words
    t = words.t

    def build_text() -> bytes:
        from components.words.notices import write_reminder

        text = write_reminder(words, period, unit, owed, origin.today)
        return f"{text}\n".encode("utf-8-sig")  # older Windows reads Chinese only by the mark

    def build_word() -> bytes:
        from components.documents.word.order import write_order

        return write_order(origin, period, unit, owed)

    called = next(state.line.unit for states in owed.values() for state in states)
    parts = [name_plan(words), name_code(words, unit, called)]
    return {
        "txt": (t("notices.kind_reminder"), [*parts, t("notices.kind_reminder")], build_text),
        "docx": (t("notices.word"), [*parts, t("notices.order_name")], build_word),
    }


def list_map_files(origin: Origin, load: pd.DataFrame, view: View) -> dict[str, Offer]:
    """GeoJSON and GeoPackage by their file name extension."""
    words = origin.words
    t = words.t

    def build_geojson() -> bytes:
        from components.documents.geodata.districts import write_geojson

        return write_geojson(origin, load, view)

    def build_geopackage() -> bytes:
        from components.documents.geodata.districts import write_geopackage

        return write_geopackage(origin, load, view)

    parts = [name_plan(words), name_metric(words, view.metric), t("file.name_map")]
    return {
        "geojson": (t("file.geojson"), parts, build_geojson),
        "gpkg": (t("file.geopackage"), parts, build_geopackage),
    }


def list_place_files(origin: Origin, kind: PlaceKind) -> dict[str, Offer]:
    """GeoJSON and GeoPackage of all `sites` or `areas` by their file name extension."""
    words = origin.words
    model, t = words.model, words.t

    def build_geojson() -> bytes:
        from components.documents.geodata.places import write_area_geojson, write_site_geojson

        if kind == "sites":
            return write_site_geojson(origin, model.sites)
        return write_area_geojson(origin, model.region.protected.areas)

    def build_geopackage() -> bytes:
        from components.documents.geodata.places import write_area_geopackage, write_site_geopackage

        if kind == "sites":
            return write_site_geopackage(origin, model.sites)
        return write_area_geopackage(origin, model.region.protected.areas)

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
