"""How places are written in unit cells and in wordings: with their level, and what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LEVELS = {
    "特别行政区": "Special Administrative Region",
    "行政委员会": "Administrative Committee",
    "行政区": "Administrative Committee",
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "保护区": "Reserve",
    "联合旗": "United Banner",
    "前旗": "Front Banner",
    "中旗": "Middle Banner",
    "后旗": "Rear Banner",
    "左旗": "Left Banner",
    "右旗": "Right Banner",
    "林区": "Forestry District",
    "矿区": "Mining District",
    "特区": "Special District",
    "新区": "New Area",
    "地区": "Prefecture",
    "省": "Province",
    "盟": "League",
    "区": "District",
    "县": "County",
    "旗": "Banner",
    "市": "City",
}
"""How a place's name ends, longer endings first, and what that is in English."""
TOWNS = {
    "街道": "Subdistrict",
    "民族乡": "Ethnic Township",
    "苏木": "Sumu",
    "镇": "Town",
    "乡": "Township",
}
"""The same of the level below. A county's short name may end so: 新乡, 景德镇."""
SUBDISTRICT = "街道"
SUBDISTRICT_OFFICES = (
    *("", "办事处", "办"),
    *("党工委、办事处", "党工委和办事处", "党工委办事处"),
)
TOWN_GOVERNMENTS = ("政府", "人民政府", "党委、政府", "党委和政府", "党委政府")
PEOPLES = (
    *("蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白"),
    *("土家", "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡"),
    *("纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬"),
    *("锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安"),
    *("裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺"),
)
OF_PEOPLES = re.compile(rf"(.+?)(?:(?:{'|'.join(PEOPLES)})族)+(乡|镇|苏木)")
"""An ethnic township: 石桥回族乡 is 石桥乡 to everybody."""
GOVERNED = re.compile(r"(?<!保护)(?<!行政)[区县旗市]$")
"""What has a government that is called after it."""
GOVERNMENTS, COMMITTEE = ("政府", "人民政府"), "管委会"
SHORTEST_MENTION = 3
"""Letters. A shorter name may be part of the wording around it: 各区和县, 城区."""


def split_level(name: str) -> tuple[str, str]:
    """How a place's name ends, with its English; both empty where no level is known."""
    fitting = (end for end in LEVELS if name.endswith(end) and len(name) - len(end) > 1)
    ending = next(fitting, name[-1] if name[-1] in LEVELS else "")
    return ending, LEVELS.get(ending, "")


def split_town(name: str) -> tuple[str, str]:
    """How a town's name ends, with its English; both empty where it is none."""
    fitting = (end for end in TOWNS if name.endswith(end) and len(name) > len(end))
    ending = next(fitting, "")
    return ending, TOWNS.get(ending, "")


def split_peoples(name: str) -> tuple[str, str]:
    """The stem of an ethnic township, and how it ends; both empty where it is none."""
    found = OF_PEOPLES.fullmatch(name)
    return (found[1], found[2]) if found else ("", "")


def split_stem(name: str) -> str:
    """A name without its level; a single letter keeps it, as nobody says 歙 for 歙县."""
    stem = name.removesuffix(split_level(name)[0])
    return stem if len(stem) > 1 else name


def spell_name(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The spellings of a single place's name in unit cells, and in wordings where they may stand
    for it there."""
    spellings = list_spellings([name], split_town(name)[0])
    return spellings, list_mentions([form for form in [name] if form not in spellings], ())


def list_spellings(forms: Iterable[str], town: str) -> tuple[str, ...]:
    """`town`: how the place's name ends where it is below the counties, else ""."""
    forms = tuple(forms)
    short = [f"{form[:-1]}办" for form in forms if town == SUBDISTRICT and form.endswith(town)]
    return (*(form + office for form in forms for office in _list_offices(form, town)), *short)


def list_mentions(forms: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The forms that are long enough, hold no other of them and are part of no other's name."""
    return tuple(
        form
        for form in forms
        if len(form) >= SHORTEST_MENTION
        and not any(inner in form for inner in forms if inner != form)
        and not any(form in name for name in others)
    )


def _list_offices(form: str, town: str) -> tuple[str, ...]:
    """What follows a form of a name in a unit cell."""
    if town and form.endswith(town):
        return SUBDISTRICT_OFFICES if town == SUBDISTRICT else TOWN_GOVERNMENTS
    return GOVERNMENTS if GOVERNED.search(form) else ("", COMMITTEE)
