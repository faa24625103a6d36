"""The least a Streamlit app can do on a click: a fragment, one button, one text."""

import streamlit as st


@st.fragment
def count() -> None:
    clicks = st.session_state.setdefault("clicks", 0)
    if st.button("next", key="next"):
        clicks += 1
        st.session_state["clicks"] = clicks
    st.text(f"answer {clicks}")


count()
