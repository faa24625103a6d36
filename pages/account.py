"""`/account`: who reads, what they may; for an administrator people and what was done."""

import streamlit as st

from components.screens.account.frame import show_account
from components.screens.account.link import read_link
from components.screens.shell.opening import open_page, read_view

model = open_page()


@st.fragment
def explore() -> None:
    _, words = read_view(model)
    show_account(words, read_link(st.query_params))


explore()
