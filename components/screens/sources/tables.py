"""Pieces of the page of sources as HTML: files, rules, notes, citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from components.html.duties import write_cell
from components.html.links import write_link, write_tagged
from components.html.table import write_table
from components.html.template import draw
from components.html.wording import write_label, write_wording
from components.session.link import View, write_view
from components.texts import Texts
from components.words.plan import list_deadlines
from components.words.rules import RULES, name_rule
from components.words.words import Words
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


@dataclass(frozen=True)
class Rule:
    """A rule in words; `link` leads to the view that shows it at work, where there is one."""

    code: str
    name: str
    meaning: str
    link: Markup


@dataclass(frozen=True)
class Hash:
    whole: str
    shown: str


def pick_described(entry: Mapping[str, Any], key: str, t: Texts) -> str:
    """A text of a descriptor in the reader's language where it has one: `title`, `title_en`."""
    return str(entry.get(f"{key}_{t.lang}", entry[key]))


def write_contents(t: Texts) -> Markup:
    sections = [(section, t(f"sources.{section}")) for section in SECTIONS]
    label = t("sources.contents")
    return draw("screens/sources/tables.contents", label=label, sections=sections)


def write_rules(targets: Mapping[str, tuple[str, View]], t: Texts) -> Markup:
    """Every rule with a link to the page and view of `targets`, where it has one."""
    return draw(
        "screens/sources/tables.rules",
        columns=[t(f"sources.{name}") for name in ("rule", "meaning", "acts")],
        rules=[
            Rule(rule, name_rule(rule, t), t(f"rules.{rule}"), _link_rule(targets.get(rule), t))
            for rule in RULES
        ],
    )


def _link_rule(target: tuple[str, View] | None, t: Texts) -> Markup:
    if target is None:
        return Markup("")
    page, view = target
    address = f"{PAGE_PATHS[page]}?{urlencode(write_view(view))}".rstrip("?")
    return write_link(address, t(f"sources.to_{page}"))


def write_notes(words: Words) -> Markup:
    """Rows of the plan with a reading note; rows read alike stand under one note."""
    model, t = words.model, words.t
    noted = model.plan.measures[model.plan.measures["note"] != ""]
    if noted.empty:
        return Markup()
    notes = [
        (note, [_write_noted_row(words, row) for row in rows.to_dict("records")])
        for note, rows in noted.groupby(t.pick("note", "note_en"), sort=False)
    ]
    return draw(
        "screens/sources/tables.notes",
        title=t("sources.notes", n=len(noted)),
        explained=t("sources.notes_help"),
        notes=notes,
    )


def _write_noted_row(words: Words, row: dict[str, Any]) -> Markup:
    t = words.t
    cells = {role: row[role] for role in ("lead", "main", "support")}
    if row["shared_cell"]:
        cells = {"shared": row["lead"], "support": row["support"]}
    return draw(
        "screens/sources/tables.noted_row",
        number=row["measure_id"],
        shown=write_tagged(words, row["measure_id"]),
        label=write_label(row, t),
        wording=write_wording(row, t),
        cells=[(t(f"panel.{r}_units"), write_cell(words, cell)) for r, cell in cells.items()],
        colon=t("sources.colon"),
        deadline=list_deadlines(words)[row["deadline"]],
    )


def write_figures(figures: Sequence[tuple[str, str]]) -> Markup:
    """Figures above their words: name of the text and value."""
    return draw("screens/sources/tables.figures", figures=figures)


def write_facts(facts: Iterable[tuple[str, str]]) -> Markup:
    """Names and values."""
    return draw("screens/sources/tables.facts", facts=facts)


def write_precisions(t: Texts) -> Markup:
    columns = [t(f"sources.{name}") for name in ("precision_class", "meaning", "precision_drawn")]
    rows = [
        [t(f"sources.precision_{kind}{part}") for part in ("", "_means", "_drawn")]
        for kind in PRECISIONS
    ]
    return write_table(columns, rows)


def write_citation_table(words: Words, name: str = "") -> Markup:
    """What is cited of the plan, each value with its quality and source; `name`: of the plan, where
    several are shown."""
    t = words.t
    columns = [t(f"sources.cite_{name}") for name in ("field", "value", "quality", "source")]
    rows = [
        (
            t(CITED[entry["field"]]) if entry["field"] in CITED else entry["field"],
            entry["value"],
            t(f"sources.quality_{entry['quality']}"),
            pick_described(entry, "source", t),
        )
        for entry in words.model.plan.meta["citation"]
    ]
    return draw("screens/sources/tables.citation", name=name, table=write_table(columns, rows))


def write_list(items: Iterable[str]) -> Markup:
    return draw("screens/sources/tables.listed", items=items)


def write_package_head(package: Package, t: Texts) -> Markup:
    """Title, version, licence and sources of a package."""
    descriptor = package.descriptor
    facts = [
        (t("sources.version"), str(descriptor["version"])),
        (t("sources.licence"), _join_titles(descriptor["licenses"], t)),
        (t("sources.data_sources"), _join_sources(descriptor["sources"], t)),
    ]
    return draw(
        "screens/sources/tables.package_head",
        title=pick_described(descriptor, "title", t),
        description=pick_described(descriptor, "description", t),
        facts=write_facts(facts),
    )


def write_descriptor(name: str, t: Texts) -> Markup:
    """The file that describes the package."""
    return draw("screens/sources/tables.descriptor", name=name, description=t("sources.descriptor"))


def write_file(resource: Mapping[str, Any], t: Texts) -> Markup:
    """One file: description, size, records, hash, sources, licence, and its columns folded."""
    separator = t("list.dot")
    facts = [
        (t("sources.data_sources"), _join_sources(resource["sources"], t)),
        (t("sources.licence"), _join_titles(resource["licenses"], t)),
    ]
    return draw(
        "screens/sources/tables.file",
        path=resource["path"],
        description=pick_described(resource, "description", t),
        brief="".join(part + separator for part in _list_sizes(resource, t)),
        hash=_shorten_hash(resource["hash"]),
        facts=write_facts(facts),
        columns=_write_columns(resource, t),
    )


def _list_sizes(resource: Mapping[str, Any], t: Texts) -> list[str]:
    """Bytes, records and what names a record, in words."""
    sizes = [t("sources.size_value", bytes=f"{resource['bytes']:,}")]
    sizes += [
        t(f"sources.{name}", n=resource[name]) for name in ("rows", "features") if name in resource
    ]
    if keys := resource.get("schema", {}).get("primaryKey"):
        sizes.append(t("sources.keys", names=t("list.comma").join(keys)))
    return sizes


def _shorten_hash(whole: str) -> Hash:
    algorithm, _, digest = whole.partition(":")
    return Hash(whole, f"{algorithm.upper()} {digest[:HASH_DIGITS]}…")


def _write_columns(resource: Mapping[str, Any], t: Texts) -> Markup:
    fields = resource.get("schema", {}).get("fields", resource.get("properties", []))
    if not fields:
        return Markup("")
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
    title = t("sources.columns", n=len(fields))
    return draw("screens/sources/tables.columns", title=title, table=write_table(columns, rows))


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
