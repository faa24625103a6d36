"""Files of several plans: each names both plans, and every row its own."""

from __future__ import annotations

import io
import json

import openpyxl
from pptx import Presentation

from components.documents.duty_csv import write_csv
from components.documents.excel.ledger import write_ledger_csv, write_ledger_workbook
from components.documents.excel.workbook import SHOWN, write_workbook
from components.documents.geodata.districts import write_geojson
from components.documents.geodata.places import write_site_geojson
from components.documents.powerpoint.deck import write_presentation
from components.documents.rows import PLAN_CODE
from components.documents.single_file import list_duties
from components.documents.word.memo import write_memo
from components.session.link import View
from components.slides.build import build_slides
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.packages.package import DEFAULT_PLAN
from geo.plan.count import count_load
from geo.plan.duties import COUNTED_BASES
from tests.components.documents.test_rows import TODAY
from tests.components.words.test_several import BOTH, EN, MODEL, WATER, ZH
from tests.taken_away import read_body, read_csv_rows, read_sheet

TITLES = [MODEL.plan.meta["title"], WATER.plan.meta["title"]]
PARTIES = ["110118", "110119"]


def make_origin(t: Texts = ZH) -> Origin:
    return Origin(Words(BOTH, t), TODAY)


def test_csv_has_a_column_for_the_plan_and_ids_that_never_collide() -> None:
    rows = read_csv_rows(write_csv(make_origin(), PARTIES))
    code, number = ZH("file.head_plan_code"), ZH("file.head_measure_id")
    assert {row[code] for row in rows} == {DEFAULT_PLAN, "water"}
    assert all(row[number].startswith(f"{row[code]}:") for row in rows)
    assert all(title in rows[0][ZH("file.head_source")] for title in TITLES)
    single = read_csv_rows(write_csv(Origin(Words(MODEL, ZH), TODAY), PARTIES))
    assert (len(rows), code in single[0]) == (2 * len(single), False)
    measures = read_csv_rows(write_ledger_csv(make_origin(), ["water:1", f"{DEFAULT_PLAN}:1"]))
    assert [row[code] for row in measures] == ["water", DEFAULT_PLAN]


def test_excel_has_it_last_and_says_where_both_plans_come_from() -> None:
    data = write_workbook(make_origin(), PARTIES)
    head, *rows = read_sheet(data, ZH("file.sheet_duties"))
    assert head == [ZH(f"file.head_{name}") for name in (*SHOWN, PLAN_CODE)]
    assert {row[-1] for row in rows} == {DEFAULT_PLAN, "water"}
    assert {row[SHOWN.index("measure_id")].split()[0] for row in rows} == {"生态保护", "碧水"}
    notes = read_sheet(data, ZH("file.sheet_notes"))
    told = [value for label, value in notes if label == ZH("file.source_title")]
    assert told == [f"《{title}》" for title in TITLES]
    measures = write_ledger_workbook(make_origin(), ["water:1"])
    sheet = openpyxl.load_workbook(io.BytesIO(measures)).worksheets[0]
    cells = (1, sheet.max_column - 1, sheet.max_column)
    assert [sheet.cell(2, at).value for at in cells] == ["碧水 1", "water", ZH("file.yes")]


def test_word_names_both_plans_beside_every_measure() -> None:
    body = read_body(write_memo(make_origin(), ["110118"]))
    assert all(title in body for title in TITLES)
    assert all(f"{plan} 9.1" in body for plan in ("生态保护", "碧水"))
    assert body.count(MODEL.plan.package.resource("source")["hash"].partition(":")[2][:16]) == 2


def test_slides_name_both_plans_in_every_language() -> None:
    for t, name in ((ZH, "碧水"), (EN, "Blue Water")):
        words = Words(BOTH, t)
        run = [
            "cover",
            "ch5",
            "110118",
            "110118-110119",
            "110118.own",
            "plan.few",
            "sites",
            "areas",
        ]
        department = BOTH.region.units.set_index("unit_code").query("kind == 'department'").index[0]
        slides = build_slides(words, [*run, f"{department}.summary", f"{department}.partners"])
        assert slides[-2].subtitle.count(name) == 1
        deck = Presentation(io.BytesIO(write_presentation(make_origin(t), slides)))
        notes = [page.notes_slide.notes_text_frame.text for page in deck.slides]
        title = WATER.plan.meta[t.pick("title", "title_en")]
        assert all(title in text for text in notes)
        assert f"{name} 9.1" in notes[2]


def test_the_single_file_tells_the_measures_apart() -> None:
    told = list_duties(Words(BOTH, ZH))
    numbers = [number for number, *_ in told["measures"]]
    assert (len({*numbers}), numbers[-1]) == (2 * len(MODEL.plan.measures), "碧水 15.3")
    assert {*told["duties"]["110118"]} <= {*numbers}
    assert {*told["pairs"]["110118,110119"]["unlike"]} <= {*numbers}


def test_map_data_says_which_plans_it_counts() -> None:
    load, view = count_load(BOTH.joined, "all", COUNTED_BASES, BOTH.codes), View()
    districts = json.loads(write_geojson(make_origin(), load, view))
    own = {feature["properties"][PLAN_CODE] for feature in districts["features"]}
    assert own == {f"{DEFAULT_PLAN},water"}
    assert all(title in json.dumps(districts, ensure_ascii=False) for title in TITLES)
    sites = json.loads(write_site_geojson(make_origin(), BOTH.sites))
    assert {f["properties"][PLAN_CODE] for f in sites["features"]} == {DEFAULT_PLAN, "water"}
    assert f"sites.{PLAN_CODE}" in [entry["label"] for entry in sites["metadata"]]
