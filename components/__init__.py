"""Everything that shows the model. Folders import only from those above them in this list:

texts, theme, charts   words of the screen, colours, figures as values
session                what is remembered, models, the view that a link describes
words                  everything said of a unit, plan, duty, place, comparison or source
html                   pieces of HTML that several screens show
entrance               pages before the product: to sign in, and why nothing is shown
map                    pictures of the map as values; the map itself, its frame and its scripts
slides                 the show as values, and its HTML
documents              files to take away; no streamlit
screens                a folder a page, with `shell` around all of them and `widgets` for several

A piece is up to four files of one name side by side: what it does (`.py`), its HTML, its looks
(`.css`, put together by `screens/shell/frame.py`) and what it does in the browser (`.js`).
"""
