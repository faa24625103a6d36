"""The sheets of restoration sites and of protected areas in a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.documents.excel.book import BAND_LOOK, Book, Sheet
from components.documents.excel.columns import Column, fit_page
from components.documents.place_rows import (
    cite_source,
    list_held,
    name_measures,
    select_places,
)
from components.words.places import (
    list_categories,
    list_layers,
    name_districts,
    name_kind,
    name_level,
    name_official,
    name_place,
    name_point_basis,
    name_precision,
)
from components.words.units import join_parties, name_party
from components.words.words import Words
from geo.places.protected import count_registers


def add_place_sheets(book: Book, words: Words, codes: Sequence[str]) -> None:
    """A sheet of each kind there are data of, with the places that name one of `codes`."""
    layers = list_layers(words.model)
    if "sites" in layers:
        _write_sites(book, words, codes)
    if "areas" in layers:
        _write_areas(book, words, codes)


def _write_sites(book: Book, words: Words, codes: Sequence[str]) -> None:
    t = words.t
    columns = fit_page(
        [
            Column(t("place.sites"), 20),
            Column(t("place.kind"), 12, "center"),
            Column(t("file.head_place_role"), 13, "center"),
            Column(t("place.measure"), 18),
            Column(t("file.head_held"), 28),
            Column(t("place.all_districts"), 16),
            Column(t("file.head_precision"), 13),
            Column(t("place.how_known"), 36),
            Column(t("file.head_facts"), 7, "center"),
            Column(t("file.head_quality"), 48),
        ]
    )
    rows = [_describe_site(words, site, codes) for site in select_places(words.model.sites, codes)]
    nothing = t("file.no_sites", name=join_parties(words, codes))
    sheet = _write_places(book, "sites", rows, columns, nothing)
    sheet.put_remark(_find_last(rows) + 2, t("file.sites_remark"), columns)


def _describe_site(words: Words, site: Mapping[str, Any], codes: Sequence[str]) -> list[object]:
    t = words.t
    held = [
        t("file.memo_fact", label=f"{measure} {name_party(words, code)}", value=said)
        for code in codes
        for measure, said in list_held(words, site, code)
    ]
    return [
        name_place(site, t),
        name_kind(words, site["kind"]),
        t(f"place.role_{site['role']}"),
        name_measures(words, site) or t("place.no_measure"),
        "\n".join(held) or t("file.no_duty"),
        name_districts(words, site["district_codes"]),
        name_precision(site, t),
        t.pick(site["note"], site["note_en"]),
        len(site["facts"]),
        "\n".join(cite_source(source, t) for source in site["sources"]),
    ]


def _write_areas(book: Book, words: Words, codes: Sequence[str]) -> None:
    t = words.t
    columns = fit_page(
        [
            Column(t("place.areas"), 30),
            Column(t("place.category"), 21, "center"),
            Column(t("place.level"), 21, "center"),
            Column(t("place.districts"), 15),
            Column(t("place.year"), 9, "center"),
            Column(t("file.head_area_ha"), 11, "center"),
            Column(t("file.head_precision"), 14),
            Column(t("file.head_coord"), 28),
            Column(t("place.source_facts"), 56),
        ]
    )
    areas = select_places(words.model.region.protected.areas, codes)
    rows = [_describe_area(words, area) for area in areas]
    nothing = t("place.no_protected", name=join_parties(words, codes))
    sheet, last = _write_places(book, "areas", rows, columns, nothing), _find_last(rows)
    sheet.put_remark(last + 2, name_official(words, "protected.help"), columns)
    _write_registers(sheet, last + 3, words, codes, columns)


def _describe_area(words: Words, area: Mapping[str, Any]) -> list[object]:
    t = words.t
    blank = t("place.blank")
    notes = [
        *str(area["source_facts"]).split(" ; "),
        t.pick(area["source_note"], area["source_note_en"]),
        t(f"place.confidence_{area['confidence']}"),
    ]
    return [
        name_place(area, t),
        list_categories(words)[area["category"]],
        name_level(area, t),
        name_districts(words, area["district_codes"]),
        int(area["year"]) if pd.notna(area["year"]) else blank,
        area["area_ha"] if pd.notna(area["area_ha"]) else blank,
        name_precision(area, t),
        name_point_basis(area, t) or t("place.blank"),
        "\n".join(note for note in notes if note),
    ]


def _write_places(
    book: Book,
    name: str,
    rows: Sequence[list[object]],
    columns: Sequence[Column],
    nothing: str,
) -> Sheet:
    """Heading and rows as a table called `name`, or one row that says `nothing`."""
    sheet = book.add_sheet(columns[0].heading)
    sheet.put_head(1, columns)
    shown = rows or [[nothing, *[""] * (len(columns) - 1)]]
    for number, row in enumerate(shown, start=2):
        sheet.put_row(number, row, columns)
    sheet.make_table(name, columns, len(shown))
    sheet.freeze(2, 2)
    sheet.set_up_page(1)
    return sheet


def _find_last(rows: Sequence[list[object]]) -> int:
    return 1 + max(len(rows), 1)


def _write_registers(
    sheet: Sheet, start: int, words: Words, codes: Sequence[str], columns: Sequence[Column]
) -> None:
    """Both numbers of every party below its areas; they are not subtracted and not added up."""
    model, t = words.model, words.t
    heads = [t("file.head_unit"), name_official(words), t("protected.listed")]
    for column, head in enumerate(heads, start=1):
        sheet.put(start, column, head, BAND_LOOK)
    sheet.fit_row(start, heads, [column.width for column in columns[: len(heads)]])
    for row, code in enumerate(codes, start=start + 1):
        counts = count_registers(model.region.protected, code)
        is_counted = code in model.region.protected.counts
        official = counts["official"] if is_counted else t("file.no_duty")
        values = [name_party(words, code), official, counts["listed"]]
        sheet.put_row(row, values, columns[: len(values)])
    if len(codes) > 1:
        sheet.put_remark(start + len(codes) + 1, t("protected.not_summed"), columns)
