"""Pieces of the page of sources as HTML: files, rules, notes, citation. All from data escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from components.html.duties import write_cell
from components.html.table import write_table
from components.html.wording import write_label, write_wording
from components.session.link import View, write_view
from components.texts import Texts
from components.words.plan import list_deadlines
from components.words.rules import RULES, name_rule
from geo.model import Model
from geo.packages.package import Package

HASH_DIGITS = 12
"""Enough to tell files apart by eye; the whole hash is in the title and in datapackage.json."""
SECTIONS = ("rules", "reading", "proof", "places", "limits", "citing", "files")
PRECISIONS = ("exact", "place", "rough", "symbolic")
CITED = {
    "title": "file.source_title",
    "parent_title": "file.source_parent_title",
    "parent_no": "file.source_parent_no",
    "issuer": "file.source_issuer",
    "published_date": "file.source_published_date",
    "annexes": "sources.cite_annexes",
}
PAGE_PATHS = {"map": "./", "district": "district", "compare": "compare"}


def pick_described(entry: Mapping[str, Any], key: str, t: Texts) -> str:
    """A text of a descriptor in the reader's language where it has one: `title`, `title_en`."""
    return str(entry.get(f"{key}_{t.lang}", entry[key]))


def write_section_head(section: str, t: Texts) -> str:
    return f"<h3 id='sources-{section}'>{escape(t(f'sources.{section}'))}</h3>"


def write_contents(t: Texts) -> str:
    items = "".join(
        f"<li><a href='#sources-{section}'>{escape(t(f'sources.{section}'))}</a></li>"
        for section in SECTIONS
    )
    label = escape(t("sources.contents"))
    return f"<nav class='contents' aria-label='{label}'><p>{label}</p><ul>{items}</ul></nav>"


def write_rules(targets: Mapping[str, tuple[str, View]], t: Texts) -> str:
    """Every rule with a link to the page and view of `targets`, where it has one."""
    rows = ""
    for rule in RULES:
        link = ""
        if rule in targets:
            page, view = targets[rule]
            href = escape(f"{PAGE_PATHS[page]}?{urlencode(write_view(view))}".rstrip("?"))
            link = f"<a href='{href}' target='_self'>{escape(t(f'sources.to_{page}'))}</a>"
        rows += (
            f"<tr data-rule='{rule}'><th scope='row'>{escape(name_rule(rule, t))}</th>"
            f"<td>{escape(t(f'rules.{rule}'))}</td><td class='acts'>{link}</td></tr>"
        )
    columns = "".join(
        f"<th scope='col'>{escape(t(f'sources.{name}'))}</th>"
        for name in ("rule", "meaning", "acts")
    )
    return (
        f"<table class='plain rules'><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    )


def write_notes(model: Model, t: Texts) -> str:
    """Rows of the plan with a reading note; rows read alike stand under one note."""
    noted = model.plan.measures[model.plan.measures["note"] != ""]
    blocks = [f"<h4>{escape(t('sources.notes', n=len(noted)))}</h4>"]
    blocks.append(f"<p class='quiet'>{escape(t('sources.notes_help'))}</p>")
    for note, rows in noted.groupby(t.pick("note", "note_en"), sort=False):
        items = "".join(_write_noted_row(model, row, t) for row in rows.to_dict("records"))
        blocks.append(f"<div class='reading-note'><p>{escape(str(note))}</p>{items}</div>")
    return "".join(blocks)


def _write_noted_row(model: Model, row: dict[str, Any], t: Texts) -> str:
    roles = ("shared", "support") if row["shared_cell"] else ("lead", "main", "support")
    cells = "".join(
        f"<li>{escape(t(f'panel.{role}_units'))}{escape(t('sources.colon'))}"
        f"{write_cell(model, row['lead' if role == 'shared' else role], t)}</li>"
        for role in roles
    )
    deadline = list_deadlines(model, t)[row["deadline"]]
    return (
        f"<details data-measure='{escape(row['measure_id'])}'>"
        f"<summary><b>{escape(row['measure_id'])}</b> {write_label(row, t)}</summary>"
        f"{write_wording(row, t)}"
        f"<ul class='facts'>{cells}<li>{escape(deadline)}</li></ul></details>"
    )


def write_figures(figures: Sequence[tuple[str, str]]) -> str:
    """Figures above their words: name of the text and value."""
    cards = "".join(
        f"<div class='figure'><b>{escape(value)}</b><span>{escape(label)}</span></div>"
        for label, value in figures
    )
    return f"<div class='figures proof-figures'>{cards}</div>"


def write_facts(facts: Iterable[tuple[str, str]]) -> str:
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return f"<dl class='source-facts'>{items}</dl>"


def write_precisions(t: Texts) -> str:
    columns = [t(f"sources.{name}") for name in ("precision_class", "meaning", "precision_drawn")]
    rows = [
        [t(f"sources.precision_{kind}{part}") for part in ("", "_means", "_drawn")]
        for kind in PRECISIONS
    ]
    return write_table(columns, rows)


def write_citation_table(model: Model, t: Texts) -> str:
    """What is cited of the plan, each value with its quality and source."""
    columns = [t(f"sources.cite_{name}") for name in ("field", "value", "quality", "source")]
    rows = [
        (
            t(CITED[entry["field"]]) if entry["field"] in CITED else entry["field"],
            entry["value"],
            t(f"sources.quality_{entry['quality']}"),
            pick_described(entry, "source", t),
        )
        for entry in model.plan.meta["citation"]
    ]
    return f"<div class='scroll citation'>{write_table(columns, rows)}</div>"


def write_list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def write_package_head(package: Package, t: Texts) -> str:
    """Title, version, licence and sources of a package."""
    descriptor = package.descriptor
    facts = [
        (t("sources.version"), str(descriptor["version"])),
        (t("sources.licence"), _join_titles(descriptor["licenses"], t)),
        (t("sources.data_sources"), _join_sources(descriptor["sources"], t)),
    ]
    return (
        f"<h4>{escape(pick_described(descriptor, 'title', t))}</h4>"
        f"<p>{escape(pick_described(descriptor, 'description', t))}</p>{write_facts(facts)}"
    )


def write_file(resource: Mapping[str, Any], t: Texts) -> str:
    """One file: description, size, records, hash, sources, licence, and its columns folded."""
    algorithm, _, digest = resource["hash"].partition(":")
    schema = resource.get("schema", {})
    brief = [t("sources.size_value", bytes=f"{resource['bytes']:,}")]
    brief += [
        t(f"sources.{name}", n=resource[name]) for name in ("rows", "features") if name in resource
    ]
    if keys := schema.get("primaryKey"):
        brief.append(t("sources.keys", names=t("list.comma").join(keys)))
    separator = t("sources.separator")
    hashed = (
        f"<span class='hash' title='{escape(resource['hash'])}'>"
        f"{escape(algorithm.upper())} {escape(digest[:HASH_DIGITS])}…</span>"
    )
    facts = [
        (t("sources.data_sources"), _join_sources(resource["sources"], t)),
        (t("sources.licence"), _join_titles(resource["licenses"], t)),
    ]
    return (
        f"<article class='data-file' data-file='{escape(resource['path'])}'>"
        f"<h5>{escape(resource['path'])}</h5>"
        f"<p>{escape(pick_described(resource, 'description', t))}</p>"
        f"<p class='quiet'>{escape(separator.join(brief))}{escape(separator)}{hashed}</p>"
        f"{write_facts(facts)}{_write_columns(resource, t)}</article>"
    )


def _write_columns(resource: Mapping[str, Any], t: Texts) -> str:
    fields = resource.get("schema", {}).get("fields", resource.get("properties", []))
    if not fields:
        return ""
    columns = [t(f"sources.{n}") for n in ("column", "type", "description", "constraints")]
    rows = [
        (
            field["name"],
            t(f"sources.type_{field['type']}"),
            pick_described(field, "description", t),
            _describe_constraints(field.get("constraints", {}), t),
        )
        for field in fields
    ]
    return (
        f"<details><summary>{escape(t('sources.columns', n=len(fields)))}</summary>"
        f"<div class='scroll'>{write_table(columns, rows)}</div></details>"
    )


def _describe_constraints(constraints: Mapping[str, Any], t: Texts) -> str:
    """Constraints in words; one without a word of ours is shown as the descriptor has it."""
    words = []
    for name, value in constraints.items():
        if name in ("required", "unique"):
            words += [t(f"sources.{name}")] if value else []
        elif name == "enum":
            words.append(t("sources.enum", values=t("list.comma").join(map(str, value))))
        elif name == "pattern":
            words.append(t("sources.pattern", pattern=value))
        else:
            words.append(f"{name}: {value}")
    return t("file.semicolon").join(words) or t("sources.no_constraint")


def _join_titles(entries: Sequence[Mapping[str, Any]], t: Texts) -> str:
    return t("file.semicolon").join(pick_described(entry, "title", t) for entry in entries)


def _join_sources(sources: Sequence[Mapping[str, Any]], t: Texts) -> str:
    return t("file.semicolon").join(_name_source(source, t) for source in sources)


def _name_source(source: Mapping[str, Any], t: Texts) -> str:
    title = pick_described(source, "title", t)
    if "accessed" in source:
        return t("sources.accessed", title=title, date=source["accessed"])
    if "published" in source:
        return t("sources.published", title=title, date=source["published"])
    return title
