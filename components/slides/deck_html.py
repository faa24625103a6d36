"""Slides as HTML, for the page and the single file. Every text from data passes `escape`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components.slides.slide import Slide
from components.texts import Texts

BUTTONS = (("previous", "←"), ("next", "→"), ("notes", "N"), ("blank", "B"), ("fullscreen", "F"))
HELP = ("next", "previous", "first", "last", "blank", "fullscreen", "notes", "back", "help")


def write_deck(slides: Sequence[Slide], cards: Sequence[Slide], shown: int, t: Texts) -> str:
    """Every slide of a run, number `shown` (from 1) visible, and a card per party."""
    sections = [
        _write_section(
            slide,
            "deck-slide",
            _write_count(t("present.count", n=number, all=len(slides))),
            t,
            is_hidden=number != shown,
        )
        for number, slide in enumerate(slides, start=1)
    ]
    back = (
        f"<button type='button' class='deck-back' data-act='back'>"
        f"{escape(t('present.card_back'))}</button>"
    )
    sections += [_write_section(card, "deck-card", back, t, is_hidden=True) for card in cards]
    return (
        f"<div class='deck'>{''.join(sections)}{_write_bar(t)}{_write_help(t)}"
        f"<div class='deck-blank' hidden></div>"
        f"<div class='deck-spoken' role='status' aria-live='polite'></div></div>"
    )


def _write_section(slide: Slide, css: str, end: str, t: Texts, *, is_hidden: bool) -> str:
    facts = "".join(
        f"<div><dd>{escape(fact.value)}</dd><dt>{escape(fact.label)}</dt></div>"
        for fact in slide.facts
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in slide.notes)
    return (
        f"<section class='{css}' data-code='{escape(slide.code)}'{' hidden' * is_hidden}>"
        f"<h1>{escape(slide.title)}</h1><p class='deck-sub'>{escape(slide.subtitle)}</p>"
        f"{_write_table(slide)}<dl class='deck-facts'>{facts}</dl>{end}"
        f"<p class='deck-foot'>{escape(slide.source)}</p>"
        f"<aside class='deck-notes' hidden><h2>{escape(t('present.notes_title'))}</h2>"
        f"<ol>{notes}</ol></aside></section>"
    )


def _write_count(text: str) -> str:
    return f"<p class='deck-count'>{escape(text)}</p>"


def _write_table(slide: Slide) -> str:
    if slide.table is None:
        return ""
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in slide.table.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in slide.table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _write_bar(t: Texts) -> str:
    buttons = "".join(
        f"<button type='button' data-act='{act}' title='{escape(t(f'present.{act}'))}' "
        f"aria-label='{escape(t(f'present.{act}'))}'>{sign}</button>"
        for act, sign in (*BUTTONS, ("help", "?"))
    )
    return f"<nav class='deck-bar' aria-label='{escape(t('present.bar'))}'>{buttons}</nav>"


def _write_help(t: Texts) -> str:
    rows = "".join(
        f"<dt>{escape(t(f'present.keys_{act}'))}</dt><dd>{escape(t(f'present.{act}'))}</dd>"
        for act in HELP
    )
    return f"<div class='deck-help' role='dialog' data-act='help' hidden><dl>{rows}</dl></div>"
