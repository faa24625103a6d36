"""The numbers of every file are those of `python -m geo duties` and of the screen."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import re
import tempfile
from collections import Counter
from pathlib import Path

import geopandas as gpd
import pytest

from components.documents.duty_csv import write_csv
from components.documents.excel.workbook import write_workbook
from components.documents.geodata.districts import write_geojson, write_geopackage
from components.documents.word.memo import write_memo
from components.session.link import View
from components.texts import Texts
from components.words.sentence import write_sentence
from components.words.source import Origin
from components.words.units import name_party
from components.words.words import Words
from geo.__main__ import main
from geo.model import Model
from geo.plan.count import count_load
from geo.plan.duties import BASES, COUNTED_BASES, list_duty_roles
from geo.region.units import TERRITORIAL_KINDS
from tests.taken_away import (
    Duty,
    read_body,
    read_csv_duties,
    read_excel_duties,
    read_sheet,
    read_tables,
    read_word_duties,
)

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def contract() -> list[Duty]:
    """The rows of `python -m geo duties`."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        assert main(["duties", "--format", "json"]) == 0
    rows = json.loads(output.getvalue())
    return sorted((r["unit_code"], r["measure_id"], r["role"], r["basis"]) for r in rows)


@pytest.fixture(scope="module", params=["zh", "en"])
def t(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)


@pytest.fixture(scope="module")
def workbook(model: Model, t: Texts) -> bytes:
    return write_workbook(Origin(Words(model, t), TODAY), model.codes)


@pytest.fixture(scope="module")
def memo(model: Model, t: Texts) -> bytes:
    return write_memo(Origin(Words(model, t), TODAY), model.codes)


def test_the_contract_is_the_model(model: Model, contract: list[Duty]) -> None:
    rows = list_duty_roles(model.duties, model.region.units, TERRITORIAL_KINDS)
    assert sorted(rows.drop(columns="unit").itertuples(index=False, name=None)) == contract
    assert {row[0] for row in contract} == set(model.codes)


def test_excel_holds_every_duty(
    model: Model, t: Texts, workbook: bytes, contract: list[Duty]
) -> None:
    assert sorted(read_excel_duties(workbook, t)) == contract


def test_word_holds_every_duty(model: Model, t: Texts, memo: bytes, contract: list[Duty]) -> None:
    assert sorted(read_word_duties(Words(model, t), memo)) == contract


def test_csv_holds_every_duty(model: Model, t: Texts, contract: list[Duty]) -> None:
    data = write_csv(Origin(Words(model, t), TODAY), model.codes)
    assert sorted(read_csv_duties(data, t)) == contract


def test_excel_says_what_counts(model: Model, t: Texts, workbook: bytes) -> None:
    rows = read_sheet(workbook, t("file.sheet_duties"))
    counted, unit = (rows[0].index(t(f"file.head_{name}")) for name in ("is_counted", "unit_code"))
    yes = Counter(row[unit] for row in rows[1:] if row[counted] == t("file.yes"))
    no = Counter(row[unit] for row in rows[1:] if row[counted] == t("file.no"))
    summary = model.summary
    assert {code: yes[code] for code in model.codes} == summary["total"].to_dict()
    assert {code: no[code] for code in model.codes} == summary["relevant"].to_dict()


def test_excel_summary_is_the_model_summary(model: Model, t: Texts, workbook: bytes) -> None:
    rows = read_sheet(workbook, t("file.sheet_summary"))
    shown = {row[-1]: row[1:-1] for row in rows[2 : 2 + len(model.codes)]}
    order = ["total", "main", "lead", "support", "lead_and_main", *model.counted_bases]
    order += [c for c in model.summary.columns if c.startswith(("ch", "deadline:"))]
    order.append("relevant")
    assert set(order) == set(model.summary.columns) - (set(BASES) - set(model.bases))
    assert rows[1][2:6] == [t(f"role.{r}") for r in ("main", "lead", "support")] + [
        t("file.lead_and_main")
    ]
    assert shown == {code: model.summary.loc[code, order].tolist() for code in model.codes}


def test_word_sentences_and_headings_are_the_summary(model: Model, t: Texts, memo: bytes) -> None:
    text = read_body(memo).split("\n")
    assert [c for c in model.codes if write_sentence(Words(model, t), c) not in text] == []
    totals = [t("file.memo_duties", n=n) for n in model.summary["total"]]
    assert [line for line in text if line in set(totals)] == totals
    opens = [t("panel.open_section", n=n) for n in model.summary["relevant"] if n]
    assert [line for line in text if line in set(opens)] == opens


def test_word_counts_open_duties_apart(model: Model, t: Texts, memo: bytes) -> None:
    """Two tables of duties for a party with open ones; the first holds just what counts."""
    names = {name_party(Words(model, t), code): code for code in model.codes}
    sizes: dict[str, list[int]] = {}
    for heading, table in read_tables(memo):
        if heading in names and table[0][1] == t("file.head_text"):
            size = sum(len(row) > 1 for row in table[1:])
            sizes.setdefault(names[heading], []).append(size)
    summary = model.summary[["total", "relevant"]].to_dict("index")
    expected = {c: [n for n in (s["total"], s["relevant"]) if n] for c, s in summary.items()}
    assert sizes == expected


@pytest.mark.parametrize("bases", [COUNTED_BASES, BASES, ("named",), ()])
def test_map_files_hold_the_load(
    model: Model, contract: list[Duty], bases: tuple[str, ...]
) -> None:
    texts = Texts("zh")
    wrong = []
    for metric in model.metrics:
        view = View(metric=metric, bases=bases)
        load = count_load(model.joined, metric, bases, model.codes)
        collection = json.loads(write_geojson(Origin(Words(model, texts), TODAY), load, view))
        shown = {
            f["id"]: (f["properties"]["counted"], f["properties"]["relevant"])
            for f in collection["features"]
        }
        missing = collection["metadata"][-1]["value"]
        shown["bda"] = tuple(int(n) for n in re.findall(r"\d+", missing))
        if shown != _count(model, contract, metric, set(bases)):
            wrong.append(metric)
    assert wrong == []


def _count(
    model: Model, contract: list[Duty], metric: str, bases: set[str]
) -> dict[str, tuple[int, ...]]:
    """The load of every party counted anew from the contract."""
    measures = model.plan.measures.set_index("measure_id")
    found: dict[str, tuple[set[str], set[str]]] = {code: (set(), set()) for code in model.codes}
    for unit_code, measure_id, role, basis in contract:
        measure = measures.loc[measure_id]
        names = {"all", role, f"ch{measure['chapter_no']}"}
        names |= {code for code, due in model.deadlines.items() if due == measure["deadline"]}
        names |= {"own"} if basis != "all" else set()
        if metric in names and basis == "relevant":
            found[unit_code][1].add(measure_id)
        elif metric in names and basis in bases:
            found[unit_code][0].add(measure_id)
    return {code: tuple(len(ids) for ids in pair) for code, pair in found.items()}


def test_geopackage_equals_geojson(model: Model) -> None:
    view = View(metric="main", bases=BASES)
    load = count_load(model.joined, "main", BASES, model.codes)
    with tempfile.TemporaryDirectory() as folder:
        frames = []
        for name, write in (("map.geojson", write_geojson), ("map.gpkg", write_geopackage)):
            path = Path(folder, name)
            path.write_bytes(write(Origin(Words(model, Texts("zh")), TODAY), load, view))
            frame = gpd.read_file(path, layer="districts" if name.endswith("gpkg") else None)
            frames.append(frame.set_index("unit_code")[["counted", "relevant"]].to_dict("index"))
    assert frames[0] == frames[1]
    districts = model.region.districts["unit_code"]
    assert frames[0] == load.loc[districts].to_dict("index")
