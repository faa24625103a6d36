"""Several plans of one region as one model, so that whatever shows one plan shows them all.

Nothing is read or reached anew: the duties are those of the single models, one after the other in
the order of the link. A measure is `CODE:9.1`, CODE being the plan as the link names it; chapters
and tasks are numbered through. See docs/decisions/035.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.model import Model, Region
from geo.packages.package import Package
from geo.packages.problems import Problem, raise_if_any
from geo.plan.plan import Plan
from geo.region.units import append_units, sort_like_units

SEPARATOR, MARK = ",", ":"
"""Between the plans of a link, and between a plan and the number of its measure."""
MAX_PLANS = 12
LISTED = ("protected_measures", "doubtful_measures")
"""Entries of `plan.json` that are measures."""
UNITED = ("no_unit", "other_units", "furniture", "no_target")
"""Entries that are words, each of which is listed once."""
WORDED = ("plan", "version", "title", "title_en", "annex", "annex_en")
"""Entries that name the plan; of several they stand in a row."""
SAME = ("series", "year", "document_no", "date")
"""Entries that hold of all of them where they are the same, and are empty else."""


@dataclass(frozen=True, eq=False, repr=False)
class JoinedModel(Model):
    """`members`: the models of the single plans, in their order."""

    members: tuple[Model, ...] = ()

    @property
    def parts(self) -> tuple[Model, ...]:
        return self.members

    @cached_property
    def printed_duties(self) -> pd.DataFrame:
        return _stack(part.printed_duties.pipe(_mark, part) for part in self.members)


def join_models(models: Sequence[Model]) -> Model:
    """One model of all of them, a single one as it is; raises `DataError` where their regions are
    not the same."""
    if len(models) == 1:
        return models[0]
    first = {"plan": models[0].reference, "region": models[0].plan.meta["region"]}
    raise_if_any(
        Problem("plans_apart", model.reference, None, "region", region, first)
        for model in models[1:]
        if (region := str(model.plan.meta["region"])) != first["region"]
    )
    kinds = _name_apart(_list_kinds(model) for model in models)
    sites = _name_apart(_list_ids(model) for model in models)
    return JoinedModel(
        plan=_join_plans(models, kinds, sites),
        region=_join_regions(models),
        duties=_stack(model.duties.pipe(_mark, model) for model in models),
        resolutions=_stack(model.resolutions.pipe(_mark, model) for model in models),
        sites=_join_sites(models, kinds, sites),
        reference=SEPARATOR.join(model.reference for model in models),
        notices=tuple(dict.fromkeys(notice for model in models for notice in model.notices)),
        members=tuple(models),
    )


def write_id(model: Model, number: str) -> str:
    """A measure of one of several plans."""
    return f"{model.reference}{MARK}{number}"


def split_id(model: Model, measure_id: str) -> tuple[Model, str]:
    """The plan of a measure, as a model of its own, and the number that it has there."""
    if len(model.parts) == 1:
        return model, measure_id
    reference, _, number = measure_id.partition(MARK)
    return next(part for part in model.parts if part.reference == reference), number


def find_printed(model: Model, kind: str, number: int) -> tuple[Model, int]:
    """The plan of a `chapter` or `task`, and the number that it has there."""
    if len(model.parts) == 1:
        return model, number
    shifts = _list_shifts(model.parts, f"{kind}_no")
    firsts = [int(part.plan.measures[f"{kind}_no"].min()) for part in model.parts]
    starts = [shift + first for shift, first in zip(shifts, firsts, strict=True)]
    last = max(at for at, start in enumerate(starts) if start <= number)
    return model.parts[last], number - shifts[last]


def _list_shifts(models: Sequence[Model], column: str) -> list[int]:
    """What is added to the numbers of each plan, so that none occurs twice; none is below 1."""
    shifts, last = [], 0
    for model in models:
        numbers = model.plan.measures[column]
        shifts.append(last + max(0, 1 - int(numbers.min())))
        last = shifts[-1] + int(numbers.max())
    return shifts


def _mark(table: pd.DataFrame, model: Model) -> pd.DataFrame:
    """The same rows, their measures as those of one of several plans."""
    return table.assign(measure_id=[write_id(model, number) for number in table["measure_id"]])


def _stack(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One below the other; a table without rows says nothing of what a column holds."""
    found = list(tables)
    filled = [table for table in found if len(table)]
    return pd.concat(filled or found[:1], ignore_index=True)


Names = Sequence[dict[str, str]]
"""By plan: what each code is called among those of all plans."""


def _name_apart(listed: Iterable[tuple[Model, Mapping[str, Hashable]]]) -> Names:
    """Codes stay what they are; one that stands for something else in an earlier plan is told from
    it by its plan. The mappings say what each code stands for."""
    known: dict[str, Hashable] = {}
    names = []
    for model, meant in listed:
        own = {
            code: code if known.get(code, what) == what else write_id(model, code)
            for code, what in meant.items()
        }
        known |= {own[code]: what for code, what in meant.items()}
        names.append(own)
    return names


def _list_kinds(model: Model) -> tuple[Model, dict[str, Hashable]]:
    kinds = model.plan.meta["kinds"]
    return model, {kind["code"]: tuple(sorted(kind.items())) for kind in kinds}


def _list_ids(model: Model) -> tuple[Model, dict[str, Hashable]]:
    """No site is the same one in two plans: what it is for is another measure."""
    return model, dict.fromkeys(model.sites["site_id"], model.reference)


def _join_plans(models: Sequence[Model], kinds: Names, sites: Names) -> Plan:
    def stack(name: str) -> pd.DataFrame:
        tables: Iterable[pd.DataFrame] = (getattr(model.plan, name) for model in models)
        return _stack(_mark(t, m) for t, m in zip(tables, models, strict=True))

    headings = [
        model.plan.headings.assign(
            number=model.plan.headings["number"]
            + model.plan.headings["kind"].map({"chapter": chapter, "task": task})
        )
        for model, chapter, task in zip(
            models, _list_shifts(models, "chapter_no"), _list_shifts(models, "task_no"), strict=True
        )
    ]
    works = [
        model.plan.works.assign(site_id=model.plan.works["site_id"].replace(names))
        for model, names in zip(models, sites, strict=True)
    ]
    units = _stack(model.plan.units for model in models)
    return Plan(
        package=_join_packages([model.plan.package for model in models]),
        meta=_join_meta(models, kinds),
        source="\n".join(model.plan.source for model in models),
        measures=_join_measures(models),
        targets=stack("targets"),
        headings=_stack(headings),
        area_links=stack("area_links"),
        unit_names=_stack(model.plan.unit_names for model in models).drop_duplicates(),
        works=_stack(_mark(t, m) for t, m in zip(works, models, strict=True)),
        units=units.drop_duplicates("unit_code"),
    )


def _join_measures(models: Sequence[Model]) -> pd.DataFrame:
    """Chapters and tasks numbered through."""
    shifts = {column: _list_shifts(models, column) for column in ("chapter_no", "task_no")}
    return _stack(
        _mark(model.plan.measures, model).assign(
            **{column: model.plan.measures[column] + by[at] for column, by in shifts.items()}
        )
        for at, model in enumerate(models)
    )


def _join_packages(packages: Sequence[Package]) -> Package:
    """What is said of all of them; it has no file of its own, and none of theirs: those are found
    in the package of each part."""
    described = [package.descriptor for package in packages]
    return Package(
        packages[0].folder.parent / SEPARATOR.join(package.folder.name for package in packages),
        {
            "name": SEPARATOR.join(str(each["name"]) for each in described),
            "title": "、".join(str(each["title"]) for each in described),
            "version": SEPARATOR.join(str(each["version"]) for each in described),
            "sources": [source for each in described for source in each["sources"]],
            "resources": [],
        },
    )


def _join_meta(models: Sequence[Model], kinds: Names) -> dict[str, Any]:
    """`plan.json` of all of them. Citation and reading are those of each, and stay with it."""
    metas = [model.plan.meta for model in models]

    def unite(key: str) -> list[str]:
        return list(dict.fromkeys(word for meta in metas for word in meta[key]))

    same = {key: {str(meta[key]) for meta in metas} for key in SAME}
    named: dict[str, dict[str, Any]] = {}
    for meta, own in zip(metas, kinds, strict=True):
        named |= {own[k["code"]]: {**k, "code": own[k["code"]]} for k in meta["kinds"]}
    return {
        **metas[0],
        **{key: SEPARATOR.join(str(meta[key]) for meta in metas) for key in WORDED},
        **{key: words.pop() if len(words) == 1 else "" for key, words in same.items()},
        "status": "draft" if any(meta["status"] == "draft" for meta in metas) else "final",
        **{key: unite(key) for key in UNITED},
        **{k: [write_id(m, n) for m in models for n in m.plan.meta[k]] for k in LISTED},
        "roles": _agree(meta["roles"] for meta in metas),
        "deadlines": _join_deadlines(models),
        "kinds": list(named.values()),
        "citation": [],
        "reading": [],
    }


def _agree(roles: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Printed names of roles in which all plans agree."""
    found = list(roles)
    return {r: name for r, name in found[0].items() if all(o.get(r) == name for o in found)}


def _join_deadlines(models: Sequence[Model]) -> list[dict[str, str]]:
    """One for each printed wording, under the code of the first plan that has it; a code that an
    earlier plan has for another wording is told from it by its plan."""
    by_wording: dict[str, dict[str, str]] = {}
    taken: set[str] = set()
    for model in models:
        for deadline in model.plan.meta["deadlines"]:
            if deadline["printed"] in by_wording:
                continue
            code = deadline["code"]
            code = write_id(model, code) if code in taken else code
            by_wording[deadline["printed"]] = {**deadline, "code": code}
            taken.add(code)
    return list(by_wording.values())


def _join_regions(models: Sequence[Model]) -> Region:
    """The region with the departments and names that any of the plans adds. One that has them all
    stays itself, with what was computed of it."""
    region = models[0].region
    units, names = region.units, region.unit_names
    for model in models[1:]:
        own = model.plan
        units = append_units(units, own.units[~own.units["unit_code"].isin(units["unit_code"])])
        names = pd.concat([names, own.unit_names]) if len(own.unit_names) else names
    names = names.drop_duplicates()
    if len(units) == len(region.units) and len(names) == len(region.unit_names):
        return region
    return replace(region, units=units, unit_names=sort_like_units(names, units))


def _join_sites(models: Sequence[Model], kinds: Names, ids: Names) -> gpd.GeoDataFrame:
    """Every site with the measures it is for, and `plan_code`, the plan that names it."""
    joined = [
        model.sites.assign(
            site_id=model.sites["site_id"].replace(own),
            kind=model.sites["kind"].replace(named),
            measure_ids=[
                tuple(write_id(model, number) for number in numbers)
                for numbers in model.sites["measure_ids"]
            ],
            plan_code=model.reference,
        )
        for model, named, own in zip(models, kinds, ids, strict=True)
    ]
    filled = [sites for sites in joined if len(sites)] or joined[:1]
    return gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), crs=filled[0].crs)
