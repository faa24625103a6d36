"""A page in a frame of another site: without what surrounds it, and with its source."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from components.html.template import draw
from components.html.tongue import mark_chinese
from components.session.embedded import EMBEDDED
from components.words.plan import cite_briefly
from components.words.units import name_boundary
from components.words.words import Words


def run_embedded(words: Words, pages: Mapping[str, Page], page: Page) -> None:
    """Below the page its source, and the way to the whole of it; of a page that no other site
    shows, the way alone."""
    if page in [pages[name] for name in EMBEDDED]:
        page.run()
    else:
        st.html(draw("screens/shell/embedded.refused", t=words.t))
    source = words.t("embedded.source", plan=cite_briefly(words), credit=name_boundary(words))
    # Where the view changes meanwhile, `embedded.js` leads to the one that is seen.
    st.html(
        draw(
            "screens/shell/embedded.source",
            t=words.t,
            source=mark_chinese(source, words.t),
            address=f"?{urlencode(st.query_params.to_dict())}",
        )
    )
