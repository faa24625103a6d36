"""Links are kept with who and why, hold where the wordings stand, and are undone by a further
entry; who answers upon what is no more is refused."""

from __future__ import annotations

import threading

import pytest

from geo.packages.problems import DataError
from geo.plan.changes import list_changes
from geo.plan.editions import Link, Links, list_unlinked
from store import publishing
from store.database import read
from store.editions import (
    Editions,
    GivenLink,
    decide_links,
    find_links,
    load_links,
    open_editions,
    undo_link,
)
from store.links import UNDONE, list_entries
from store.names import code_department
from store.publishing import Given
from tests.geo import tiny
from tests.store.office import PLAN, Office, lay_out

ROWS = [
    ["1", "目标", "全市改善环境。", "年底前", "环境局", "各区政府", "水务局"],
    ["2", "机制", "山区建立机制，其他区参照。", "年底前", "环境局", "相关区政府", "———"],
    ["3", "修复", "恢复岸线20公里。", "年底前", "环境局", "甲区政府", "———"],
    ["4", "监测", "监测水质。", "年底前", "环境局", "环境局", "水务局"],
    ["5", "巡查", "巡查甲区边界。", "年底前", "环境局", "甲区政府", "———"],
    ["6", "巡查", "巡查乙区边界。", "年底前", "环境局", "乙区政府", "———"],
]
BANKS = GivenLink("same", ("3.1",), ("3",), "甲", "看过两版")
PATROLS = GivenLink("split", ("3.2",), ("6", "5"), "甲")


def publish(office: Office, *rows: list[str], plan: str = PLAN) -> None:
    office.import_rows(lay_out(*rows), plan)
    publishing.state_facts(plan, {"title": "明年的计划", "annex": "附件1"}, "甲")
    publishing.publish(plan, "甲", "")


def look(to: str = PLAN) -> Editions:
    return open_editions(tiny.PLAN, to)


@pytest.fixture
def editions(office: Office) -> Editions:
    publish(office, *ROWS)
    return look()


def list_decided(editions: Editions) -> list[Link]:
    return list(find_links(editions).decided)


def find_standing(editions: Editions) -> dict[str, int]:
    """Ids of the links that stand, by what they say."""
    with read() as connection:
        assert connection
        return {one.link.describe(): one.entry.id for one in load_links(connection, editions)}


def find_rules(editions: Editions, *given: GivenLink) -> list[str]:
    before = find_standing(editions)
    with pytest.raises(DataError) as error:
        decide_links(editions, given)
    assert find_standing(editions) == before, "what is refused leaves nothing"
    return [problem.rule for problem in error.value.problems]


def test_equal_wordings_need_nobody_and_the_rest_is_open(editions: Editions) -> None:
    links = find_links(editions)
    assert links == Links((), tuple(Link("same", (one,), (one,)) for one in "124"))
    assert list_unlinked(links, *editions.sides) == (["3.1", "3.2"], ["3", "5", "6"])


def test_a_link_is_kept_with_who_when_and_why(editions: Editions) -> None:
    assert decide_links(editions, [BANKS, PATROLS]) == 2
    assert list_decided(editions) == [
        Link("same", ("3.1",), ("3",)),
        Link("split", ("3.2",), ("5", "6")),
    ]
    with read() as connection:
        assert connection
        entry, _ = list_entries(connection, tiny.PLAN, PLAN)
    assert (entry.decided_by, entry.why, entry.replaces) == ("甲", "看过两版", 0)
    assert entry.decided_at.endswith("Z")
    assert list_unlinked(find_links(editions), *editions.sides) == ([], [])


def test_the_same_link_again_adds_nothing(editions: Editions) -> None:
    assert [decide_links(editions, [PATROLS]) for _ in range(2)] == [1, 0]


def test_a_link_holds_in_either_direction(editions: Editions) -> None:
    decide_links(editions, [PATROLS])
    backward = open_editions(PLAN, tiny.PLAN)
    assert list_decided(backward) == [Link("merged", ("5", "6"), ("3.2",))]
    seen = find_standing(backward)["merged 5;6 → 3.2"]
    decide_links(backward, [GivenLink("same", ("5",), ("3.2",), "乙", "", seen)])
    assert list_decided(editions) == [Link("same", ("3.2",), ("5",))]


def test_a_person_goes_before_equal_wording(editions: Editions) -> None:
    given = GivenLink("merged", ("3.1", "4"), ("4",), "甲")
    decide_links(editions, [given])
    assert [link.before for link in find_links(editions).by_text] == [("1",), ("2",)]


def test_a_link_is_undone_by_a_further_entry_and_made_again(editions: Editions) -> None:
    for times in (1, 2):
        decide_links(editions, [PATROLS])
        undo_link(editions, find_standing(editions)["split 3.2 → 5;6"], "乙", "看错了")
        with read() as connection:
            assert connection
            entries = list_entries(connection, tiny.PLAN, PLAN)
        assert [one.kind for one in entries] == ["split", UNDONE] * times
        assert [one.replaces for one in entries] == list(range(2 * times))
        assert list_decided(editions) == []


def test_what_does_not_stand_is_not_undone(editions: Editions) -> None:
    decide_links(editions, [PATROLS])
    with pytest.raises(DataError) as error:
        undo_link(editions, 99, "乙", "")
    assert [problem.rule for problem in error.value.problems] == ["not_linked"]
    half = GivenLink(UNDONE, ("3.2",), ("5",), "乙", "", 1)
    assert find_rules(editions, half, GivenLink(UNDONE, ("1",), ("1",), "乙")) == ["not_linked"] * 2


def test_a_link_upon_an_outdated_state_is_refused_with_the_newer_one(editions: Editions) -> None:
    decide_links(editions, [PATROLS])
    with pytest.raises(DataError) as error:
        decide_links(editions, [GivenLink("same", ("3.2",), ("5",), "乙")])
    (problem,) = error.value.problems
    assert (problem.rule, problem.details["answer"], problem.details["who"]) == (
        *("outdated", "split 3.2 → 5;6"),
        "甲",
    )
    seen = int(problem.details["id"])
    assert decide_links(editions, [GivenLink("same", ("3.2",), ("5",), "乙", "", seen)]) == 1
    assert list_decided(editions) == [Link("same", ("3.2",), ("5",))]
    undone = GivenLink("new", (), ("6",), "乙", "", seen)
    assert find_rules(editions, undone) == ["outdated"]


def test_answers_given_together_stand_upon_each_other(editions: Editions) -> None:
    twice = GivenLink("same", ("3.2",), ("5",), "甲")
    assert find_rules(editions, twice, PATROLS) == ["outdated"]
    decide_links(editions, [PATROLS])
    seen = find_standing(editions)["split 3.2 → 5;6"]
    undone = GivenLink(UNDONE, ("3.2",), ("5", "6"), "乙", "", seen)
    assert decide_links(editions, [undone, twice]) == 2
    assert list_decided(editions) == [Link("same", ("3.2",), ("5",))]


def test_of_two_who_link_at_once_one_is_refused(editions: Editions) -> None:
    taken: list[str] = []

    def link(who: str, after: str) -> None:
        try:
            decide_links(editions, [GivenLink("same", ("3.2",), (after,), who)])
            taken.append(who)
        except DataError as error:
            assert [problem.rule for problem in error.problems] == ["outdated"]

    threads = [threading.Thread(target=link, args=pair) for pair in (("甲", "5"), ("乙", "6"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read() as connection:
        assert connection
        kept = [one.entry.decided_by for one in load_links(connection, editions)]
    assert (len(taken), kept) == (1, taken)


def test_nothing_is_kept_of_answers_one_of_which_cannot_be(editions: Editions) -> None:
    decide_links(editions, [GivenLink("new", (), ("5",), "甲"), GivenLink("new", (), ("6",), "甲")])
    unknown = GivenLink("gone", ("9",), (), "甲")
    shape = GivenLink("same", ("3.1", "3.2"), ("3",), "甲")
    assert find_rules(editions, BANKS, unknown, shape) == ["unknown_code", "link_shape"]
    assert find_rules(editions, PATROLS) == ["linked_twice"] * 2


def test_links_are_used_again_where_wordings_stand_and_rows_moved(
    editions: Editions, office: Office
) -> None:
    decide_links(editions, [BANKS, PATROLS])
    first = ["1", "总则", "总的要求。", "年底前", "环境局", "环境局", "———"]
    moved = [[str(at), *row[1:]] for at, row in enumerate([first, *ROWS], start=1)]
    publish(office, *moved)
    assert list_decided(look()) == [
        Link("same", ("3.1",), ("4",)),
        Link("split", ("3.2",), ("6", "7")),
    ]
    moved[6][2] = "巡查乙区和丙区边界。"
    publish(office, *moved)
    assert list_decided(look()) == [Link("same", ("3.1",), ("4",))]
    assert list_decided(look(f"{PLAN}@1")) == list_decided(editions)


def test_of_two_links_that_hold_for_one_measure_the_later_does(
    editions: Editions, office: Office
) -> None:
    decide_links(editions, [BANKS])
    mended = [ROWS[0], ROWS[1], [*ROWS[2][:2], "恢复岸线22公里。", *ROWS[2][3:]], *ROWS[3:]]
    publish(office, *mended)
    decide_links(look(), [GivenLink("merged", ("3.1", "3.2"), ("3",), "乙")])
    both = [*mended, ["7", "修复", ROWS[2][2], *ROWS[2][3:]]]
    publish(office, *both)
    assert list_decided(look()) == [Link("merged", ("3.1", "3.2"), ("3",))]


def test_two_versions_of_one_plan_are_two_editions(editions: Editions, office: Office) -> None:
    publish(office, *ROWS[:4], [*ROWS[4][:2], "巡查甲区。", *ROWS[4][3:]])
    versions = open_editions(f"{PLAN}@1", f"{PLAN}@2")
    assert versions.names == (f"{PLAN}@1", f"{PLAN}@2")
    decide_links(versions, [GivenLink("same", ("5",), ("5",), "甲")])
    assert list_decided(versions) == [Link("same", ("5",), ("5",))]
    assert list_decided(look()) == []


def test_a_department_that_one_plan_alone_brings_is_told_too(
    editions: Editions, office: Office
) -> None:
    own = code_department("丁局")
    office.import_rows(lay_out(*ROWS[:3], [*ROWS[3][:6], "丁局"]), "own-plan")
    given = Given("names/丁局", "unknown:丁局", "department", "甲")
    publishing.state_facts("own-plan", {"title": "计划", "annex": "附件1"}, "甲")
    publishing.decide("own-plan", [given])
    publishing.publish("own-plan", "甲", "")
    for plans, kind in (((PLAN, "own-plan"), "new"), (("own-plan", PLAN), "gone")):
        both = open_editions(*plans)
        codes = both.units.index.tolist()
        changes = list_changes(*both.sides, find_links(both), codes)
        of_own = changes[changes["unit_code"] == own]
        assert of_own[["kind", "measure_to"]].to_numpy().tolist() == [[kind, "4"]]
        assert (both.units.loc[own, "name"], len(codes)) == ("丁局", len({*codes}))


def test_where_nothing_was_ever_kept_wordings_alone_link(office: Office) -> None:
    editions = open_editions(tiny.PLAN, tiny.PLAN)
    assert [len(find_links(editions).by_text), list_decided(editions)] == [5, []]
    with pytest.raises(DataError) as error:
        undo_link(editions, 1, "甲", "")
    assert [problem.rule for problem in error.value.problems] == ["not_linked"]
