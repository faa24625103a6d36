"""One figure, wherever it is asked for: on the page, in its file, in a terminal, by a program.

Of the shipped plan, of an edition that an office read from a file and published, and of both.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.documents.offers import (
    list_change_files,
    list_duty_files,
    list_ledger_files,
    list_map_files,
    list_place_files,
)
from components.map.districts import get_load_picture
from components.screens.ledger.found import find_measures
from components.screens.ledger.tables import write_measures
from components.session.link import View
from components.session.models import get_load, get_model
from components.texts import Texts
from components.words.changes import list_units, name_kind
from components.words.source import Origin
from components.words.words import Words
from geo.packages.package import DEFAULT_PLAN
from geo.plan.duties import BASES, OPEN_BASIS
from geo.plan.plan import ROLES
from store.progress.states import STAGES
from tests.geo.next_edition import MIYUN
from tests.html_tree import parse_html
from tests.kept_editions import NEXT, PAIR, SETTLED, keep_editions, look
from tests.kept_month import CODE, keep_month
from tests.pages.open_page import find_all, open_page
from tests.server.api.asking import ask, ask_features, ask_file, ask_page, run
from tests.taken_away import read_csv_duties, read_csv_rows, read_excel_duties, read_sheet

T = Texts("zh")
TODAY = datetime.date(2026, 11, 22)
BOTH = f"{DEFAULT_PLAN},{NEXT}"
PLANS = (DEFAULT_PLAN, NEXT, BOTH)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield


pytestmark = pytest.mark.usefixtures("office")


def speak(plan: str) -> Words:
    return Words(get_model(plan), T)


def count(duties: list[dict[str, str]], basis: str) -> dict[str, int]:
    """Measures by unit, of rows of `geo duties`."""
    pairs = {(row["unit_code"], row["measure_id"]) for row in duties if row["basis"] == basis}
    return dict(Counter(unit for unit, _ in pairs))


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("basis", BASES)
def test_the_load_of_every_unit_by_every_basis(plan: str, basis: str) -> None:
    words, name = speak(plan), "relevant" if basis == OPEN_BASIS else "counted"
    codes, view = words.model.codes, View(bases=(basis,))
    printed = count(run("duties", "--plan", plan), basis)
    expected = {code: printed.get(code, 0) for code in codes}
    asked = {"plan": plan, "basis": basis}

    told = {row["unit_code"]: row[name] for row in ask("units", **asked)}
    assert {code: told[code] for code in codes} == expected
    assert {row["unit_code"]: row[name] for row in ask_page("map", **asked)} == expected
    assert {row["unit_code"]: int(row[name]) for row in ask_file("map", **asked)} == expected

    load = get_load(words.model, "all", (basis,))
    collection = list_map_files(Origin(words, TODAY), load, view)["geojson"][2]()
    of_file = [feature["properties"] for feature in json.loads(collection)["features"]]
    assert ask_features("units", **asked) == of_file
    in_districts = {row["unit_code"]: row[name] for row in of_file}
    assert in_districts == {code: expected[code] for code in in_districts}

    picture = get_load_picture(words, "all", (basis,), "tiles")
    values = {code: picture.values[code].label for code in codes}
    shown = {code: str(n) for code, n in expected.items()}
    if basis == OPEN_BASIS:
        shown = {
            code: T("map.value_open", counted=0, relevant=n) if n else "0"
            for code, n in expected.items()
        }
    assert values == shown


@pytest.mark.parametrize("plan", PLANS)
def test_the_duties_of_every_party(plan: str) -> None:
    words = speak(plan)
    printed = run("duties", "--plan", plan)
    assert ask("duties", plan=plan) == printed
    files = list_duty_files(Origin(words, TODAY), words.model.codes)
    columns = ("unit_code", "measure_id", "role", "basis")
    of_parties = [row for row in printed if row["unit_code"] in words.model.codes]
    expected = sorted(tuple(row[name] for name in columns) for row in of_parties)
    assert sorted(read_csv_duties(files["csv"][2](), T)) == expected
    if plan != BOTH:  # whose sheet prints the plan before each number
        assert sorted(read_excel_duties(files["xlsx"][2](), T)) == expected
    for code in words.model.codes:
        ids = [row["measure_id"] for row in of_parties if row["unit_code"] == code]
        here = [row["measure_id"] for row in ask_page("district", plan=plan, district=code)]
        assert (here, len(here) > 1) == ([*dict.fromkeys(ids)], True)
        filed = ask_file("district", plan=plan, district=code)
        assert [row[T("file.head_measure_id")] for row in filed] == here
    shown = find_all(open_page("district", plan=plan, district=MIYUN), "//article[@class='duty']")
    expected_ids = [row["measure_id"] for row in ask_page("district", plan=plan, district=MIYUN)]
    assert sorted(duty.get("id") for duty in shown) == sorted(f"duty-{m}" for m in expected_ids)


@pytest.mark.parametrize(
    ("kind", "page", "plan"),
    [
        *(("sites", "restoration", plan) for plan in (DEFAULT_PLAN, BOTH)),
        *(("areas", "protected", plan) for plan in PLANS),
    ],
)
def test_places(kind: str, page: str, plan: str) -> None:
    words, key = speak(plan), "site_id" if kind == "sites" else "area_id"
    collection = list_place_files(Origin(words, TODAY), kind)["geojson"][2]()  # type: ignore[arg-type]
    of_file = [feature["properties"] for feature in json.loads(collection)["features"]]
    told = ask(f"places/{kind}", plan=plan)
    assert (len(told) > 20, told == of_file) == (True, True)
    assert ask_page(page, plan=plan) == told
    assert ask_features(f"places/{kind}", plan=plan) == of_file
    filed = ask_file(page, plan=plan)
    assert [row[key] for row in filed] == [row[key] for row in told]
    assert [{n: v for n, v in row.items() if v} for row in filed] == [
        {n: print_cell(v) for n, v in row.items() if v is not None} for row in told
    ]
    app = open_page(page, plan=plan, district=MIYUN)
    keys = {str(b.key).removeprefix("place_") for b in app.button if str(b.key).startswith("place")}
    here = ask(f"places/{kind}", plan=plan, district=MIYUN)
    assert keys & {row[key] for row in told} == {row[key] for row in here}
    assert ask_page(page, plan=plan, district=MIYUN) == here
    assert 0 < len(here) < len(told)


def print_cell(value: object) -> str:
    """A number of the JSON as the CSV writes it."""
    return str(value)


def test_what_changed_between_two_editions() -> None:
    asked = {"plan": PAIR["to"], "against": PAIR["from"]}
    printed = run("changes", "--from", PAIR["from"], "--to", PAIR["to"])
    told, between = ask("changes", **asked), look()

    def sort(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
        return sorted(tuple(row.values()) for row in rows)

    assert (sort(told), len({row["kind"] for row in told}) > 5) == (sort(printed), True)
    groups: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in printed:
        groups[row["unit_code"]].add((row["measure_from"], row["measure_to"]))
    rows = ask_page("plans", **PAIR)
    comma = T("list.comma")
    sides = ("measure_id_before", "measure_id_after")
    of_page: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        of_page[row["unit_code"]].add(tuple(row[n].replace(comma, ";") for n in sides))
    assert of_page == groups
    files = list_change_files(Origin(between.after, TODAY), between, "")
    head, *sheet = read_sheet(files["xlsx"][2](), T("changes.step_changes"))
    filed = ask_file("plans", **PAIR)
    cells = [[(cell or "").replace("\n", " ") for cell in row] for row in sheet]
    assert cells == [[*row.values()] for row in filed], "a CSV has a line a row"
    assert head == [*filed[0]]

    app = open_page("plans", **PAIR)
    table = find_all(app, "//table[@class='matrix']//tr[td]")
    shown = [int(row.xpath("string(td[1])")) for row in table]
    by_unit = Counter(
        row["unit_code"] for row in rows if row["kind"] == name_kind("new", T) and row["is_counted"]
    )
    in_order = [by_unit[code] for code in list_units(between) if code in groups]
    assert (shown, any(shown)) == (in_order, True)
    on_map = {row["unit_code"]: row["new"] for row in ask_page("map", **asked)}
    assert on_map == {code: by_unit[code] for code in between.after.model.codes}


def test_how_the_lines_of_a_month_stand(tmp_path_factory: pytest.TempPathFactory) -> None:
    with keep_month(tmp_path_factory.mktemp("month")) as period:
        printed = run("progress", "status", "--plan", period.plan, "--period", CODE)
        asked = {"plan": period.plan, "period": CODE}
        assert ask("progress", plan=period.plan) == ask("progress", **asked), "the last one"
        told, lines = ask("progress", **asked), ask_page("progress", **asked)
        columns = [name for name in printed[0] if not name.startswith("kept_")]
        assert sorted(tuple(row[n] for n in columns) for row in lines) == sorted(
            tuple(row[n] for n in columns) for row in printed
        )
        assert [tuple(row) for row in lines] == [("plan_code", "period", *columns)] * len(lines)
        assert ask_file("progress", **asked) == lines
        counted = [row for row in printed if row["is_asked"] == "false"]
        stands = Counter((row["unit_code"], row["stage"]) for row in counted)
        late = Counter(row["unit_code"] for row in counted if row["is_late"] == "true")
        units = {row["unit_code"] for row in printed}
        expected = {c: [*(stands[c, stage] for stage in STAGES), late[c]] for c in units}
        assert {
            row["unit_code"]: [*(row[stage] for stage in STAGES), row["late"]] for row in told
        } == expected
        assert (len(told) > 20, len({row["stage"] for row in counted})) == (True, len(STAGES))
        board = find_all(open_page("progress", **asked), "//div[@class='progress-table']//tr[td]")
        shown = [[int(cell.text_content()) for cell in row.xpath("td")[1:6]] for row in board]
        assert shown == [expected[row["unit_code"]] for row in told]
        some = told[0]["unit_code"]
        assert ask("progress", **asked, unit=some) == told[:1]
        missing = ask_page("progress", **asked, unit=some, stage="missing")
        assert len(missing) == told[0]["missing"]
        earlier = ask("progress", plan=period.plan, period="2025-10")
        assert {row["period"] for row in earlier} == {"2025-10"}
        ledger = open_page("ledger", state="late")
        measures = find_all(ledger, "//tr[@data-measure]/@data-measure")
        assert {row["measure_id"] for row in counted if row["is_late"] == "true"} == {*measures}
        assert [row["measure_id"] for row in ask("measures", state="late")] == measures
        filed = ask_file("ledger", state="late")
        assert [row[T("file.head_measure_id")] for row in filed] == measures
        assert {row[T("file.head_month")] for row in filed} == {CODE}


def choose(values: Collection[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *values])


@st.composite
def build_filters(draw: st.DrawFn) -> dict[str, str]:
    """The parameters of a link to the ledger, all known."""
    plan = draw(st.sampled_from(PLANS))
    model = get_model(plan)
    units = draw(st.lists(st.sampled_from(model.region.units["unit_code"].tolist()), max_size=2))
    roles = [
        draw(st.sampled_from(["any", *ROLES])) + draw(choose([f":{b}" for b in BASES]))
        for _ in units
    ]
    measures = model.plan.measures
    tasks = [*(f"ch{n}" for n in measures["chapter_no"].unique()), *map(str, measures["task_no"])]
    told = {
        "plan": plan,
        "q": draw(st.sampled_from(["", "修复", "st", "水务局 河", "保护地"])),
        "task": draw(choose(tasks)),
        "deadline": draw(choose([d["code"] for d in model.plan.meta["deadlines"]])),
        "unit": ",".join(units),
        "role": draw(st.sampled_from(["", ",".join(roles)])),
        "lang": draw(st.sampled_from(["", "en"])),
    }
    return {name: value for name, value in told.items() if value}


@given(build_filters())
def test_the_measures_of_every_filter(params: Mapping[str, str]) -> None:
    words = Words(get_model(params["plan"]), Texts(params.get("lang", "zh")))
    told = ask("measures", **params)
    listed, still_open = [
        [row["measure_id"] for row in told if row["is_counted"] is is_counted]
        for is_counted in (True, False)
    ]
    here = find_measures(words, params, None)
    table = parse_html(str(write_measures(words, here.settled, here.still_open, here.told)))
    shown = [str(one) for one in table.xpath("//tr[@data-measure]/@data-measure")]
    assert sorted(shown) == sorted([*listed, *still_open])
    files = list_ledger_files(Origin(words, datetime.date.today()), listed, still_open)
    rows = read_csv_rows(files["csv"][2]())
    heading, counted = words.t("file.head_measure_id"), words.t("file.head_is_counted")
    assert [row[heading] for row in rows] == [*listed, *still_open]
    assert [row[heading] for row in rows if row[counted] == words.t("file.no")] == still_open
    assert ask_file("ledger", **params) == rows
    assert ask_page("ledger", **params) == told
