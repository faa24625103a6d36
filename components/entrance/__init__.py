"""Pages before the product, without Streamlit: to sign in, and why nothing is shown."""
