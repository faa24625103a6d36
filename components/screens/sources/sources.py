"""The page of sources: the data as it is, the rules it is counted and read by, and its limits."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from components.documents.filenames import name_file
from components.html.heads import write_panel_title
from components.html.markdown import escape_markdown
from components.html.template import draw, join
from components.screens.sources.tables import (
    write_citation_table,
    write_contents,
    write_descriptor,
    write_facts,
    write_figures,
    write_file,
    write_list,
    write_notes,
    write_package_head,
    write_precisions,
    write_rules,
)
from components.session.link import View
from components.texts import Texts
from components.words.plan import cite_plan, list_single, name_plan, quote_deadlines
from components.words.several import is_several
from components.words.source import credit_boundary, write_date
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from geo.packages.package import Package
from geo.plan.plan import ROLES, list_cell_names
from geo.plan.proof import find_source_problems, list_tokens
from geo.region.boundaries import AREA_TOLERANCE, compare_areas

LIMITS = ("labels", "points", "deadlines", "targets", "english")
REPORTED = ("page", "row", "proof")
DESCRIPTOR = "datapackage.json"
DOWNLOAD_WIDTH_PX = 220


def show_contents(t: Texts) -> None:
    """Title and table of contents."""
    title = write_panel_title(t("sources.title"))
    st.html(draw("screens/sources/sources.opening", t=t, title=title, contents=write_contents(t)))


def show_rules(words: Words, view: View) -> None:
    """The counting rules, each with the way to where it acts."""
    rules = write_rules(find_rule_views(words.model, view), words.t)
    st.html(draw("screens/sources/sources.rules", t=words.t, rules=rules))


def find_rule_views(model: Model, view: View) -> dict[str, tuple[str, View]]:
    """By rule: the page, and the view of it, that shows the rule at work.

    Language, plan and what the reader has chosen stay; metric, basis and sheet are the rule's.
    """
    kept = View(lang=view.lang, plan=view.plan, district=view.district, compare=view.compare)
    merged = model.summary.index[model.summary["lead_and_main"] > 0].tolist()
    targets = {
        "duty": ("district", _ensure_district(kept, model.codes)),
        "role": ("map", replace(kept, metric="main")),
        "own": ("map", replace(kept, metric="own")),
        "default": ("map", kept),
        "unchosen": ("map", replace(kept, bases=())),
        "load": ("compare", replace(kept, show="heat")),
    }
    targets |= {basis: ("map", replace(kept, bases=(basis,))) for basis in model.bases}
    if merged:
        targets["merged"] = ("district", _ensure_district(kept, merged))
    with_zero = [b for b in model.counted_bases if (model.summary[b] == 0).any()]
    if with_zero:
        targets["zero"] = ("map", replace(kept, bases=(with_zero[-1],)))
    return targets


def _ensure_district(view: View, codes: list[str]) -> View:
    """The reader's own district where the rule acts on it, else the first one where it does."""
    return view if view.district in codes else replace(view, district=codes[0])


def show_reading(words: Words) -> None:
    """How the printed table of each plan was read, and every row that needed a ruling."""
    told = [(_name_one(words, each), _say_reading(each)) for each in list_single(words)]
    notes = write_notes(words)
    st.html(draw("screens/sources/sources.reading", t=words.t, told=told, notes=notes))


def _name_one(words: Words, each: Words) -> str:
    """A plan above what is said of it, where several are shown."""
    return name_plan(each) if is_several(words) else ""


def _say_reading(words: Words) -> list[str]:
    t, package = words.t, words.model.plan.package
    said = [rule[t.pick("text", "text_en")] for rule in words.model.plan.meta["reading"]]
    file = package.resource("measures")["sources"][0]["title"]
    return said or [t("sources.reading_file", file=file)]


def show_proof(words: Words) -> None:
    """Table and source compared now, plan by plan; `load_model` refuses one that differs."""
    proofs = [_write_proof(each, _name_one(words, each)) for each in list_single(words)]
    st.html(draw("screens/sources/sources.proofs", t=words.t, proofs=proofs))


def _write_proof(words: Words, name: str) -> Markup:
    """`name`: of the plan, where several are shown."""
    model, t = words.model, words.t
    no_unit = model.plan.meta["no_unit"]
    problems = find_source_problems(model.plan)
    tokens = list(list_tokens(model.plan.measures))
    printed = [name for _, column, name, _ in tokens if column in ROLES and name not in no_unit]
    cells = list_cell_names(model.plan.measures)
    counted = cells[~cells["spelling"].isin(no_unit)]
    figures = {
        "differences": len(problems),
        "cells": len(tokens),
        "names": len(printed),
        "spellings": len(set(printed)),
    }
    numbers = write_figures([(t(f"sources.{name}"), str(n)) for name, n in figures.items()])
    found = write_list(problem.why(t.lang) for problem in problems) if problems else ""
    return draw(
        "screens/sources/sources.proof",
        t=t,
        name=name,
        figures=numbers,
        problems=found,
        counted=len(counted),
    )


def show_places(words: Words) -> None:
    """Where boundaries and areas come from, how far they agree, and how exact places are."""
    t = words.t
    boundaries = words.model.region.package.resource("districts")
    checked = boundaries.get(t.pick("datum_check", "datum_check_en"), "")
    datum = t.pick("", " ").join([t("file.datum_value"), checked]).rstrip()
    facts = [
        (t("sources.boundary"), credit_boundary(words)),
        (t("sources.datum"), datum),
        (t("sources.area"), _describe_areas(words)),
    ]
    st.html(
        draw(
            "screens/sources/sources.places",
            t=t,
            facts=write_facts(facts),
            precisions=write_precisions(t),
        )
    )


def _describe_areas(words: Words) -> str:
    """Whether the areas shown are published ones, and how far the polygons differ from them."""
    model, t = words.model, words.t
    if not model.region.package.has("district_areas"):
        return t("sources.area_measured")
    differences = compare_areas(model.region.districts, model.region.area_km2)
    return t(
        "sources.area_value",
        percent=f"{differences.max():.1%}".removesuffix("%"),
        name=name_party(words, str(differences.idxmax())),
        limit=f"{AREA_TOLERANCE:.0%}".removesuffix("%"),
    )


def show_limits(words: Words) -> None:
    deadlines = quote_deadlines(words)
    limits = write_list(words.t(f"sources.limit_{name}", deadlines=deadlines) for name in LIMITS)
    citation = join(
        [write_citation_table(each, _name_one(words, each)) for each in list_single(words)]
    )
    st.html(draw("screens/sources/sources.limits", t=words.t, citation=citation, limits=limits))


def show_citing(words: Words) -> None:
    """A line to copy, and what a report of an error must say."""
    t = words.t
    with st.container(key="sources_citing"):
        st.html(draw("screens/sources/sources.citing", t=t))
        today = datetime.date.today()
        st.code(write_citation(words, today), language=None, wrap_lines=True)
        wanted = write_list(t(f"sources.report_{part}") for part in REPORTED)
        st.html(draw("screens/sources/sources.reporting", t=t, wanted=wanted))


def write_citation(words: Words, today: datetime.date) -> str:
    """How to cite a figure: plan, product, versions of the data, date."""
    model, t = words.model, words.t
    return t(
        "sources.citation",
        plan=cite_plan(words),
        product=t("app.title"),
        version=t("list.comma").join(
            str(part.plan.package.descriptor["version"]) for part in model.parts
        ),
        region_version=model.region.package.descriptor["version"],
        date=write_date(today, t),
    )


def show_files(words: Words) -> None:
    """Every file of both packages as it is, to read about and to take away."""
    with st.container(key="sources_files"):
        st.html(draw("screens/sources/sources.files", t=words.t))
        plans = [part.plan.package for part in words.model.parts]
        packages = (*plans, words.model.region.package)
        for number, package in enumerate(packages):
            before = sum(
                p.descriptor["name"] == package.descriptor["name"] for p in packages[:number]
            )
            _show_package(package, words.t, before)


def _show_package(package: Package, t: Texts, before: int) -> None:
    """`before`: how many packages of its name, which are other versions of it, stand above."""
    st.html(write_package_head(package, t))
    descriptor = write_descriptor(DESCRIPTOR, t)
    _show_file(package, package.folder / DESCRIPTOR, "application/json", descriptor, t, before)
    for resource in package.descriptor["resources"]:
        path = package.path(resource["name"])
        _show_file(package, path, resource["mediatype"], write_file(resource, t), t, before)


def _show_file(
    package: Package, path: Path, mime: str, html: Markup, t: Texts, before: int
) -> None:
    name = str(package.descriptor["name"])
    tail = f"_{before}" if before else ""
    key = f"file_{name}_{path.stem}{tail}"
    with st.container(horizontal=True, vertical_alignment="top", gap="medium", key=key):
        st.html(html, width="stretch")
        st.download_button(
            escape_markdown(t("sources.download_file", file=path.name)),
            path.read_bytes,
            file_name=name_file([name, path.stem], datetime.date.today(), path.suffix),
            mime=mime,
            key=f"get_{name}_{path.name}{tail}",
            on_click="ignore",
            width=DOWNLOAD_WIDTH_PX,
        )
