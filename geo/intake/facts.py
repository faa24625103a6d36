"""What a file says of its plan as a whole, title to date: proposed, not settled."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from geo.intake.draft import Draft

ANNEX = re.compile(r"附(?:件|表)\s*[0-9０-９一二三四五六七八九十]{0,3}")
DOCUMENT_NO = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[［(（](?:19|20)\d\d[〕\]］)）]\s*\d{1,4}\s*号")
DATE = re.compile(r"((?:19|20)\d\d)年(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
TITLE = re.compile(r"计划|方案|任务|清单|分工|要点|台账|规划|安排")
UNSETTLED = ("征求意见", "草案", "送审稿", "讨论稿", "初稿")
"""Words of a title that says itself that the plan is not final."""
PLACE = re.compile(r"([\u4e00-\u9fff]{1,7}?(?:自治[区州县]|[省市区县州盟旗]))")
LONGEST_TITLE = 80
ABOVE = ("outside", "head")


def list_lines(draft: Draft) -> list[str]:
    """What stands above the table and at the head of its pages, in printed order, each once."""
    outside = [entry.text for entry in draft.proof.left_out if entry.reason in ABOVE]
    return [*dict.fromkeys(line for line in [*outside, *draft.title] if line)]


def propose_facts(lines: Iterable[str]) -> dict[str, str]:
    """Facts by their names, only those that a line states; `status` is `draft` where the title
    says so itself."""
    lines = [*lines]
    title = next(filter(None, map(_find_title, lines)), "")
    years = {*YEAR.findall(title)}
    dates = {found.groups() for line in lines for found in DATE.finditer(line)}
    found = {
        "title": title,
        "annex": _find_first(ANNEX, [line for line in lines if line.startswith("附")]),
        "document_no": _find_first(DOCUMENT_NO, lines),
        "year": years.pop() if len(years) == 1 else "",
        "date": "-".join(part.zfill(2) for part in dates.pop()) if len(dates) == 1 else "",
        "status": "draft" if any(word in title for word in UNSETTLED) else "",
    }
    return {fact: value for fact, value in found.items() if value}


def _find_title(line: str) -> str:
    """A line without the annex before it, where it reads as a title."""
    title = ANNEX.sub("", line, count=1).lstrip("：:") if line.startswith("附") else line
    is_one = TITLE.search(title) and len(title) <= LONGEST_TITLE and not title.endswith("。")
    return title if is_one else ""


def _find_first(pattern: re.Pattern[str], lines: Iterable[str]) -> str:
    return next((found.group() for line in lines if (found := pattern.search(line))), "")


def strip_years(title: str) -> str:
    """A title without its years, which is the same for every edition of a series that keeps it."""
    return re.sub(r"(?:19|20)\d\d年?(?:度)?", "", title)


def find_other_years(title: str, year: str) -> list[str]:
    """Years that a title says, where none of them is the plan's."""
    years = [*dict.fromkeys(YEAR.findall(title))]
    return [] if not year or year in years else years


def find_other_place(title: str, names: Collection[str]) -> str:
    """The place that a title begins with, where no name of the region is it; else ""."""
    found = PLACE.match(title)
    if not found or not names:
        return ""
    place = found.group(1)
    return "" if any(place in name or name in place for name in names) else place
