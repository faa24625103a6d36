"""The month's 通报 to take away, and notices to the units."""

from __future__ import annotations

import streamlit as st

from components.html.sentence import write_copied
from components.screens.progress.desk import Desk
from components.screens.progress.notices import show_notices
from components.screens.widgets.downloads import bulletin_downloads
from components.screens.widgets.panel import show_heading
from components.words.bulletin import write_overview
from store.database import read
from store.progress.report import Bulletin, build_bulletin


def show_reports(desk: Desk) -> None:
    t = desk.t
    show_heading(t("notices.page_title"), t("notices.page_help"))
    bulletin = load_bulletin(desk)
    for sentence in write_overview(bulletin, t):
        st.html(write_copied(sentence, t))
    bulletin_downloads(desk.words, bulletin, key="progress_bulletin")
    show_notices(desk, bulletin.today)


def load_bulletin(desk: Desk) -> Bulletin:
    """Of the month that is shown; raises `DataError` where its database cannot be read."""
    with read() as connection:
        assert connection  # the desk is of a period that is kept there
        return build_bulletin(connection, desk.month.plan, desk.month.code)
