"""Which slides are shown and in which order: the link's `run`, as short codes.

`cover`, `plan`, `ch<n>` (a chapter), `sites`, `areas`, a unit code (a district), `<unit>.<part>`
(a part of its set, or of a department's, see `sets`), `<unit>.since-<plan>` (what changed, see
`since`), or two to four unit codes joined by `-` (a comparison).
"""

from __future__ import annotations

from collections.abc import Mapping

from components.session.link import Notice
from components.slides.sets import split_part
from components.slides.since import list_since, split_since
from components.words.places import list_layers
from geo.model import Model

SEPARATOR = ","
JOINER = "-"
MAX_SLIDES = 40
MIN_COMPARED, MAX_COMPARED = 2, 4
MAX_ECHO = 40


def list_fixed_slides(model: Model) -> list[str]:
    """Slides that every run may hold, in the order of a talk."""
    chapters = [f"ch{number}" for number in sorted(model.plan.measures["chapter_no"].unique())]
    return ["cover", "plan", *chapters, *list_layers(model)]


def list_default_run(model: Model, params: Mapping[str, str]) -> list[str]:
    """The whole plan, then what the link has chosen besides: a district, an edition to compare
    with, a comparison of parties."""
    run, district = list_fixed_slides(model), params.get("district")
    if district in model.codes:
        run.append(district)
    run += list_since(model, params, district)
    compared = params.get("compare", "").replace(SEPARATOR, JOINER)
    return [*run, compared] if is_comparison(compared, model) else run


def is_slide(code: str, model: Model) -> bool:
    is_of_party = code in model.codes or split_part(code, model) is not None
    if split_since(code, model):
        return True
    return is_of_party or code in list_fixed_slides(model) or is_comparison(code, model)


def is_comparison(code: str, model: Model) -> bool:
    """Whether `code` names two to four different parties."""
    codes = split_comparison(code, model)
    return MIN_COMPARED <= len(codes) <= MAX_COMPARED and len(set(codes)) == len(codes)


def split_comparison(code: str, model: Model) -> list[str]:
    """The parties that `code` joins; nothing where it holds anything else.

    A unit code may itself hold the joiner: the longest known code is taken first.
    """
    parts = code.split(JOINER)
    for end in range(len(parts), 0, -1):
        first, rest = JOINER.join(parts[:end]), JOINER.join(parts[end:])
        others = split_comparison(rest, model) if rest else []
        if first in model.codes and (others or end == len(parts)):
            return [first, *others]
    return []


def parse_run(params: Mapping[str, str], model: Model) -> tuple[list[str], list[Notice]]:
    """The slides of a link, the default ones where it names none, and what was dropped."""
    asked = [code for code in params.get("run", "").split(SEPARATOR) if code]
    notices = [
        Notice("notice.unknown_value", {"name": "run", "value": code[:MAX_ECHO]})
        for code in dict.fromkeys(asked)
        if not is_slide(code, model)
    ]
    run = [code for code in asked if is_slide(code, model)]
    if len(run) > MAX_SLIDES:
        notices.append(Notice("present.too_many", {"n": str(MAX_SLIDES)}))
        run = run[:MAX_SLIDES]
    if not run:
        if "run" in params:
            notices.append(Notice("present.empty_run", {}))
        run = list_default_run(model, params)
    return run, notices


def write_run(run: list[str]) -> str:
    return SEPARATOR.join(run)


def parse_slide(params: Mapping[str, str], count: int) -> tuple[int, list[Notice]]:
    """The number of the slide to show, 1 to `count`; the nearest one for any other value."""
    value = params.get("slide", "1")
    number = int(value) if value.isascii() and value.isdigit() else 0
    kept = min(max(number, 1), count)
    if kept == number:
        return kept, []
    return kept, [Notice("notice.unknown_value", {"name": "slide", "value": value[:MAX_ECHO]})]


def is_presenting(params: Mapping[str, str]) -> bool:
    """Whether the link asks for the show itself, not for the choice of its slides."""
    return "slide" in params


def find_run_notices(params: Mapping[str, str], model: Model) -> list[Notice]:
    """What in a link to the show could not be followed."""
    run, notices = parse_run(params, model)
    return notices + (parse_slide(params, len(run))[1] if is_presenting(params) else [])
