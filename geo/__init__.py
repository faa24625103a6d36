"""The model: reads and validates the data packages and joins the plan to places.

Pure: no streamlit, folium or plotly. Start at `geo.model.load_model`.
"""
