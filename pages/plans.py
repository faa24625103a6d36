"""`/plans`: the plans that are here, what is made of a plan's own file, its review, and
what changed from one edition to the next."""

import streamlit as st

from components.screens.changes.changes import show_changes
from components.screens.plans.default import show_default
from components.screens.plans.file import show_file
from components.screens.plans.open_duties import show_open_duties
from components.screens.plans.regions import show_regions
from components.screens.plans.shelf import show_shelf
from components.screens.review.frame import show_review
from components.screens.review.link import read_link
from components.screens.review.new import begin_review, show_new
from components.screens.shell.opening import open_page, read_view
from components.screens.widgets.writer import show_refused
from components.session.link import read_pair

model = open_page()


@st.fragment
def explore() -> None:
    _, words = read_view(model)
    link = read_link(st.query_params)
    pair = read_pair(st.query_params, st.query_params.get_all("from"))
    if pair:
        show_changes(words.t, pair)
        return
    with st.container(key="plans"):
        if link.draft:
            show_review(words, link)
        elif link.file:
            show_new(words, link)
        else:
            show_shelf(words.t)
            show_default(words.t)
            show_regions(words.t)
            show_refused(words.t)
            show_open_duties(words)
            show_file(words, begin_review)


explore()
