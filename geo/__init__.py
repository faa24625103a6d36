"""The model: reads and validates the data packages and joins the plan to places.

Pure: no streamlit, folium or plotly. Start at `geo.model.load_model`. Rooms, each importing only
from those above it:

packages   finding, reading and checking data packages; problems in both languages
region     boundaries and units
plan       the printed table, its proof, duties, and everything counted of them
places     restoration sites and protected areas
intake     an office's own file: its tables read, what is asked, and the proof
own_boundaries  an office's own boundaries: its file read, its datum told, its names and codes
model.py   all of it joined; `own_regions.py` regions that an office builds; `__main__.py` the
           command line
"""
