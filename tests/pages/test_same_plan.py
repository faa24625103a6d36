"""The shipped plan, read from Word under another code and published: one plan, shown alike."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from components.documents.offers import (
    list_duty_files,
    list_ledger_files,
    list_map_files,
    list_slide_files,
)
from components.session.link import View
from components.session.models import get_load, get_model
from components.slides.build import build_slides
from components.slides.run import list_default_run
from components.slides.sets import list_city_set, list_department_set, list_party_set
from components.texts import LANGUAGES, Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import compare_parties
from geo.plan.count import list_open_measures
from geo.plan.duties import BASES, COUNTED_BASES
from store import publishing
from tests.geo.intake import typeset
from tests.pages.kept_plan import own_database
from tests.real_model import MODEL

CODE, TODAY = "from-word", datetime.date(2026, 1, 5)
FACTS = ("title", "annex", "series", "year", "status")
MIYUN, HUAIROU, WATER = "110118", "110116", "water"
OURS = ("label", "label_en", "text_en", "note", "note_en", "has_label")
"""Columns of `measures` that stand in no printed file: labels, English, and rulings of ours."""
OF_PACKAGE = (
    *("plan", "version", "citation", "furniture", "reading", "no_unit", "doubtful_measures"),
    *("title_en", "annex_en", "kinds", "protected_measures"),
)
"""What a package says of itself: code, sources and rulings, English, and kinds of places."""
TABLES = ("targets", "headings", "area_links", "works")
"""What an office may add and a file has not: targets to confirm, short headings, places."""


@pytest.fixture(scope="module")
def read_back(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    folder = tmp_path_factory.mktemp("office")
    meta = MODEL.plan.meta
    rows = typeset.lay_out_measures(typeset.read_measures())
    typeset.write_docx(folder / "计划.docx", rows, [str(meta["annex"]), str(meta["title"])])
    with own_database(folder):
        publishing.import_file(folder / "计划.docx", CODE, "beijing", None, "甲")
        publishing.state_facts(CODE, {fact: str(meta[fact]) for fact in FACTS}, "甲")
        publishing.publish(CODE, "甲", "")
        yield get_model(CODE)


@pytest.fixture(scope="module")
def shipped(read_back: Model) -> Model:
    """The shipped plan without what no file can have, and nothing else changed."""
    plan, other = MODEL.plan, read_back.plan
    measures = plan.measures.assign(**{name: other.measures[name] for name in OURS})
    # of two lengths of dash the plan prints, one is kept
    measures["support"] = measures["support"].replace("————", "———")
    tables = {name: getattr(other, name) for name in TABLES}
    meta = plan.meta | {name: other.meta[name] for name in OF_PACKAGE}
    bare = replace(plan, package=other.package, meta=meta, measures=measures, **tables)
    return replace(
        MODEL,
        plan=bare,
        duties=MODEL.duties.assign(is_doubtful=False),
        sites=read_back.sites,
        reference=read_back.reference,
    )


def list_bases() -> list[tuple[str, ...]]:
    """Every choice of bases but none."""
    sizes = range(1, len(BASES) + 1)
    return [chosen for n in sizes for chosen in itertools.combinations(BASES, n)]


def test_the_map_counts_alike_by_every_metric_and_basis(read_back: Model) -> None:
    """Beside the plan as it is shipped, nothing taken away."""
    metrics = read_back.metrics
    assert [m for m in MODEL.metrics if m not in metrics] == []
    unlike = [
        (metric, bases)
        for metric in metrics
        for bases in list_bases()
        if not get_load(read_back, metric, bases).equals(get_load(MODEL, metric, bases))
    ]
    assert unlike == []
    assert int(get_load(read_back, "all", COUNTED_BASES)["counted"].sum()) > 200


def test_any_two_compare_alike(read_back: Model) -> None:
    """But for the mark of a ruling that may be doubted, which the office's file does not have."""
    both = [
        (model.duties.assign(is_doubtful=False), model.plan.measures)
        for model in (read_back, MODEL)
    ]
    pairs = [*itertools.combinations(MODEL.codes, 2)]
    unlike = []
    for pair in pairs:
        one, other = (compare_parties(*told, pair) for told in both)
        if one != other:
            unlike.append(pair)
    assert (len(pairs), unlike) == (136, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_are_alike(read_back: Model, shipped: Model, lang: str) -> None:
    def list_run(model: Model) -> list[str]:
        sets = [list_party_set(model, MIYUN), list_department_set(model, WATER)]
        return [*list_default_run(model, {}), *list_city_set(model), *itertools.chain(*sets)]

    run = list_run(read_back)
    assert run == list_run(shipped)
    both = [build_slides(Words(model, Texts(lang)), run) for model in (read_back, shipped)]
    assert [one.code for one, other in zip(*both, strict=True) if one != other] == []
    assert len(run) > 20


def test_files_are_alike_to_the_byte(read_back: Model, shipped: Model) -> None:
    def hash_files(model: Model) -> dict[str, str]:
        origin = Origin(Words(model, Texts("zh")), TODAY)
        measures, load = model.plan.measures, get_load(model, "all", COUNTED_BASES)
        offers = {
            "party": list_duty_files(origin, [MIYUN]),
            "compared": list_duty_files(origin, [MIYUN, HUAIROU]),
            "all": list_duty_files(origin, model.codes),
            "ledger": list_ledger_files(
                origin, [*measures["measure_id"]], list_open_measures(model.duties, measures)
            ),
            "map": list_map_files(origin, load, View()),
            "slides": list_slide_files(origin, list_default_run(model, {})),
        }
        return {
            f"{name}.{kind}": hashlib.sha256(build()).hexdigest()
            for name, files in offers.items()
            for kind, (_, _, build) in files.items()
            if kind != "gpkg"  # SQLite, which no two writes make alike
        }

    assert hash_files(read_back) == hash_files(shipped)
