"""The router: page settings, pages, header, footer. What a visit to `serve.py` runs."""

import streamlit as st

from components.screens.shell.embedded import run_embedded
from components.screens.shell.error_page import show_data_error
from components.screens.shell.footer import show_footer
from components.screens.shell.frame import apply_style, close_page, show_header
from components.screens.shell.navigation import OF_NO_PLAN, build_pages, choose_page
from components.session.embedded import is_embedded
from components.session.link import read_lang, read_plan_code
from components.session.models import get_model
from components.session.reader import follow_readers, keep_apart
from components.session.remember import settle
from components.slides.run import is_presenting
from components.texts import Texts
from components.words.words import Words
from geo.packages.problems import DataError
from store.look import look

follow_readers()
with look():
    keep_apart()
    t = Texts(read_lang(st.query_params))
    st.set_page_config(page_title=t("app.title"), layout="wide")
    apply_style(t)
    pages = build_pages(t)
    page = choose_page(pages)
    try:
        model = get_model(read_plan_code(st.query_params))
    except DataError as error:
        if not is_embedded():
            show_header(None, pages, page, t)
        show_data_error(error)
    else:
        if is_embedded():
            run_embedded(Words(model, t), pages, page)
        elif page == pages["present"] and is_presenting(st.query_params):
            page.run()
        else:
            show_header(model, pages, page, t)
            page.run()
            if page not in [pages[name] for name in OF_NO_PLAN]:
                show_footer(Words(model, t))
        settle()
close_page()
