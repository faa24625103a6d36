"""Names of counties: each one's own, and none a guess."""

import pytest

from geo.region.build import list_places
from geo.region.building.names import name_counties, translate_place, write_pinyin
from geo.region.spellings import split_level

PLACES = {code: counties for code, (_, counties) in list_places().items()}


def name(code):
    """The names of a place's counties, by their codes."""
    counties = PLACES[code]
    return dict(zip([c.code for c in counties], name_counties(counties), strict=True))


@pytest.mark.parametrize("column", ["name", "short"])
def test_no_two_counties_of_any_place_have_a_name_in_common(column):
    offenders = []
    for code in PLACES:
        names = [getattr(own, column) for own in name(code).values()]
        offenders += [(code, n) for n in names if names.count(n) > 1 or len(n) < 2]
    assert (len(PLACES) > 400, offenders) == (True, [])


def test_no_spelling_of_any_place_stands_for_two():
    offenders = []
    for code in PLACES:
        spellings = [s for own in name(code).values() for s in own.spellings]
        offenders += [(code, s) for s in {*spellings} if spellings.count(s) > 1]
    assert offenders == []


def test_a_county_is_written_in_many_ways():
    own = name("330700")["330702"]
    assert (own.name, own.short, own.english, own.short_english) == (
        *("婺城区", "婺城"),
        *("Wucheng District", "Wucheng"),
    )
    assert {"婺城区政府", "婺城区人民政府", "金华市婺城区政府"} < {*own.spellings}
    assert own.mentions == ("婺城区",)


def test_an_autonomous_county_has_its_short_forms_too():
    own = name("331100")["331127"]
    assert (own.name, own.short, own.english) == (
        *("景宁畲族自治县", "景宁"),
        "Jingning Autonomous County",
    )
    assert {"景宁县政府", "景宁自治县人民政府", "景宁畲族自治县政府"} < {*own.spellings}


@pytest.mark.parametrize(
    ("place", "code", "short"),
    [
        ("341000", "341021", "歙县"),
        ("140300", "140303", "矿区"),
        ("130100", "130107", "井陉矿区"),
        ("152900", "152921", "阿拉善左旗"),
        ("632800", "632857", "大柴旦"),
        ("441900", "441900", "东莞"),
    ],
)
def test_a_short_name_is_never_one_letter_nor_that_of_another(place, code, short):
    assert name(place)[code].short == short


def test_counties_called_alike_have_their_city_before_their_names():
    own = name("130000")
    twins = {code: n for code, n in own.items() if n.name.endswith("桥西区")}
    assert {n.name: n.short for n in twins.values()} == {
        "石家庄市桥西区": "石家庄桥西",
        "张家口市桥西区": "张家口桥西",
    }
    spellings = {s for n in own.values() for s in (*n.spellings, *n.mentions)}
    assert ("桥西区政府" in spellings, "石家庄市桥西区政府" in spellings) == (False, True)


def test_names_that_sound_alike_have_their_city_after_them_in_english():
    alike = [n.english for n in name("610000").values() if n.english.startswith("Fuping")]
    assert alike == ["Fuping County, Weinan", "Fuping County, Hanzhong"]


def test_what_may_be_part_of_a_wording_is_no_mention():
    own = name("140300")
    assert {n.name: n.mentions for n in own.values()} == {
        **dict.fromkeys(("城区", "矿区", "郊区", "盂县"), ()),
        "平定县": ("平定县",),
    }


def test_what_has_no_government_has_a_committee():
    own = name("632800")["632857"]
    assert {"大柴旦行政委员会", "大柴旦行政委员会管委会"} < {*own.spellings}
    assert "大柴旦行政委员会政府" not in own.spellings


@pytest.mark.parametrize(
    ("place", "latin"),
    [
        ("磐安", "Pan'an"),
        ("六安", "Lu'an"),
        ("莲都", "Liandu"),
        ("长兴", "Changxing"),
        ("长子", "Zhangzi"),
        ("阿图什", "Atushi"),
        ("歙县", "Shexian"),
    ],
)
def test_pinyin_is_read_as_places_are(place, latin):
    assert write_pinyin(place) == latin


@pytest.mark.parametrize(
    ("place", "short", "english"),
    [
        ("金华市", "金华", "Jinhua City"),
        ("香港特别行政区", "香港", "Hong Kong"),
        ("延边朝鲜族自治州", "延边", "Yanbian Autonomous Prefecture"),
        ("新巴尔虎左旗", "新巴尔虎左旗", "Xinba'erhu Left Banner"),
        ("中农发山丹马场", "山丹马场", "Zhongnongfashandanmachang"),
    ],
)
def test_levels_are_translated(place, short, english):
    assert translate_place(place, short) == english


@pytest.mark.parametrize(("place", "ending"), [("矿区", "区"), ("井陉矿区", "矿区"), ("马场", "")])
def test_a_level_leaves_two_letters_or_is_its_last_one(place, ending):
    assert split_level(place)[0] == ending
