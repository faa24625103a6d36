"""The field in which whoever writes says their name."""

from __future__ import annotations

import streamlit as st

from components.session.rights import WRITER, find_writer


def show_writer(label: str) -> None:
    st.session_state.setdefault(WRITER, find_writer())
    st.text_input(label, key=WRITER, max_chars=60)
