"""What surrounds every page: styles, the page's language, header, notices."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page

from components.html.scripts import write_script
from components.html.template import draw, join, read_code
from components.screens.shell.navigation import ACCOUNT, OF_NO_PLAN, show_navigation, show_way_in
from components.screens.shell.plans import list_shelf, show_plan_choice
from components.session.link import Notice
from components.session.reader import find_reader
from components.session.remember import remember
from components.session.rights import may_write
from components.texts import (
    HTML_LANG,
    LANGUAGES,
    Texts,
    read_catalogue,
)
from components.theme import write_css_variables
from components.words.plan import cite_briefly
from components.words.words import Words
from geo.model import Model
from store.months import has_periods

STREAMLIT = "streamlit."
"""Section of the catalogue whose keys are Streamlit's own words."""
SHELL = Path(__file__).parent
FIRST_STYLE = SHELL / "style.css"
LAST_STYLES = (SHELL / "forced_colors.css", SHELL / "paper.css")
PIECES = ("html/*.css", "screens/widgets/*.css", "screens/*/*.css")
"""Where the rules of a piece of the screen stand, beside it."""


def apply_style(t: Texts) -> None:
    """Add our few CSS rules, and what Streamlit does not give a page: for a screen reader
    (`page.js`), on the way back (`page_history.js`), in the reader's language
    (`page_words.js`), and where the server is away
    (`connection.js`)."""
    script = _write_script(t, find_reader().person != "", find_base())
    html = Markup("<style>{}</style>{}").format(_read_css(), script)
    st.html(html, unsafe_allow_javascript=True)


def find_base() -> str:
    """The sub-path that pages stand below, "" or "/duty"."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""


@remember
def _write_script(t: Texts, is_known: bool, base: str) -> Markup:
    ended = {"text": t("app.ended"), "again": t("entrance.again"), "address": f"{base}/sign-in"}
    told = {
        "lang": HTML_LANG[t.lang],
        "words": list_streamlit_words(t),
        "away": t("app.away"),
        "ended": ended if is_known else None,
    }
    return write_script("page", json.dumps(told, ensure_ascii=False))


def list_streamlit_words(t: Texts) -> list[tuple[str, str]]:
    """What Streamlit says, and what stands there instead in the language of `t`.

    A page whose language was switched still holds the words of the other one: they count as said.
    """
    said = [key for key in read_catalogue(t.lang) if key.startswith(STREAMLIT)]
    others = [Texts(lang) for lang in LANGUAGES if lang != t.lang]
    pairs = [(key.removeprefix(STREAMLIT), t(key)) for key in said]
    pairs += [(other(key), t(key)) for other in others for key in said]
    return [(before, after) for before, after in pairs if before != after]


def list_styles() -> list[Path]:
    """What every page has, then the pieces, those of several screens before those of one, and
    last what takes much of that back: where two rules weigh the same, the later one counts."""
    components = SHELL.parents[1]
    pieces = [path for pattern in PIECES for path in sorted(components.glob(pattern))]
    between = [path for path in dict.fromkeys(pieces) if path not in (FIRST_STYLE, *LAST_STYLES)]
    return [FIRST_STYLE, *between, *LAST_STYLES]


@remember
def _read_css() -> Markup:
    # Colours of ours: a style's text is not escaped.
    return join([Markup(write_css_variables()), *map(read_code, list_styles())])


@st.fragment(run_every=timedelta(days=1))
def close_page() -> None:
    """The last of every page: says that its run is over, for `connection.js`.

    Its being a fragment that runs every so often makes the browser ask for the whole page whenever
    it has connected again; a server started anew would never learn of the page's fragments else.
    See docs/decisions/011.
    """
    st.html(Markup("<span hidden data-run='{}'></span>").format(time.monotonic_ns()))


def show_header(model: Model | None, pages: dict[str, Page], current: Page, t: Texts) -> None:
    """Product and plan at the left, with the way to other plans where there are any, pages and
    language at the right; a page that is about no plan names none."""
    shown = model if current not in [pages[name] for name in OF_NO_PLAN] else None
    plans = list_shelf(shown) if shown else {}
    plan_line = _write_plan_line(Words(shown, t), has_switch=len(plans) > 1) if shown else ""
    with st.container(horizontal=True, vertical_alignment="center", key="app_header"):
        header = draw("screens/shell/frame.header", t=t, plan_line=plan_line)
        st.html(header, width="stretch")
        if shown and len(plans) > 1:
            show_plan_choice(Words(shown, t), plans)
        placeless = list_placeless(model) if model else []
        show_navigation(pages, current, t, [*placeless, *list_idle(), ACCOUNT])
        show_way_in(pages[ACCOUNT], current, t)


def _write_plan_line(words: Words, *, has_switch: bool) -> str:
    """What is shown; the switch beside it names the plans."""
    measures, t = words.model.plan.measures, words.t
    counts = {"tasks": measures["task_no"].nunique(), "measures": len(measures)}
    if has_switch:
        return t("several.plan_line", **counts)
    return t("app.plan_line", plan=cite_briefly(words), **counts)


def list_placeless(model: Model) -> list[str]:
    """The pages about places that have none to show, as plan and region have none."""
    has_none = {
        "restoration": model.sites.empty,
        "protected": not (model.region.protected.year or model.plan.meta["protected_measures"]),
    }
    return [page for page, is_empty in has_none.items() if is_empty]


def list_idle() -> list[str]:
    """The page of the month's reports, where no month was ever opened and this reader opens
    none, or where it is not for this reader."""
    is_shown = find_reader().sees_progress and (may_write() or has_periods())
    return [] if is_shown else ["progress"]


def show_notices(notices: Sequence[Notice], t: Texts) -> None:
    """What in the link could not be followed."""
    if notices:
        lines = [t(notice.key, **notice.values) for notice in notices]
        st.html(draw("screens/shell/frame.notices", lines=lines))
