"""What an address asks for: the page's own parameters and codes, taken strictly.

A page shows its default where a link cannot be followed, and says so. A program would take that
for its answer, so here everything that cannot be followed is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from components.screens.ledger.link import MAX_QUERY, find_filter_notices
from components.session.link import REPORTED, Notice, View, parse_view, read_plan_code
from components.session.models import get_model
from components.session.plans import is_readable
from components.session.progress import Progress, find_progress
from components.slides.run import find_run_notices
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from geo.packages.problems import Problem
from server.problems import Withheld, refuse
from server.readiness import check_database
from store.shelf import DRAFT

FILE = "URL"
FIND_NOTICES: dict[str, Callable[[Mapping[str, str], Model], list[Notice]]] = {
    "task": find_filter_notices,
    "run": find_run_notices,
}
"""What cannot be followed beyond the view, by a parameter that only such links have."""


@dataclass(frozen=True)
class Asked:
    """`params`: of the address, all of them known; `view`: what they mean; `sees_progress`:
    whether the asker may know what was reported."""

    params: Mapping[str, str]
    view: View
    words: Words
    sees_progress: bool = True

    @property
    def progress(self) -> Progress | None:
        """What was reported, as far as the asker may know it."""
        return find_progress(self.model) if self.sees_progress else None

    @property
    def model(self) -> Model:
        return self.words.model


def read_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parameters of an address, each there once; of several `from` see `read_pair`."""
    params: dict[str, str] = {}
    repeated = []
    for name, value in pairs:
        if name == "from" and name in params:
            params[name] = value if not is_readable(params[name]) else params[name]
        elif name in params:
            repeated.append(build_unknown_value(name[:MAX_QUERY], value[:MAX_QUERY]))
        params.setdefault(name, value)
    refuse(repeated)
    return params


def read_asked(
    params: Mapping[str, str],
    known: Collection[str],
    required: Collection[str] = (),
    *,
    sees_progress: bool = True,
) -> Asked:
    """Raises `Refused` with everything that cannot be followed, and `DataError` where what is asked
    for cannot be read, or where the database cannot be asked: without it there would be rows, but
    not of what the office settled and published."""
    refuse([*_find_unknown(params, known), *_find_missing(params, required), *_find_drafts(params)])
    if "state" in params or params.get("metric") == REPORTED:
        require_progress(sees_progress=sees_progress)
    check_database()
    model = get_model(read_plan_code(params))
    view, notices = parse_view(params, model)
    for name, find_notices in FIND_NOTICES.items():
        notices += find_notices(params, model) if name in known else []
    refuse(_describe(notice) for notice in notices)
    return Asked(params, view, Words(model, Texts(view.lang)), sees_progress)


def require_progress(*, sees_progress: bool) -> None:
    """Raises `Withheld` where the asker may not know what was reported."""
    if not sees_progress:
        raise Withheld([Problem("progress_withheld", FILE)])


def build_unknown_value(name: str, value: str) -> Problem:
    """A code that is not known, is there twice, or does not go with the others."""
    return Problem("parameter_value", FILE, None, name, value, {"name": name, "value": value})


def build_missing(name: str) -> Problem:
    return Problem("parameter_missing", FILE, None, name, None, {"name": name})


def _find_unknown(params: Mapping[str, str], known: Collection[str]) -> Iterator[Problem]:
    details = {"allowed": " ".join(known) or "-"}
    for name in params:
        if name not in known:
            shown = name[:MAX_QUERY]
            yield Problem("parameter_unknown", FILE, None, shown, None, {"name": shown, **details})


def _find_missing(params: Mapping[str, str], required: Collection[str]) -> Iterator[Problem]:
    for name in required:
        if name not in params:
            yield build_missing(name)


def _find_drafts(params: Mapping[str, str]) -> Iterator[Problem]:
    """What is under review is for those who sit at the machine, which a program does not show; and
    a page would cut a long search short without a word."""
    for name, value in params.items():
        if DRAFT in value and name != "q":
            yield build_unknown_value(name, value[:MAX_QUERY])
    if len(params.get("q", "")) > MAX_QUERY:
        yield build_unknown_value("q", params["q"][:MAX_QUERY])


def _describe(notice: Notice) -> Problem:
    """Of a code: which parameter it stands in. A notice of plans names the plan, one of a party
    that is there twice the party, one of a run neither."""
    values = notice.values
    name = values.get("name") or ("plan" if "plan" in values else "compare")
    if notice.key.startswith("present."):
        name = "run"
    return build_unknown_value(name, values.get("value") or values.get("plan") or "")
