"""What a reader has to know of the plans of a link."""

from __future__ import annotations

from collections.abc import Mapping

from components.session.link import Notice, read_lang
from components.session.plans import find_gone
from geo.model import Model
from geo.packages.problems import Problem
from store.shelf import find_folder


def find_plan_notices(params: Mapping[str, str], model: Model) -> list[Notice]:
    """That a plan is a draft, no longer the one shown, not there though it should open by default,
    or that what the office settled is not counted. Of several plans each says so for itself."""
    is_one = len(model.parts) == 1
    notices = []
    for part in model.parts:
        version, named = str(part.plan.meta["version"]), "" if is_one else "_named"
        values = {} if is_one else {"plan": str(part.plan.meta["title"])}
        if part.plan.meta["status"] == "draft":
            notices.append(Notice(f"notice.draft{named}", values))
        is_version = part.reference == f"{part.plan.code}@{version}"
        if is_version and find_folder(part.plan.code) != part.plan.package.folder:
            notices.append(Notice(f"notice.other_version{named}", {"version": version, **values}))
    if not params.get("plan"):
        notices += [Notice("notice.default_gone", {"plan": plan}) for plan in find_gone()]
    return notices + [_tell(problem, read_lang(params)) for problem in model.notices]


def _tell(problem: Problem, lang: str) -> Notice:
    where = f"{problem.file} {problem.value or ''}".strip()
    told = {"where": where, "why": problem.why(lang), "fix": problem.fix(lang)}
    return Notice("notice.problem", told)
